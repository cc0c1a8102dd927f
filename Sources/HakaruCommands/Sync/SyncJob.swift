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
    /// Whose repositories to fetch besides.
    let owners: [RepositoryOwner]
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
        let path = settings.storePath
        // Without a file there is nothing that a hard link's lock could be on.
        try SQLiteStore.makeFile(at: path)
        let lock = try await FileLock.acquire(
            at: Settings.lockPath(ofStore: path), on: Settings.lockSubject(ofStore: path), wait: lockWait,
            now: context.now()
        ) { holder in
            if !isQuiet { context.say("Waiting for another run\(holder.map { " (process \($0.processID))" } ?? "").") }
        }
        defer { withExtendedLifetime(lock) {} }
        // The store is closed when this returns, also where it fails: only then may the lock be let go.
        return try await fetch(in: context)
    }

    private func fetch(in context: CommandContext) async throws -> SyncResult {
        let store = try SQLiteStore(path: settings.storePath, mode: .create)
        let emails = EmailHasher(key: try await store.emailKey().bytes)
        let engine = try QueryEngine(
            store: store, keeper: .store(store), configuration: settings.configuration,
            hashing: { emails.hash($0) ?? [] })
        let clock = ContinuousClock()
        let start = clock.now
        let view = ProgressView(context, isQuiet: isQuiet) { start.duration(to: clock.now) }
        let connection = try ForgeConnection.open(
            address, token: token, app: app, emails: emails, bots: settings.configuration.bots, budget: budget,
            asksForPaths: engine.rules.needsPaths, in: context,
            onWait: { view.observe(.waiting($0)) })
        let sync = SyncEngine(store: store, forge: connection.forge, clock: connection.clock) { view.observe($0) }
        async let ticking: Void = view.tick()
        let result = try await sync.run(
            SyncRequest(repositories, owners: owners, rules: engine.rules, isFull: isFull))
        view.finish()
        await ticking
        await connection.client.shutdown()
        if try await !store.repositories().isEmpty {
            try await readCoverage(of: result, into: store, in: context)
            // The facts are derived here, so that a query finds them.
            try store.useLittleMemory()
            ProcessMemory.giveBack()
            try await engine.joiningAccounts().keepFacts(try await QueryScope.find([], asOf: nil, in: store))
        }
        try store.close()
        return result
    }

    /// Makes samples of the coverage that trusted accounts published as commit statuses.
    private func readCoverage(of result: SyncResult, into store: SQLiteStore, in context: CommandContext) async throws {
        let configuration = settings.configuration
        let reading = CoverageStatusReading(trustedCreators: configuration.coverage.trustedCreators) { name in
            MeasurementRules(
                branches: configuration.branches, branchesByRepository: configuration.branchesByRepository
            ).branches(of: name)
        }
        let synced = Set(result.repositories.map { $0.newName ?? $0.repository })
        for repository in try await store.repositories() where synced.contains(repository.repository.id) {
            let outcome = try await reading.run(repository, in: store)
            guard !outcome.untrusted.isEmpty, !isQuiet else { continue }
            context.say(
                "\(repository.repository.id): coverage statuses by \(outcome.untrusted.joined(separator: ", ")) are not "
                    + "believed; name who may publish in coverage.trusted_creators.")
        }
    }

    /// Asks what a run would do; what is stored is only read.
    func forecast(in context: CommandContext) async throws -> SyncForecast {
        let store: SQLiteStore?
        do throws(StoreError) {
            store = try SQLiteStore(path: settings.storePath, mode: .readOnly)
        } catch .missing {
            store = nil
        } catch .empty {
            store = nil
        }
        // Nothing of what comes is kept, so that any key will do.
        let connection = try ForgeConnection.open(
            address, token: token, app: app, emails: EmailHasher(key: [0]), budget: budget, in: context,
            onWait: { _ in })
        let rules = settings.configuration.rules(
            for: try settings.configuration.organization(hashing: { Array($0.utf8) }))
        let forecast = try await SyncForecast(
            of: SyncRequest(repositories, owners: owners, rules: rules, isFull: isFull), store: store,
            forge: connection.forge)
        await connection.client.shutdown()
        return forecast
    }
}
