import HakaruDelivery
import HakaruEngine
import HakaruModel
import HakaruReporter
import HakaruStore

extension OutboxEntry {
    /// The message in the JSON of several results.
    var json: JSONValue {
        [
            "week": .string(week.description), "channel": .string(channel), "destination": .string(destination),
            "state": .string(state.rawValue), "attempts": .integer(attempts),
            "changed_at": .string(changedAt.description), "not_before": .string(notBefore?.description),
            "reason": .string(reason),
        ]
    }

    /// Whether the message has not arrived, as far as is known.
    var isOpen: Bool { state != .sent }
}

extension Table {
    /// Messages and what became of them.
    static func messages(_ entries: [OutboxEntry], notes: [String] = []) -> Table {
        Table(
            columns: [
                .init("Week", key: "week", isNumeric: false), .init("Channel", key: "channel", isNumeric: false),
                .init("Destination", key: "destination", isNumeric: false),
                .init("State", key: "state", isNumeric: false), .init("Attempts", key: "attempts"),
                .init("Since", key: "changed_at", isNumeric: false), .init("Reason", key: "reason", isNumeric: false),
            ],
            rows: entries.map {
                [
                    .text($0.week.description), .text($0.channel), .text($0.destination), .text($0.state.rawValue),
                    .integer(Int64($0.attempts)), .text($0.changedAt.description), .text($0.reason ?? ""),
                ]
            }, notes: notes)
    }
}

extension RenderedResult {
    /// `hakaru.deliveries/1`: the outbox.
    init(outbox entries: [OutboxEntry]) {
        self.init(
            json: ["schema": "hakaru.deliveries/1", "deliveries": .array(entries.map(\.json))],
            table: .messages(entries))
    }

    /// `hakaru.delivery_plan/1`: what would go where.
    init(plan: [PlannedMessage]) {
        self.init(
            json: [
                "schema": "hakaru.delivery_plan/1",
                "messages": .array(
                    plan.map {
                        [
                            "week": .string($0.week.description), "channel": .string($0.channel),
                            "destination": .string($0.destination), "form": .string($0.form),
                            "bytes": .integer($0.sizeInBytes), "state": .string($0.state?.rawValue),
                        ]
                    }),
            ],
            table: Table(
                columns: [
                    .init("Week", key: "week", isNumeric: false), .init("Channel", key: "channel", isNumeric: false),
                    .init("Destination", key: "destination", isNumeric: false),
                    .init("Form", key: "form", isNumeric: false), .init("Bytes", key: "bytes"),
                    .init("State", key: "state", isNumeric: false),
                ],
                rows: plan.map {
                    [
                        .text($0.week.description), .text($0.channel), .text($0.destination), .text($0.form),
                        $0.sizeInBytes.map { .integer(Int64($0)) } ?? .text("–"), .text($0.state?.rawValue ?? "new"),
                    ]
                }, notes: ["Nothing was written and nothing was sent."]))
    }
}

/// A message that would be sent, or was already.
struct PlannedMessage: Sendable {
    let week: ISOWeek
    let channel: String
    let destination: String
    let form: String
    /// The size of what would be sent; nil where it is stored already.
    let sizeInBytes: Int?
    /// Its state in the outbox; nil where it is not in it.
    let state: OutboxEntry.State?
}

extension CommandContext {
    /// Says which messages have not arrived, and how to decide about those of which nobody knows.
    func tell(_ entries: [OutboxEntry]) {
        for entry in entries where entry.isOpen {
            let place = "The message of \(entry.week) to \(entry.channel) (\(entry.destination))"
            let reason = entry.reason.map { ": \($0)" } ?? ""
            let flags = "--week \(entry.week) --channel '\(entry.channel)'"
            switch entry.state {
            case .sent: continue
            case .pending:
                let time = entry.notBefore.map { " not before \($0)" } ?? ""
                say("hakaru: \(place) was not sent\(reason). The next run tries again\(time).")
            case .failed:
                say("hakaru: \(place) was not taken\(reason).")
                say("  When that is mended: hakaru report resend \(flags)")
            case .sending, .unknown:
                say("hakaru: \(place) may have arrived\(reason). It is not sent again by itself.")
                say("  Look there. If it is there: hakaru report resend \(flags) --mark-sent")
                say("  If it is not:               hakaru report resend \(flags)")
            }
        }
    }
}
