import HakaruEngine
import HakaruFetcher
import HakaruMetrics
import HakaruModel
import HakaruReporter
import HakaruStore
import HakaruSystem

/// One question to the store, from its flags to the table of facts.
struct QuerySession {
    /// The configuration in force.
    let settings: Settings
    /// The repositories and the instant that the answer speaks of.
    let scope: QueryScope
    /// What derives the facts.
    let engine: QueryEngine
    /// The period of the flags.
    let period: Period
    /// The flags.
    let filters: QueryFilters

    /// Opens the store and finds what the flags ask about; an empty store is an error where it may not be allowed.
    static func open(
        _ filters: QueryFilters, store options: StoreOptions, allowingNoRepository: Bool = false,
        in context: CommandContext
    ) async throws -> QuerySession {
        let settings = try Settings.load(options, in: context)
        let names = try filters.repositories.map(RepositoryArgument.parse)
        let now = context.now()
        let asOf = try filters.asOf.map { text throws(UsageError) in
            try PeriodReader(zone: settings.zone, now: now).instant(text, flag: "--as-of")
        }
        let period = try PeriodReader(zone: settings.zone, now: asOf ?? now).period(filters)
        let branches = try filters.integrationBranches.map { text in
            guard let pattern = BranchPattern(text) else {
                throw UsageError(summary: "--integration-branch has no name.", hint: nil)
            }
            return pattern
        }
        let store = try SQLiteStore(path: settings.storePath, mode: .existing)
        let hasher = EmailHasher(key: try await store.emailKey().bytes)
        let engine = try await QueryEngine(
            store: store, keeper: .opening { keeper(of: settings.storePath) }, configuration: settings.configuration,
            integrationBranches: branches, sharing: .onProcessors, hashing: { hasher.hash($0) ?? [] }
        ).joiningAccounts()
        let scope =
            allowingNoRepository
            ? try await QueryScope.findAny(names, asOf: asOf, now: now, in: store)
            : try await QueryScope.find(names, asOf: asOf, in: store)
        return QuerySession(settings: settings, scope: scope, engine: engine, period: period, filters: filters)
    }

    /// The store for keeping derived facts; nil where it can't be written now, which costs time and nothing else.
    private static func keeper(of path: String) -> (any Store)? {
        do throws(StoreError) {
            return try SQLiteStore(path: path, mode: .create)
        } catch {
            return nil
        }
    }

    /// The query of the flags.
    func query(grouping: [GroupingKey], me: PersonID? = nil) throws -> MetricsQuery {
        MetricsQuery(
            period: period, grouping: grouping, repositories: scope.repositories.map(\.repository.id),
            teams: filters.teams, authors: try authors(me: me),
            bases: filters.bases.compactMap(BranchPattern.init), labels: filters.labels,
            includesBots: filters.includesBots, zone: settings.zone, organization: engine.organization,
            people: settings.configuration.showsPeople ? .visible : .hidden(me: me))
    }

    /// The period of the flags; without any, from where it would start until an instant, for what is asked of this moment.
    func periodUntilNow(at now: Instant) -> Period {
        guard !filters.hasPeriod else { return period }
        return Period(start: period.start, end: max(period.start, now)) ?? period
    }

    private func authors(me: PersonID?) throws -> [PersonID] {
        guard let author = filters.author else { return [] }
        guard author == "me" else { return [engine.organization.person(named: author)] }
        guard let me else {
            throw UsageError(
                summary: "--author me: nobody is known as you.", hint: "Set HAKARU_ME to the name of your account.")
        }
        return [me]
    }

    /// Who asks: the account in `HAKARU_ME`.
    func me(in context: CommandContext) -> PersonID? {
        context.environment["HAKARU_ME"].map { engine.organization.person(named: $0) }
    }

    /// What the result says about itself.
    func header(period: Period? = nil) -> ResultHeader {
        ResultHeader(
            timeZone: settings.zone.identifier, asOf: scope.asOf, period: period,
            incomplete: scope.gaps.map { .init(repository: $0.repository, reason: $0.reason) })
    }

    /// The facts of the scope.
    func table(_ columns: Set<FactColumn>) async throws -> FactTable {
        try await engine.table(scope, columns: columns)
    }
}

/// Reads `owner/name` from a command line.
enum RepositoryArgument {
    static func parse(_ text: String) throws(UsageError) -> RepositoryID {
        guard let repository = RepositoryID(text) else {
            throw UsageError(summary: "'\(text)' is not a repository.", hint: "Write it as owner/name.")
        }
        return repository
    }
}

extension CommandContext {
    /// Prints a result in the form that was asked for.
    func print(_ result: RenderedResult, as format: OutputFormat) throws {
        try output.write(result.bytes(as: format, width: terminalWidth, sharing: .onProcessors))
    }
}

extension WorkSharing {
    /// By all processors of the machine.
    static let onProcessors = WorkSharing(workers: Processors.count, perform: Processors.perform)
}
