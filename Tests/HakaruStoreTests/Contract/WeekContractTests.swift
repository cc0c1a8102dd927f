import HakaruModel
import HakaruStore
import Testing

@Suite struct `Frozen weeks` {
    private let store: SQLiteStore
    private let test: TestStore

    init() throws {
        test = try StoreBackend.sqlite.make()
        store = try #require(test.store as? SQLiteStore)
    }

    private func week(_ number: Int) throws -> ISOWeek { try #require(ISOWeek(year: 2026, week: number)) }

    private func frozen(_ number: Int, numbers: String = "{}") throws -> FrozenWeek {
        FrozenWeek(
            week: try week(number), timeZone: "Asia/Tokyo", asOf: day(20), frozenAt: day(21), isLate: number < 40,
            definitionsVersion: 1, rules: "0123456789abcdef", numbers: Array(numbers.utf8),
            repositories: [
                .init(name: try #require(RepositoryID("acme/api")), key: .sample, revision: 7),
                .init(
                    name: try #require(RepositoryID("acme/web")), key: nil, revision: nil,
                    missing: "it was never synced"),
            ])
    }

    private func message(_ number: Int, _ channel: String) throws -> OutboxEntry {
        OutboxEntry(
            week: try week(number), channel: channel, destination: "hooks.example.com", changedAt: day(21),
            payload: Array("\(channel) \(number)".utf8))
    }

    @Test func `are kept as they are, with their messages in order`() async throws {
        let messages = try [message(47, "slack"), message(47, "mail")]
        #expect(try await store.freeze(frozen(47), messages))
        #expect(try await store.freeze(frozen(39), [message(39, "slack")]))
        #expect(try await store.frozenWeeks(since: nil) == [frozen(39), frozen(47)])
        #expect(try await store.frozenWeeks(since: week(40)) == [frozen(47)])
        #expect(try await store.frozenWeeks(since: nil).last?.missing.map(\.name.description) == ["acme/web"])
        #expect(try await store.outbox(withPayload: true) == [message(39, "slack")] + messages)
        #expect(try await store.outbox(withPayload: false).allSatisfy { $0.payload == nil })
    }

    @Test func `are frozen once, whoever comes first`() async throws {
        let store = store
        let results = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<10 {
                let week = try frozen(47, numbers: "{\"\(number)\":1}")
                let message = try message(47, "slack")
                group.addTask { try await store.freeze(week, [message]) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.count { $0 } == 1)
        #expect(try await store.frozenWeeks(since: nil).count == 1)
        #expect(try await store.outbox(withPayload: false).count == 1)
    }

    @Test func `are restated when they differ, and not twice for one difference`() async throws {
        _ = try await store.freeze(frozen(47), [])
        var restatement = Restatement(
            week: try week(47), foundAt: day(22),
            causes: [.configuration, .lateReview(try #require(RepositoryID("acme/api")))],
            changes: [.init(figure: "lead_time.week.unreviewed", before: "1", after: "0")], numbers: [1, 2])
        #expect(try await store.save(restatement))
        restatement.foundAt = day(23)
        #expect(try await store.save(restatement) == false)
        restatement.changes = []
        #expect(try await store.save(restatement))
        #expect(try await store.restatements(of: week(47)).map(\.foundAt) == [day(22), day(23)])
        #expect(try await store.restatements(of: week(47)).last == restatement)
        #expect(try await store.restatements(of: week(46)).isEmpty)
    }

    @Test func `know what became of a message only from who saw its last state`() async throws {
        _ = try await store.freeze(frozen(47), [message(47, "slack")])
        var entry = try message(47, "slack")
        entry.state = .sending
        entry.attempts = 1
        #expect(try await store.update(entry, from: .pending))
        #expect(try await store.update(entry, from: .pending) == false)
        entry.state = .unknown
        entry.reason = "no answer came"
        entry.notBefore = day(22)
        #expect(try await store.update(entry, from: .sending))
        #expect(try await store.outbox(withPayload: true) == [entry])
    }

    @Test func `take further channels, and keep what their messages have become`() async throws {
        _ = try await store.freeze(frozen(47), [message(47, "slack")])
        var sent = try message(47, "slack")
        sent.state = .sent
        _ = try await store.update(sent, from: .pending)
        try await store.enqueue([message(47, "slack"), message(47, "mail")])
        #expect(try await store.outbox(withPayload: false).map(\.state) == [.sent, .pending])
        await #expect(throws: StoreError.self) { try await store.enqueue([message(46, "mail")]) }
    }

    @Test func `let go of what was sent long ago, and of nothing else`() async throws {
        for number in [40, 47] {
            _ = try await store.freeze(frozen(number), [message(number, "slack"), message(number, "mail")])
            var sent = try message(number, "slack")
            sent.state = .sent
            _ = try await store.update(sent, from: .pending)
        }
        try await store.dropPayloads(before: week(47))
        #expect(try await store.outbox(withPayload: true).map { $0.payload == nil } == [true, false, false, false])
    }

    @Test func `belong to a store that can be told from others`() async throws {
        let name = try await store.outboxName()
        #expect(name.utf8.count == 16)
        let other = try #require(try StoreBackend.sqlite.make().store as? SQLiteStore)
        #expect(try await other.outboxName() != name)
    }
}
