import HakaruModel
import HakaruStore
import Testing

@Suite struct `Derived facts` {
    private let identity = DerivedFacts.Identity(definitionsVersion: 1, fingerprint: [9, 8, 7], layoutVersion: 2)
    private let columns: [String: [UInt8]] = [
        "a": [1, 2, 3], "empty": [], "large": [UInt8](repeating: 5, count: 300_000),
    ]

    private func facts(_ revision: Int64) -> DerivedFacts {
        DerivedFacts(identity: identity, revision: revision, columns: columns)
    }

    @Test(arguments: StoreBackend.allCases)
    func `are kept as they are`(backend: StoreBackend) async throws {
        let test = try backend.make()
        let revision = try await test.fill([.small(1)]).revision
        #expect(try await test.store.derivedFacts(of: .sample, identity: identity, columns: nil) == nil)
        #expect(try await test.store.save(facts(revision), of: .sample))
        #expect(try await test.store.derivedFacts(of: .sample, identity: identity, columns: nil) == facts(revision))
        let some = try await test.store.derivedFacts(of: .sample, identity: identity, columns: ["a", "empty", "none"])
        #expect(some?.columns == ["a": [1, 2, 3], "empty": []])
    }

    @Test(arguments: StoreBackend.allCases)
    func `of another identity are not returned`(backend: StoreBackend) async throws {
        let test = try backend.make()
        let revision = try await test.fill([.small(1)]).revision
        try await test.store.save(facts(revision), of: .sample)
        for change in [\DerivedFacts.Identity.definitionsVersion, \.layoutVersion] {
            var other = identity
            other[keyPath: change] += 1
            #expect(try await test.store.derivedFacts(of: .sample, identity: other, columns: nil) == nil)
        }
        var other = identity
        other.fingerprint = []
        #expect(try await test.store.derivedFacts(of: .sample, identity: other, columns: nil) == nil)
    }

    @Test(arguments: StoreBackend.allCases)
    func `of all repositories give one column at once`(backend: StoreBackend) async throws {
        let test = try backend.make()
        let revision = try await test.fill([.small(1)]).revision
        #expect(try await test.store.derivedColumn("a", identity: identity).isEmpty)
        try await test.store.save(facts(revision), of: .sample)
        #expect(try await test.store.derivedColumn("a", identity: identity) == [.sample: [1, 2, 3]])
        #expect(try await test.store.derivedColumn("empty", identity: identity) == [.sample: []])
        #expect(try await test.store.derivedColumn("none", identity: identity).isEmpty)
        var other = identity
        other.fingerprint = []
        #expect(try await test.store.derivedColumn("a", identity: other).isEmpty)
    }

    @Test(arguments: StoreBackend.allCases)
    func `take the place of all that were there`(backend: StoreBackend) async throws {
        let test = try backend.make()
        let revision = try await test.fill([.small(1)]).revision
        try await test.store.save(facts(revision), of: .sample)
        var next = facts(revision)
        next.identity.layoutVersion = 3
        next.columns = ["b": [4]]
        try await test.store.save(next, of: .sample)
        #expect(try await test.store.derivedFacts(of: .sample, identity: identity, columns: nil) == nil)
        #expect(try await test.store.derivedFacts(of: .sample, identity: next.identity, columns: nil) == next)
    }

    @Test(arguments: StoreBackend.allCases)
    func `go when the repository changes, and stay when it does not`(backend: StoreBackend) async throws {
        let test = try backend.make()
        let revision = try await test.fill([.small(1)]).revision
        try await test.store.save(facts(revision), of: .sample)
        try await test.fill([.small(1)], state: SyncState(watermark: day(2)))
        #expect(try await test.store.derivedFacts(of: .sample, identity: identity, columns: []) != nil)
        try await test.fill([.small(1, title: "Changed")])
        #expect(try await test.store.derivedFacts(of: .sample, identity: identity, columns: []) == nil)
    }

    @Test(arguments: StoreBackend.allCases)
    func `are refused when the repository changed while they were made`(backend: StoreBackend) async throws {
        let test = try backend.make()
        let revision = try await test.fill([.small(1)]).revision
        try await test.fill([.small(2)])
        #expect(try await test.store.save(facts(revision), of: .sample) == false)
        #expect(try await test.store.derivedFacts(of: .sample, identity: identity, columns: nil) == nil)
    }
}
