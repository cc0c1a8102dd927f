import HakaruModel
import HakaruStore
import HakaruTestSupport
import Testing

@Suite struct `Real pull requests` {
    private static let names = [
        "bitcoin-core__secp256k1", "mlswg__mls-protocol", "oauth-wg__oauth-selective-disclosure-jwt", "quicwg__qlog",
        "tlswg__tls13-spec",
    ]

    /// Stores pull requests page by page.
    private func fill(_ store: SQLiteStore, _ name: String, _ pullRequests: [PullRequest]) async throws {
        let key = try await store.save(.sample(name, "acme/\(name)"), on: "github.com").key
        for start in stride(from: 0, to: pullRequests.count, by: 100) {
            let page = Array(pullRequests[start..<min(start + 100, pullRequests.count)])
            try await store.save(page, and: SyncState(walk: [1]), of: key)
        }
    }

    @Test(arguments: names)
    func `come back as they were`(name: String) async throws {
        guard let directory = RealData.directory(name) else {
            print("Skipped: ../shared/data/\(name) is not there.")
            return
        }
        let temporary = try TemporaryDirectory()
        let pullRequests = try RealData.pullRequests(directory, withComments: true)
        let store = try SQLiteStore(path: temporary.path("hakaru.db"), mode: .create)
        try await fill(store, name, pullRequests)
        let key = RepositoryKey(host: "github.com", forgeID: ForgeID(name))
        #expect(try await store.pullRequests(of: key) == pullRequests.map { PullRequest.updated(nil, to: $0) })
        #expect(try await store.check(.full) == [])
    }

    /// The budget counts commits, reviews and timeline events.
    ///
    /// Conversations are counted apart: how long they are differs more from team to team than anything else.
    @Test func `take at most 600 bytes each with commits, reviews and events`() async throws {
        let directories = Self.names.compactMap { RealData.directory($0) }
        guard directories.count == Self.names.count else {
            print("Skipped: ../shared/data is not there.")
            return
        }
        let temporary = try TemporaryDirectory()
        var sizes: [Int] = []
        for withComments in [false, true] {
            let path = temporary.path("\(withComments).db")
            let store = try SQLiteStore(path: path, mode: .create)
            var count = 0
            for (name, directory) in zip(Self.names, directories) {
                let pullRequests = try RealData.pullRequests(directory, withComments: withComments)
                try await fill(store, name, pullRequests)
                count += pullRequests.count
            }
            try store.close()
            sizes.append(try read(path).count / count)
        }
        print("Bytes a pull request: \(sizes[0]), with all comments of the conversations \(sizes[1]).")
        #expect(sizes[0] <= 600)
        #expect(sizes[1] <= 750)
    }
}
