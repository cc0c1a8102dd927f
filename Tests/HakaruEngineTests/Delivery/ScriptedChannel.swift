import HakaruDelivery
import HakaruEngine
import HakaruModel
import HakaruStore
import HakaruTestSupport
import Synchronization
import Testing

/// A channel whose receiver does what a script says; without a script it takes everything.
final class ScriptedChannel: DeliveryChannel {
    let name: String
    let isRepeatable: Bool
    private let arrived: Bool?
    private let outcomes: Mutex<[DeliveryOutcome]>
    private let payloads = Mutex<[String]>([])

    init(_ name: String, _ outcomes: [DeliveryOutcome] = [], isRepeatable: Bool = false, hasArrived: Bool? = nil) {
        self.name = name
        self.isRepeatable = isRepeatable
        arrived = hasArrived
        self.outcomes = Mutex(outcomes)
    }

    var destination: String { "\(name).example" }
    var form: String { "text" }
    /// What was sent, in order.
    var sent: [String] { payloads.withLock { $0 } }

    func payload(of report: DeliverableReport, key: DeliveryKey) -> [UInt8] { Array(report.text.utf8) }

    func send(_ payload: [UInt8], key: DeliveryKey) async -> DeliveryOutcome {
        payloads.withLock { $0.append("\(key.week) \(String(decoding: payload, as: UTF8.self))") }
        return outcomes.withLock { $0.isEmpty ? .sent : $0.removeFirst() }
    }

    func hasArrived(_ key: DeliveryKey) async -> Bool? { arrived }
}

/// A store with frozen weeks, and a clock that moves by what is slept.
final class OutboxHarness: Sendable {
    static let start = Instant(secondsSinceEpoch: 1_795_489_200)

    let store: SQLiteStore
    private let directory: TemporaryDirectory
    private let time = Mutex(OutboxHarness.start)
    private let pauses = Mutex<[Duration]>([])

    init(weeks: [String] = ["2026-W47"], channels: [String]) async throws {
        directory = try TemporaryDirectory()
        store = try SQLiteStore(path: directory.path("hakaru.db"), mode: .create)
        for name in weeks {
            let week = try #require(ISOWeek(name))
            let frozen = FrozenWeek(
                week: week, timeZone: "UTC", asOf: OutboxHarness.start, frozenAt: OutboxHarness.start, isLate: false,
                definitionsVersion: 1, rules: "", numbers: [], repositories: [])
            let messages = channels.map {
                OutboxEntry(
                    week: week, channel: $0, destination: "\($0).example", changedAt: OutboxHarness.start,
                    payload: Array("hello".utf8))
            }
            _ = try await store.freeze(frozen, messages)
        }
    }

    /// What was slept, in order.
    var slept: [Duration] { pauses.withLock { $0 } }

    /// Runs a dispatcher once.
    @discardableResult
    func run(_ channels: [ScriptedChannel]) async throws -> [OutboxEntry] {
        let dispatcher = Dispatcher(
            store: store, outbox: "box", channels: channels, now: { self.time.withLock { $0 } },
            sleep: { wait in
                self.pauses.withLock { $0.append(wait) }
                self.time.withLock { $0 = $0.advanced(bySeconds: wait.components.seconds) }
            })
        return try await dispatcher.run()
    }

    /// Moves the clock.
    func wait(seconds: Int64) {
        time.withLock { $0 = $0.advanced(bySeconds: seconds) }
    }

    /// Leaves a message as a run leaves it that is killed while it sends.
    func killWhileSending(_ channel: String) async throws {
        var entry = try #require(try await store.outbox(withPayload: false).first { $0.channel == channel })
        let state = entry.state
        entry.state = .sending
        entry.attempts += 1
        #expect(try await store.update(entry, from: state))
    }
}
