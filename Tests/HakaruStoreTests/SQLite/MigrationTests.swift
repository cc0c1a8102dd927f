import HakaruModel
import HakaruTestSupport
import Testing

@testable import HakaruStore

@Suite struct `A migration` {
    private let directory: TemporaryDirectory
    private var path: String { directory.path("hakaru.db") }

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func migrator(_ added: [String]) -> Migrator {
        let next = Migration.newest + 1
        return Migrator(
            path: path,
            migrations: Migration.all
                + added.enumerated().map { Migration(number: next + $0, sql: $1) })
    }

    private func makeOldStore() async throws {
        let store = try SQLiteStore(path: path, mode: .create)
        try await store.save(.sample(), on: "github.com")
        try await store.save([.whole()], and: SyncState(walk: [1]), of: .sample)
        try store.close()
    }

    @Test func `has a number of its own, and comes after those with a smaller one`() {
        let numbers = Migration.all.map(\.number)
        #expect(numbers == Set(numbers).sorted())
        #expect(numbers.first == 1)
    }

    @Test(arguments: [SQLiteStore.Mode.create, .existing])
    func `takes an older store to the newest version and keeps its contents`(mode: SQLiteStore.Mode) async throws {
        try await makeOldStore()
        let migrator = migrator(["CREATE TABLE added (id INTEGER)", "INSERT INTO added VALUES (1); DROP TABLE added"])
        let store = try SQLiteStore(path: path, mode: mode, migrator: migrator)
        #expect(try await store.schemaVersion() == Migration.newest + 2)
        #expect(try await store.pullRequests(of: .sample).count == 1)
        #expect(try await store.check(.full) == [])
        #expect(store.isWritable == (mode == .create))
    }

