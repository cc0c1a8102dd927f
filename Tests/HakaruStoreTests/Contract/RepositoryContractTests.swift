import HakaruModel
import HakaruStore
import Testing

@Suite struct `A store keeps repositories` {
    @Test(arguments: StoreBackend.allCases)
    func `with all that the forge says of them`(backend: StoreBackend) async throws {
        let store = try backend.make().store
        var repository = Repository.sample()
        repository.isArchived = true
        repository.isFork = true
        repository.isPrivate = true
        repository.defaultBranch = nil
        let stored = try await store.save(repository, on: "github.com")
        #expect(stored == StoredRepository(repository: repository, host: "github.com", presence: .visible, revision: 1))
        #expect(try await store.repositories() == [stored])
    }

    @Test(arguments: StoreBackend.allCases)
    func `by the forge's identity, so that a rename keeps their history`(backend: StoreBackend) async throws {
        let test = try backend.make()
        try await test.fill([.small(1)])
        try await test.store.save(.sample("R_1", "acme/renamed"), on: "github.com")
        let newcomer = try await test.store.save(.sample("R_9", "acme/api"), on: "github.com")
        #expect(try await test.store.repositories().map(\.repository.id.description) == ["acme/api", "acme/renamed"])
        #expect(try await test.store.pullRequests(of: .sample) == [.small(1)])
        #expect(try await test.store.pullRequests(of: newcomer.key).isEmpty)
    }

    @Test(arguments: StoreBackend.allCases)
    func `with the new spelling of a name`(backend: StoreBackend) async throws {
        let store = try backend.make().store
        try await store.save(.sample("R_1", "acme/api"), on: "github.com")
        try await store.save(.sample("R_1", "Acme/API"), on: "github.com")
        #expect(try await store.repositories().map(\.repository.id.description) == ["Acme/API"])
    }

    @Test(arguments: StoreBackend.allCases)
    func `apart for each host`(backend: StoreBackend) async throws {
        let test = try backend.make()
        try await test.fill([.small(1)])
        let other = try await test.store.save(.sample(), on: "ghe.example")
        #expect(try await test.store.pullRequests(of: other.key).isEmpty)
        #expect(try await test.store.repositories().map(\.host) == ["ghe.example", "github.com"])
    }

    @Test(arguments: StoreBackend.allCases)
    func `that are hidden or gone, until they are seen again`(backend: StoreBackend) async throws {
        let test = try backend.make()
        try await test.fill([.small(1)])
        for presence in [StoredRepository.Presence.hidden, .gone] {
            try await test.store.setPresence(presence, of: .sample)
            #expect(try await test.repository().presence == presence)
            #expect(try await test.store.pullRequests(of: .sample) == [.small(1)])
        }
        try await test.store.save(.sample(), on: "github.com")
        #expect(try await test.repository().presence == .visible)
        await #expect(throws: StoreError.unknownRepository(RepositoryKey(host: "x", forgeID: ForgeID("R_1")))) {
            try await test.store.setPresence(.gone, of: RepositoryKey(host: "x", forgeID: ForgeID("R_1")))
        }
    }

    @Test(arguments: StoreBackend.allCases)
    func `whose revision grows with each change and no other time`(backend: StoreBackend) async throws {
        let test = try backend.make()
        var revisions = [try await test.store.save(.sample(), on: "github.com").revision]
        revisions.append(try await test.store.save(.sample(), on: "github.com").revision)
        var changed = Repository.sample()
        changed.knownBranches = ["main"]
        revisions.append(try await test.store.save(changed, on: "github.com").revision)
        try await test.store.setPresence(.hidden, of: .sample)
        revisions.append(try await test.repository().revision)
        try await test.store.setPresence(.hidden, of: .sample)
        revisions.append(try await test.repository().revision)
        #expect(revisions == [1, 1, 2, 3, 3])
    }

    @Test(arguments: StoreBackend.allCases)
    func `and one key for the hashes of e-mail addresses`(backend: StoreBackend) async throws {
        let first = try backend.make()
        let second = try backend.make()
        let key = try await first.store.emailKey()
        #expect(key.bytes.count == 32)
        #expect(try await first.store.emailKey() == key)
        #expect(try await second.store.emailKey() != key)
    }

    @Test(arguments: StoreBackend.allCases)
    func `and are sound when they are new`(backend: StoreBackend) async throws {
        let test = try backend.make()
        try await test.fill([.whole()])
        for depth in CheckDepth.allCases { #expect(try await test.store.check(depth) == []) }
        #expect(try await test.store.schemaVersion() >= 1)
    }
}
