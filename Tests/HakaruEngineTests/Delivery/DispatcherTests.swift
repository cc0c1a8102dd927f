import HakaruDelivery
import HakaruEngine
import HakaruModel
import HakaruStore
import Testing

@Suite struct `The outbox` {
    @Test func `sends each message once, oldest week first, however often it is started`() async throws {
        let harness = try await OutboxHarness(weeks: ["2026-W47", "2026-W46"], channels: ["slack", "mail"])
        let (slack, mail) = (ScriptedChannel("slack"), ScriptedChannel("mail"))
        for _ in 0..<3 {
            let entries = try await harness.run([slack, mail])
            #expect(entries.map(\.state) == [.sent, .sent, .sent, .sent])
        }
        #expect(slack.sent == ["2026-W46 hello", "2026-W47 hello"])
        #expect(mail.sent == ["2026-W46 hello", "2026-W47 hello"])
    }

    @Test func `does not let one channel stop the others`() async throws {
        let harness = try await OutboxHarness(channels: ["slack", "mail"])
        let entries = try await harness.run([
            ScriptedChannel("slack", [.failed(reason: "the webhook was removed")]), ScriptedChannel("mail"),
        ])
        #expect(entries.map(\.state) == [.failed, .sent])
        #expect(entries.first?.reason == "the webhook was removed")
        // What the receiver does not take is not offered again by itself.
        let slack = ScriptedChannel("slack")
        try await harness.run([slack])
        #expect(slack.sent.isEmpty)
    }

    @Test func `tries again what did not leave, within the run and in the next one`() async throws {
        let harness = try await OutboxHarness(channels: ["slack"])
        let refused = DeliveryOutcome.refused(reason: "nothing accepts connections there")
        let slack = ScriptedChannel("slack", [refused, refused, refused])
        let entries = try await harness.run([slack])
        #expect(entries.map(\.state) == [.pending])
        #expect(entries.first?.attempts == 3)
        #expect(entries.first?.reason == "nothing accepts connections there")
        #expect(harness.slept == [.seconds(1), .seconds(5)])
        #expect(try await harness.run([slack]).map(\.state) == [.sent])
        #expect(slack.sent.count == 4)
    }

    @Test func `waits as long as the receiver asks, and leaves a long wait to the next run`() async throws {
        let harness = try await OutboxHarness(channels: ["slack"])
        let slack = ScriptedChannel(
            "slack",
            [
                .retry(after: .seconds(7), reason: "429"), .retry(after: nil, reason: "429"),
                .retry(after: .seconds(600), reason: "429"),
            ])
        let entry = try #require(try await harness.run([slack]).first)
        #expect(harness.slept == [.seconds(7), .seconds(30)])
        #expect(entry.state == .pending)
        #expect(entry.notBefore == OutboxHarness.start.advanced(bySeconds: 637))
        harness.wait(seconds: 599)
        try await harness.run([slack])
        #expect(slack.sent.count == 3)
        harness.wait(seconds: 1)
        #expect(try await harness.run([slack]).map(\.state) == [.sent])
    }

    @Test func `follows a request to come again no more than five times`() async throws {
        let harness = try await OutboxHarness(channels: ["slack"])
        let slack = ScriptedChannel(
            "slack", Array(repeating: .retry(after: .seconds(1), reason: "429"), count: 20))
        #expect(try await harness.run([slack]).map(\.state) == [.pending])
        #expect(slack.sent.count == 5)
    }

    @Test func `never sends again by itself what may have arrived`() async throws {
        let harness = try await OutboxHarness(channels: ["slack"])
        let slack = ScriptedChannel("slack", [.unknown(reason: "it did not answer in time")])
        for _ in 0..<3 { #expect(try await harness.run([slack]).map(\.state) == [.unknown]) }
        #expect(slack.sent.count == 1)
    }

    @Test(arguments: [
        (false, nil, OutboxEntry.State.unknown, 0), (false, false, .unknown, 0), (false, true, .sent, 0),
        (true, nil, .sent, 1),
    ])
    func `settles what a killed run was sending by what the channel knows`(
        isRepeatable: Bool, hasArrived: Bool?, expected: OutboxEntry.State, count: Int
    ) async throws {
        let harness = try await OutboxHarness(channels: ["x"])
        try await harness.killWhileSending("x")
        let channel = ScriptedChannel("x", isRepeatable: isRepeatable, hasArrived: hasArrived)
        #expect(try await harness.run([channel]).map(\.state) == [expected])
        #expect(channel.sent.count == count)
    }

    @Test func `says that a channel is no longer configured`() async throws {
        let harness = try await OutboxHarness(channels: ["old"])
        let entry = try #require(try await harness.run([]).first)
        #expect(entry.state == .failed)
        #expect(entry.reason == "the configuration has no channel of this name")
    }
}
