import HakaruModel
import HakaruStore
import Testing

@Suite struct `A store keeps pull requests` {
    @Test(arguments: StoreBackend.allCases)
    func `with all that they have`(backend: StoreBackend) async throws {
        let test = try backend.make()
        var expected = PullRequest.whole()
        try await test.fill([expected])
        // The replaced commit of day -2 and the own ones are later than what was seen once.
        expected.earliestAuthoredAtSeen = day(-4)
        #expect(try await test.store.pullRequests(of: .sample) == [expected])
        #expect(try await test.store.pullRequest(7, of: .sample) == expected)
        #expect(try await test.store.pullRequest(8, of: .sample) == nil)
    }

    @Test(arguments: StoreBackend.allCases)
    func `in the order of their numbers, whatever the order of their arrival`(backend: StoreBackend) async throws {
        let test = try backend.make()
        try await test.fill([.small(30), .small(4), .whole(7), .small(2)])
        #expect(try await test.store.pullRequests(of: .sample).map(\.number) == [2, 4, 7, 30])
        #expect(try await test.store.pullRequests(of: .sample)[2].reviews.count == 2)
    }

    @Test(arguments: StoreBackend.allCases)
    func `some at a time, whole each`(backend: StoreBackend) async throws {
        let test = try backend.make()
        try await test.fill([.small(30), .small(4), .whole(7), .small(2), .small(31)])
        let all = try await test.store.pullRequests(of: .sample)
        for limit in [1, 2, 3, 5, 9] {
            var pieces: [[PullRequest]] = []
            while pieces.last?.isEmpty != true {
                let last = pieces.last?.last?.number ?? .min
                pieces.append(try await test.store.pullRequests(of: .sample, after: last, limit: limit))
            }
            #expect(pieces.flatMap { $0 } == all, "\(limit) at a time")
            #expect(pieces.allSatisfy { $0.count <= limit })
        }
        #expect(try await test.store.pullRequests(of: .sample, after: 7, limit: 9).map(\.number) == [30, 31])
    }

    @Test(arguments: StoreBackend.allCases)
    func `once for each identity, with the forge's current lists`(backend: StoreBackend) async throws {
        let test = try backend.make()
        try await test.fill([.whole()])
        var changed = PullRequest.whole()
        changed.title = "Another title"
        changed.labels = []
        changed.commits = [changed.commits[1]]
        changed.reviews.append(
            Review(forgeID: ForgeID("PRR_3"), author: .taro, state: .approved, submittedAt: day(4)))
        changed.events.removeFirst(3)
        changed.textFacts.aiTrailers = ["copilot"]
        changed.closedAt = nil
        try await test.fill([changed])
        #expect(try await test.store.pullRequests(of: .sample) == [changed])
    }

    @Test(arguments: StoreBackend.allCases)
    func `under one number also when the forge spells the identity anew`(backend: StoreBackend) async throws {
        let test = try backend.make()
        try await test.fill([.small(4)])
        var respelled = PullRequest.small(4)
        respelled.forgeID = ForgeID("MDExOlB1bGxSZXF1ZXN0NA==")
        try await test.fill([respelled])
        #expect(try await test.store.pullRequests(of: .sample) == [respelled])
    }

    @Test(arguments: StoreBackend.allCases)
    func `and their identities also when they end alike`(backend: StoreBackend) async throws {
        let test = try backend.make()
        var first = PullRequest.small(1)
        var second = PullRequest.small(2)
        first.forgeID = ForgeID("A_same-end")
        second.forgeID = ForgeID("B_same-end")
        try await test.fill([first, second])
        second.title = "Changed"
        try await test.fill([second])
        #expect(try await test.store.pullRequests(of: .sample) == [first, second])
    }

    @Test(arguments: StoreBackend.allCases)
    func `apart for each repository`(backend: StoreBackend) async throws {
        let test = try backend.make()
        try await test.fill([.whole(1), .small(2)])
        let other = try await test.store.save(.sample("R_2", "acme/web"), on: "github.com")
        try await test.store.save([.small(1), .whole(3)], and: SyncState(), of: other.key)
        try await test.store.save([.small(5)], and: SyncState(), of: .sample)
        #expect(try await test.store.pullRequests(of: .sample).map(\.number) == [1, 2, 5])
        #expect(try await test.store.pullRequests(of: other.key).map(\.number) == [1, 3])
        #expect(try await test.store.pullRequests(of: other.key)[1].commits.count == 3)
    }

    @Test(arguments: StoreBackend.allCases)
    func `as light rows`(backend: StoreBackend) async throws {
        let test = try backend.make()
        try await test.fill([.whole(7), .small(2)])
        #expect(
            try await test.store.pullRequestOutlines(of: .sample) == [
                PullRequestOutline(
                    number: 2, forgeID: ForgeID("PR_2"), updatedAt: day(1), state: .open, baseBranch: "develop"),
                PullRequestOutline(
                    number: 7, forgeID: ForgeID("PR_kwDOAP4Jqs5kUcJ7"), updatedAt: day(9), state: .merged,
                    baseBranch: "develop", gaps: [.comments], hasFiles: true),
            ])
    }

    @Test(arguments: StoreBackend.allCases)
    func `and counts them`(backend: StoreBackend) async throws {
        let test = try backend.make()
        try await test.fill([.whole(7), .small(2)])
        #expect(
            try await test.store.counts() == [
                StoreCounts(
                    repository: .sample, pullRequests: 2, incomplete: 1, commits: 4, reviews: 2, events: 16,
                    branchCommits: 0)
            ])
    }

    @Test(arguments: StoreBackend.allCases)
    func `of which none is known in an unknown repository`(backend: StoreBackend) async throws {
        let store = try backend.make().store
        #expect(try await store.pullRequests(of: .sample).isEmpty)
        #expect(try await store.pullRequestOutlines(of: .sample).isEmpty)
        #expect(try await store.branchHistories(of: .sample).isEmpty)
        #expect(try await store.pullRequest(1, of: .sample) == nil)
        await #expect(throws: StoreError.unknownRepository(.sample)) { try await store.syncState(of: .sample) }
        await #expect(throws: StoreError.unknownRepository(.sample)) {
            try await store.save([.small(1)], and: SyncState(), of: .sample)
        }
    }
}
