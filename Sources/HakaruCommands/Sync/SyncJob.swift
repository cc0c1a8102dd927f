import HakaruEngine
import HakaruFetcher
import HakaruModel
import HakaruStore
import HakaruSystem
import HakaruTransfer

/// One run of a sync, from the lock to the derived facts.
struct SyncJob: Sendable {
    /// The configuration in force.
    let settings: Settings
    /// What to fetch.
    let repositories: [RepositoryID]
    /// Where to.
    let address: ForgeAddress
    /// Who asks.
    let token: Secret?
    /// The GitHub App that asks in place of a token; nil for none.
    var app: AppCredentials?
    /// How much at once.
    let budget: RequestBudget.Settings
    /// Whether to fetch everything anew.
    let isFull: Bool
    /// Whether to show nothing.
    let isQuiet: Bool
    /// How long to wait for another run.
    let lockWait: Duration

    /// Fetches, stores, and derives the facts anew.
    func run(in context: CommandContext) async throws -> SyncResult {
        try FileSystem.makeDirectory(Settings.directory(of: settings.storePath))
        let lock = try await FileLock.acquire(at: "\(settings.storePath).lock", wait: lockWait, now: context.now()) {
            holder in
            context.say("Waiting for another run\(holder.map { " (process \($0.processID))" } ?? "").")
        }
        defer { withExtendedLifetime(lock) {} }
        let store = try SQLiteStore(path: settings.storePath, mode: .create)
        let emails = EmailHasher(key: try await store.emailKey().bytes)
        let engine = try QueryEngine(
            store: store, keeper: { store }, configuration: settings.configuration, hashing: { emails.hash($0) ?? [] })
        let clock = ContinuousClock()
        let start = clock.now
        let view = ProgressView(context, count: repositories.count, isQuiet: isQuiet) { start.duration(to: clock.now) }
        let connection = try ForgeConnection.open(
            address, token: token, app: app, emails: emails, budget: budget, asksForPaths: engine.rules.needsPaths,
            in: context,
            onWait: { view.observe(.waiting($0)) })
        let sync = SyncEngine(store: store, forge: connection.forge, clock: connection.clock) { view.observe($0) }
        let result = try await sync.run(SyncRequest(repositories, rules: engine.rules, isFull: isFull))
        await connection.client.shutdown()
        if try await !store.repositories().isEmpty {
            try await readCoverage(into: store, in: context)
            // The facts are derived here, so that a query finds them.
            _ = try await engine.joiningAccounts().table(try await QueryScope.find([], asOf: nil, in: store))
        }
        try store.close()
        return result
    }

    /// Makes samples of the coverage that trusted accounts published as commit statuses.
    private func readCoverage(into store: SQLiteStore, in context: CommandContext) async throws {
        let configuration = settings.configuration
        let reading = CoverageStatusReading(trustedCreators: configuration.coverage.trustedCreators) { name in
            MeasurementRules(
                branches: configuration.branches, branchesByRepository: configuration.branchesByRepository
            ).branches(of: name)
        }
        for repository in try await store.repositories() where repositories.contains(repository.repository.id) {
            let outcome = try await reading.run(repository, in: store)
            guard !outcome.untrusted.isEmpty, !isQuiet else { continue }
            context.say(
                "\(repository.repository.id): coverage statuses by \(outcome.untrusted.joined(separator: ", ")) are not "
                    + "believed; name who may publish in coverage.trusted_creators.")
        }
    }
}
