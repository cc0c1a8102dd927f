import HakaruDelivery
import HakaruModel
import HakaruTransfer
import Testing

extension DeliverableReport {
    /// A small report of 2026-W47.
    static func sample(markdown: String = "# Week 47\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n") throws
        -> DeliverableReport
    {
        DeliverableReport(
            week: try #require(ISOWeek("2026-W47")), madeAt: Instant(secondsSinceEpoch: 1_795_489_200),
            title: "Week 2026-W47 (週報)", text: "Week 47\n.a line with a dot\n", markdown: markdown,
            html: Array("<!doctype html><p>Week 47".utf8), json: Array(#"{"schema":"hakaru.weekly_summary/1"}"#.utf8),
            slack: Array(#"{"text":"Week 47","blocks":[]}"#.utf8), cutNote: { "… \($0) more rows" })
    }
}

extension DeliveryKey {
    /// The key of 2026-W47.
    static func sample() throws -> DeliveryKey {
        DeliveryKey(week: try #require(ISOWeek("2026-W47")), outbox: "0123456789abcdef")
    }
}

/// Sends mails nowhere, and remembers them.
final class ScriptedMail: MailTransport {
    private let error: TransferError?

    init(_ error: TransferError? = nil) {
        self.error = error
    }

    func send(_ message: MailMessage) async throws(TransferError) {
        if let error { throw error }
    }
}
