import HakaruEngine
import HakaruMetrics
import HakaruModel
import HakaruStore
import HakaruTestSupport

/// A store of its own with the repository `acme/app`, of which summaries are made.
struct SummaryFixture {
    let directory: TemporaryDirectory
    let store: SQLiteStore
    let zone: TimeZoneRules
    var configuration = Configuration()
    var calendar: WorkingCalendar?

    /// Stores pull requests that were collected completely at an instant.
    init(
        _ pullRequests: [PullRequest], host: String = "github.com", zone: TimeZoneRules = .utc, asOf: Instant
    ) async throws {
        directory = try TemporaryDirectory()
        store = try SQLiteStore(path: directory.path("hakaru.db"), mode: .create)
        self.zone = zone
        let repository = try await store.save(
            Repository(
                forgeID: ForgeID("R1"), id: .app, defaultBranch: "main", knownBranches: ["develop", "main"],
                createdAt: .at("2019-01-01T00:00:00Z")), on: host)
        try await store.save(pullRequests, and: SyncState(completedAt: asOf), of: repository.key)
    }

    /// The summary of a week such as `2026-W53`.
    func summary(_ week: String) async throws -> WeeklySummary {
        let engine = try QueryEngine(
            store: store, keeper: .nowhere, configuration: configuration, hashing: { Array($0.utf8) })
        let scope = try await QueryScope.find([], asOf: nil, in: store)
        let builder = SummaryBuilder(
            engine: engine, scope: scope, zone: zone, configuration: configuration, calendar: calendar)
        return try await builder.summary(of: .named(week))
    }
}

extension RepositoryID {
    /// The repository of the fixture.
    static var app: RepositoryID {
        guard let id = RepositoryID("acme/app") else { preconditionFailure("acme/app is a name of a repository") }
        return id
    }
}

extension ISOWeek {
    /// The week of a text that is known to be one.
    static func named(_ text: String) -> ISOWeek {
        guard let week = ISOWeek(text) else { preconditionFailure("\(text) is a week") }
        return week
    }
}

extension Instant {
    /// The instant of a text that is known to be one.
    static func at(_ text: String) -> Instant {
        guard let instant = Instant(rfc3339: text) else { preconditionFailure("\(text) is an instant") }
        return instant
    }
}

extension PullRequest {
    /// A pull request that was opened an hour before its merge, or that is open.
    static func sample(
        _ number: Int, opened: Instant? = nil, merged: Instant? = nil, into base: String = "develop",
        author: String = "alice"
    ) -> PullRequest {
        let opened = opened ?? merged?.advanced(bySeconds: -3_600) ?? .at("2026-01-05T00:00:00Z")
        return PullRequest(
            forgeID: ForgeID("pr-\(number)"), number: number, title: "Change \(number)",
            state: merged == nil ? .open : .merged, createdAt: opened, updatedAt: merged ?? opened, closedAt: merged,
            mergedAt: merged, author: Actor(login: author, kind: .user), baseBranch: base,
            headBranch: "topic-\(number)")
    }
}

extension TimeZoneRules {
    /// A zone of one rule in the form of POSIX, such as `JST-9`.
    static func rule(_ rule: String) throws -> TimeZoneRules {
        // Version 2 of RFC 9636: an empty block for old readers, then one without transitions, then the rule.
        let counts: [UInt32] = [0, 0, 0, 0, 1, 4]
        let words = (counts + [0]).flatMap { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) } }
        let block = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15) + words + [0, 0] + Array("XST\0".utf8)
        return try TimeZoneRules(identifier: rule, tzif: block + block + Array("\n\(rule)\n".utf8))
    }
}
