import HakaruModel
import HakaruTestSupport
import Testing

@testable import HakaruStore

@Suite struct `A query of a pull request` {
    /// A walk through all pull requests of a repository for each one that is stored would take the square of their
    /// number.
    @Test(arguments: [PullRequestWriter.findByIdentity, PullRequestWriter.findByNumber])
    func `goes straight to it`(sql: String) throws {
        let directory = try TemporaryDirectory()
        let path = directory.path("hakaru.db")
        try SQLiteStore(path: path, mode: .create).close()
        let connection = try SQLiteConnection(path: path, access: .readOnly)
        let steps = try connection.setUp { database in
            var steps: [String] = []
            try SQLStatement(database, "EXPLAIN QUERY PLAN \(sql)").forEachRow { steps.append($0.text(3)) }
            return steps
        }
        #expect(steps.count == 1)
        #expect(steps.first?.hasPrefix("SEARCH pull_request USING") == true)
        #expect(steps.first?.contains("(repository_id=?)") == false, "that would be the whole repository")
    }

    /// Each query asks how much is incomplete.
    @Test func `of what is incomplete looks at nothing else`() async throws {
        let directory = try TemporaryDirectory()
        let store = try SQLiteStore(path: directory.path("hakaru.db"), mode: .create)
        try await store.save(.sample(), on: "github.com")
        #expect(try await store.incompleteCounts() == [:])
        var incomplete = PullRequest.small(2)
        incomplete.gaps = .reviews
        try await store.save([.small(1), incomplete], and: SyncState(), of: .sample)
        #expect(try await store.incompleteCounts() == [.sample: 1])
        try await store.save([.small(2, updatedAt: day(2))], and: SyncState(), of: .sample)
        #expect(try await store.incompleteCounts() == [:])
    }
}
