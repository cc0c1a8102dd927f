import HakaruModel
import HakaruStore
import Testing

@Suite struct `A store keeps accounts` {
    private func author(_ number: Int, in store: any Store) async throws -> Actor? {
        try await store.pullRequest(number, of: .sample)?.author
    }

    private func opened(_ number: Int, by author: Actor) -> PullRequest {
        var pullRequest = PullRequest.small(number)
        pullRequest.author = author
        return pullRequest
    }

    @Test(arguments: StoreBackend.allCases, Actor.Kind.allCases)
    func `of every kind`(backend: StoreBackend, kind: Actor.Kind) async throws {
        let test = try backend.make()
        try await test.fill([opened(1, by: Actor(login: "someone", kind: kind))])
        #expect(try await author(1, in: test.store) == Actor(login: "someone", kind: kind))
    }

    @Test(arguments: StoreBackend.allCases)
    func `with the kind that the forge told last`(backend: StoreBackend) async throws {
        let test = try backend.make()
        let first = try await test.fill([opened(1, by: Actor(login: "acme", kind: .user))])
        try await test.fill([opened(2, by: Actor(login: "acme", kind: .organization))])
        #expect(try await author(1, in: test.store)?.kind == .organization)
        let second = try await test.repository()
        #expect(second.revision > first.revision)
        // Told nothing, it keeps what it knows.
        try await test.fill([opened(3, by: Actor(login: "acme", kind: .unknown))])
        #expect(try await author(3, in: test.store)?.kind == .organization)
    }

    @Test(arguments: StoreBackend.allCases)
    func `of a bot and a person under one login`(backend: StoreBackend) async throws {
        let test = try backend.make()
        try await test.fill([
            opened(1, by: Actor(login: "codecov", kind: .organization)),
            opened(2, by: Actor(login: "codecov[bot]", kind: .user)),
        ])
        #expect(try await author(1, in: test.store) == Actor(login: "codecov", kind: .organization))
        #expect(try await author(2, in: test.store) == Actor(login: "codecov", kind: .bot))
    }
}