    @Test func `keeps the statuses of a store that knew no suites`() async throws {
        let former = Migrator(path: path, migrations: Array(Migration.all.prefix { $0.number < 7 }))
        let old = try SQLiteStore(path: path, mode: .create, migrator: former)
        try await old.save(.sample(), on: "github.com")
        try await old.connection.write { database in
            let sql = """
                INSERT INTO commit_status (repository_id, sha, form, context, state, created_at, description) \
                SELECT id, x'0101010101010101010101010101010101010101', 1, 'test', 1, 1767571200, 'no' FROM repository
                """
            try SQLStatement(database, sql).run()
        }
        try old.close()
        let store = try SQLiteStore(path: path, mode: .create)
        #expect(
            try await store.commitStatuses(of: .sample) == [
                CommitStatus(
                    sha: digest(1), form: .checkRun, context: "test", state: .failure, description: "no",
                    createdAt: day(0))
            ])
        #expect(try await store.check(.full) == [])
    }

    @Test func `leaves the old version when one of its steps fails`() async throws {
        try await makeOldStore()
        let failing = migrator([
            "CREATE TABLE added (id INTEGER)", "DELETE FROM pull_request; SELECT nothing FROM nowhere",
        ])
        for mode in [SQLiteStore.Mode.create, .existing] {
            #expect(throws: StoreError.self) { try SQLiteStore(path: path, mode: mode, migrator: failing) }
        }
        let store = try SQLiteStore(path: path, mode: .existing)
        #expect(try await store.schemaVersion() == Migration.newest)
        #expect(try await store.pullRequests(of: .sample).count == 1)
        // The table of the step that succeeded is not there either.
        let again = try SQLiteStore(path: path, mode: .create, migrator: migrator(["CREATE TABLE added (id INTEGER)"]))
        #expect(try await again.schemaVersion() == Migration.newest + 1)
    }

    @Test func `has done all or nothing wherever its log was cut`() async throws {
        try await makeOldStore()
        let steps = (0..<3).map { "CREATE TABLE added\($0) (id INTEGER); UPDATE pull_request SET title = 'x\($0)'" }
        let old = try read(path)
        let store = try SQLiteStore(path: path, mode: .create, migrator: migrator(steps))
        let log = try read("\(path)-wal")
        #expect(try read(path) == old, "a migration lies in the log until it is whole")
        try store.close()
        var versions: Set<Int> = []
        for cut in Array(stride(from: 0, to: log.count, by: max(1, log.count / 20))) + [log.count] {
            let copy = directory.path("cut.db")
            try write(old, to: copy)
            try write(Array(log[..<cut]), to: "\(copy)-wal")
            let killed = try SQLiteConnection(path: copy, access: .readWrite)
            let (version, title) = try killed.setUp { database in
                (
                    try Migrator.version(database),
                    try SQLStatement(database, "SELECT title FROM pull_request").first { _ in
                    } _: {
                        $0.text(0)
                    }
                )
            }
            versions.insert(version)
            #expect(title == (version == Migration.newest ? PullRequest.whole().title : "x2"))
            try killed.close()
            // The next run does what is missing.
            let next = try SQLiteStore(path: copy, mode: .create, migrator: migrator(steps))
            #expect(try await next.schemaVersion() == Migration.newest + 3)
            #expect(try await next.check(.full) == [])
            try next.close()
        }
        #expect(versions == [Migration.newest, Migration.newest + 3])
    }

    @Test func `is not done for one who only looks`() async throws {
        try await makeOldStore()
        let before = try read(path)
        let expected = StoreError.older(
            path: path, version: Migration.newest, supported: Migration.newest + 1)
        #expect(throws: expected) {
            try SQLiteStore(path: path, mode: .readOnly, migrator: migrator(["CREATE TABLE added (id INTEGER)"]))
        }
        #expect(try read(path) == before)
    }

    @Test func `is done once when several start it together`() async throws {
        try await makeOldStore()
        let migrator = migrator(["CREATE TABLE added (id INTEGER)"])
        let path = path
        let versions = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    try await SQLiteStore(path: path, mode: .create, migrator: migrator).schemaVersion()
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(versions == Array(repeating: Migration.newest + 1, count: 6))
    }

    @Test func `starts anew where the first one was cut off`() throws {
        // The mark is in the file, the tables are not.
        try write([], to: path)
        let connection = try SQLiteConnection(path: path, access: .readWrite)
        try connection.setUp { try SQLStatement($0, "PRAGMA application_id = \(StoreFile.applicationID)").run() }
        try connection.close()
        #expect(throws: StoreError.empty(path: path)) { try SQLiteStore(path: path, mode: .existing) }
        try SQLiteStore(path: path, mode: .create).close()
        try SQLiteStore(path: path, mode: .existing).close()
    }
}

@Suite struct `Stored codes` {
    @Test func `name every value once`() {
        expectAll(StoredRepository.Presence.self)
        expectAll(Actor.Kind.self)
        expectAll(PullRequest.State.self)
        expectAll(PullRequest.HeadOrigin.self)
        expectAll(Review.State.self)
        expectAll(CoverageMeasure.self)
    }

    private func expectAll<Value: StoredCode & CaseIterable & Hashable>(_ type: Value.Type) {
        #expect(Set(Value.codes) == Set(Value.allCases))
        #expect(Value.codes.count == Value.allCases.count)
        for (code, value) in Value.codes.enumerated() { #expect(value.code == Int64(code)) }
    }

    @Test func `of events lead back to them`() throws {
        for kind in TimelineEvent.Kind.samples { #expect(try StoredEvent(kind).kind() == kind) }
        #expect(Set(TimelineEvent.Kind.samples.map { StoredEvent($0).code }) == Set(0...12))
        #expect(throws: MalformedRow.self) { try StoredEvent(code: 13, was: .none, became: .none).kind() }
        #expect(throws: MalformedRow.self) { try StoredEvent(code: 6, was: .bytes([1]), became: .none).kind() }
        #expect(throws: MalformedRow.self) { try StoredEvent(code: 5, was: .integer(1), became: .none).kind() }
        #expect(throws: MalformedRow.self) { try StoredEvent(code: 7, was: .integer(9), became: .none).kind() }
    }
}
