import HakaruEngine
import HakaruMetrics
import HakaruModel
import HakaruStore
import HakaruTestSupport
import Synchronization
import Testing

@Suite struct `Questions to the store (definitions §10)` {
    private let directory: TemporaryDirectory
    private let store: SQLiteStore
    private let key = RepositoryKey(host: "github.com", forgeID: ForgeID("R_1"))

    init() async throws {
        directory = try TemporaryDirectory()
        store = try SQLiteStore(path: directory.path("hakaru.db"), mode: .create)
        try await add("acme/api", "R_1")
    }

    private func at(_ text: String) throws -> Instant { try #require(Instant(rfc3339: "2026-\(text):00Z")) }

    private func add(_ name: String, _ forgeID: String) async throws {
        let repository = Repository(
            forgeID: ForgeID(forgeID), id: try #require(RepositoryID(name)), defaultBranch: "main",
            knownBranches: ["develop", "main"], createdAt: try at("01-01T00:00"))
        try await store.save(repository, on: "github.com")
    }

    /// One that was opened on a day at nine and merged at noon.
    private func pullRequest(
        _ number: Int, on day: String, by login: String = "hanako", into base: String = "develop",
        email: UInt8? = nil
    ) throws -> PullRequest {
        let sha = try #require(ObjectID(bytes: [UInt8](repeating: UInt8(number), count: 20)))
        let author = Actor(login: login, kind: .user)
        let commit = Commit(
            sha: sha, authoredAt: try at("\(day)T08:00"), committedAt: try at("\(day)T08:00"), parentCount: 1,
            author: author, authorEmailHash: email.map { [UInt8](repeating: $0, count: 16) })
        return PullRequest(
            forgeID: ForgeID("PR_\(number)"), number: number, title: "Change", state: .merged,
            createdAt: try at("\(day)T09:00"), updatedAt: try at("\(day)T12:00"), closedAt: try at("\(day)T12:00"),
            mergedAt: try at("\(day)T12:00"), author: author, baseBranch: base, headBranch: "topic-\(number)",
            commits: [commit])
    }

    private func save(_ pullRequests: [PullRequest], completedAt: String?, gaps: Bool = false) async throws {
        let completed = try completedAt.map { try at("\($0)T00:00") }
        try await store.save(pullRequests, and: SyncState(watermark: completed, completedAt: completed), of: key)
    }

    private func engine(
        _ configuration: Configuration = Configuration(), branches: [String] = []
    ) async throws -> QueryEngine {
        let store = store
        return try await QueryEngine(
            store: store, keeper: .store(store), configuration: configuration,
            integrationBranches: branches.compactMap(BranchPattern.init),
            hashing: { Array(repeating: $0.utf8.first ?? 0, count: 16) }
        ).joiningAccounts()
    }

    private func integrated(
        _ engine: QueryEngine, asOf: Instant? = nil, names: [RepositoryID] = []
    ) async throws -> ThroughputFigures {
        let scope = try await QueryScope.find(names, asOf: asOf, in: store)
        let period = try #require(Period(start: try at("01-01T00:00"), end: try at("12-31T00:00")))
        return try await engine.table(scope).throughput(MetricsQuery(period: period)).total
    }

    private func keptColumns(_ engine: QueryEngine) async throws -> Int {
        let identity = DerivedFacts.Identity(
            definitionsVersion: Definitions.version, fingerprint: Array(engine.rules.fingerprint.utf8),
            layoutVersion: FactColumns.currentLayoutVersion)
        return try await store.derivedFacts(of: key, identity: identity, columns: nil)?.columns.count ?? 0
    }

    @Test func `speak of the end of the last complete sync, unless an instant was asked for`() async throws {
        try await save([pullRequest(1, on: "03-02"), pullRequest(2, on: "03-04")], completedAt: "03-05")
        try await add("acme/web", "R_2")
        let web = RepositoryKey(host: "github.com", forgeID: ForgeID("R_2"))
        let later = try at("03-09T00:00")
        try await store.save([], and: SyncState(completedAt: later), of: web)
        let scope = try await QueryScope.find([], asOf: nil, in: store)
        #expect(scope.asOf == later)
        #expect(!scope.isAsOfGiven)
        let api = try #require(RepositoryID("acme/api"))
        #expect(try await QueryScope.find([api], asOf: nil, in: store).asOf == at("03-05T00:00"))
        let given = try await QueryScope.find([api], asOf: at("03-03T00:00"), in: store)
        #expect(given.isAsOfGiven)
        #expect(try await integrated(engine()).integrated == 2)
        #expect(try await integrated(engine(), asOf: given.asOf).integrated == 1, "as_of hides the later one")
    }

    @Test func `say what is not complete, and count what is there`() async throws {
        try await save([pullRequest(1, on: "03-02")], completedAt: nil)
        let scope = try await QueryScope.find([], asOf: nil, in: store)
        #expect(scope.gaps.map(\.reason) == ["it was never synced to the end"])
        #expect(try await integrated(engine()).integrated == 1)
        var partial = try pullRequest(2, on: "03-03")
        partial.gaps = .details
        try await save([partial], completedAt: "03-05")
        #expect(
            try await QueryScope.find([], asOf: nil, in: store).gaps.map(\.reason) == [
                "1 pull requests are incomplete"
            ])
        try await store.setPresence(.hidden, of: key)
        try await save([pullRequest(2, on: "03-03")], completedAt: "03-05")
        #expect(
            try await QueryScope.find([], asOf: nil, in: store).gaps.map(\.reason) == [
                "the forge no longer shows it; the history is kept"
            ])
    }

    @Test func `about a repository that is not there name the known ones`() async throws {
        let api = try #require(RepositoryID("acme/api"))
        let other = try #require(RepositoryID("acme/other"))
        await #expect(throws: EngineError.unknownRepository(other, known: [api])) {
            try await QueryScope.find([other], asOf: nil, in: store)
        }
    }

    @Test func `keep the facts that they derived, until the repository or the rules change`() async throws {
        try await save([pullRequest(1, on: "03-02")], completedAt: "03-05")
        let usual = try await engine()
        #expect(try await keptColumns(usual) == 0)
        #expect(try await integrated(usual).integrated == 1)
        #expect(try await keptColumns(usual) > 10)
        #expect(try await integrated(usual).integrated == 1, "from what was kept")
        var configuration = Configuration()
        configuration.bots = ["hanako"].compactMap(AccountPattern.init)
        let others = try await engine(configuration)
        #expect(try await keptColumns(others) == 0, "other rules, other facts")
        #expect(try await integrated(others).integrated == 0)
        try await save([pullRequest(2, on: "03-04")], completedAt: "03-06")
        #expect(try await keptColumns(usual) == 0, "the repository has changed")
        #expect(try await integrated(usual).integrated == 2)
    }

    @Test func `open the store for keeping once, however many repositories are derived`() async throws {
        try await save([pullRequest(1, on: "03-02")], completedAt: "03-05")
        for number in 2...4 { try await add("acme/web-\(number)", "R_\(number)") }
        let openings = Mutex(0)
        let path = directory.path("hakaru.db")
        let engine = try QueryEngine(
            store: store,
            keeper: .opening {
                openings.withLock { $0 += 1 }
                do { return try SQLiteStore(path: path, mode: .create) } catch { return nil }
            }, configuration: Configuration(), hashing: { _ in [] })
        #expect(try await integrated(engine).integrated == 1)
        #expect(openings.withLock { $0 } == 1)
        let opened = try SQLiteStore(path: path, mode: .readOnly)
        #expect(!opened.hadWriteAheadLog, "the next run would take it for that of a crash")
        #expect(try await integrated(engine).integrated == 1)
        #expect(openings.withLock { $0 } == 1, "not at all where the facts are there")
    }

    @Test func `with another integration branch or instant keep nothing`() async throws {
        try await save([pullRequest(1, on: "03-02", into: "main")], completedAt: "03-05")
        #expect(try await integrated(engine()).integrated == 0)
        let toMain = try await engine(branches: ["main"])
        #expect(try await integrated(toMain).integrated == 1)
        #expect(try await keptColumns(toMain) == 0)
        let fresh = try await engine()
        let before = try await keptColumns(fresh)
        #expect(try await integrated(fresh, asOf: at("03-01T00:00")).integrated == 0)
        #expect(try await keptColumns(fresh) == before)
    }

    @Test func `join the accounts of one person, by account and by e-mail address`() async throws {
        try await save(
            [
                pullRequest(1, on: "03-02", by: "hanako"), pullRequest(2, on: "03-03", by: "Hanako-T"),
                pullRequest(3, on: "03-04", by: "h-old", email: UInt8(ascii: "h")),
                pullRequest(4, on: "03-05", by: "taro", email: UInt8(ascii: "t")),
            ], completedAt: "03-06")
        #expect(try await integrated(engine()).contributors == 4)
        var configuration = Configuration()
        configuration.people = [.init(name: "Hanako", accounts: ["hanako", "hanako-t"])]
        #expect(try await integrated(engine(configuration)).contributors == 3)
        configuration.people = [.init(name: "Hanako", accounts: ["hanako", "hanako-t"], emails: ["h@acme.example"])]
        let joined = try await engine(configuration)
        #expect(try await integrated(joined).contributors == 2)
        #expect(joined.organization.person(named: "h-old") == .identity("Hanako"))
        #expect(joined.organization.person(named: "taro") == .account("taro"))
    }
}
