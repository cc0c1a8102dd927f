import HakaruModel
import HakaruStore
import Testing

@Suite struct `A page and its place in the walk` {
    private let state = SyncState(
        watermark: day(3), completedAt: day(4), openSweepAt: day(5), detailWidth: 25, walk: [1, 2, 3],
        failure: "stopped")

    @Test(arguments: StoreBackend.allCases)
    func `are stored together`(backend: StoreBackend) async throws {
        let test = try backend.make()
        try await test.fill([.small(1)], state: state)
        #expect(try await test.store.syncState(of: .sample) == state)
        #expect(try await test.store.syncStates(of: [.sample]) == [state])
        try await test.fill([], state: SyncState(walk: []))
        #expect(try await test.store.syncState(of: .sample) == SyncState(walk: []))
        try await test.fill([])
        #expect(try await test.store.syncState(of: .sample) == SyncState())
        #expect(try await test.store.pullRequests(of: .sample) == [.small(1)])
    }

    @Test(arguments: StoreBackend.allCases)
    func `are both left as they were when a pull request cannot be stored`(backend: StoreBackend) async throws {
        let test = try backend.make()
        try await test.fill([.small(1), .small(2)], state: state)
        // The first one may be stored; the second takes the number of another.
        var conflict = PullRequest.small(1)
        conflict.number = 2
        await #expect(throws: StoreError.self) {
            try await test.store.save([.small(3), conflict], and: SyncState(), of: .sample)
        }
        #expect(try await test.store.pullRequests(of: .sample) == [.small(1), .small(2)])
        #expect(try await test.store.syncState(of: .sample) == state)
        // The store goes on.
        try await test.store.save([.small(3)], and: SyncState(), of: .sample)
        #expect(try await test.store.pullRequests(of: .sample).count == 3)
    }

    @Test(arguments: StoreBackend.allCases)
    func `are the initial state before the first sync`(backend: StoreBackend) async throws {
        let test = try backend.make()
        try await test.store.save(.sample(), on: "github.com")
        #expect(try await test.store.syncState(of: .sample) == SyncState())
    }

    @Test(arguments: StoreBackend.allCases)
    func `do not count as a change where they bring nothing new`(backend: StoreBackend) async throws {
        let test = try backend.make()
        let first = try await test.fill([.whole(), .small(2)])
        let again = try await test.fill([.small(2), .whole()], state: state)
        #expect(again.revision == first.revision)
        let changed = try await test.fill([.small(2, title: "Changed")])
        #expect(changed.revision > again.revision)
    }

    @Test(arguments: StoreBackend.allCases)
    func `are seen by a snapshot as they were`(backend: StoreBackend) async throws {
        let test = try backend.make()
        try await test.fill([.small(1)], state: state)
        let snapshot = try await test.store.snapshot()
        try await test.fill([.small(1, title: "Changed"), .small(2)])
        #expect(try await snapshot.pullRequests(of: .sample) == [.small(1)])
        #expect(try await snapshot.syncState(of: .sample) == state)
        #expect(try await test.store.pullRequests(of: .sample).count == 2)
        #expect(try await test.store.snapshot().pullRequests(of: .sample).count == 2)
    }
}
