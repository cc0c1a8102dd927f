import HakaruDelivery
import HakaruModel
import HakaruTransfer
import Testing

@Suite struct `A mail with the report` {
    private func channel(_ error: TransferError? = nil) -> MailChannel {
        MailChannel(
            name: "mail", from: "hakaru@example.com", to: ["a@example.com", "b@example.org"], server: "mail.example",
            transport: ScriptedMail(error))
    }

    @Test func `has text for every reader, HTML beside it, and an identity that stays`() throws {
        let bytes = channel().payload(of: try .sample(), key: try .sample())
        let text = String(decoding: bytes, as: UTF8.self)
        let expected = """
            From: Hakaru <hakaru@example.com>
            To: a@example.com,
             b@example.org
            Subject: =?utf-8?B?V2VlayAyMDI2LVc0NyAo6YCx5aCxKQ==?=
            Date: Tue, 24 Nov 2026 03:00:00 +0000
            Message-ID: <hakaru-weekly-2026-W47-0123456789abcdef@example.com>
            Auto-Submitted: auto-generated
            MIME-Version: 1.0
            Content-Type: multipart/alternative;
             boundary="=_hakaru-weekly-2026-W47-0123456789abcdef"

            --=_hakaru-weekly-2026-W47-0123456789abcdef
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: base64

            V2VlayA0NwouYSBsaW5lIHdpdGggYSBkb3QK
            --=_hakaru-weekly-2026-W47-0123456789abcdef
            Content-Type: text/html; charset=utf-8
            Content-Transfer-Encoding: base64

            PCFkb2N0eXBlIGh0bWw+PHA+V2VlayA0Nw==
            --=_hakaru-weekly-2026-W47-0123456789abcdef--

            """
        #expect(text == expected.replacing("\n", with: "\r\n"))
        #expect(channel().payload(of: try .sample(), key: try .sample()) == bytes)
    }

    @Test func `has no line that a server would cut`() throws {
        var report = try DeliverableReport.sample()
        report.title = String(repeating: "週報 \u{1F600} ", count: 30) + "\r\nBcc: evil@example.com"
        report.html = Array(String(repeating: "x", count: 100_000).utf8)
        let text = String(decoding: channel().payload(of: report, key: try .sample()), as: UTF8.self)
        let lines = text.utf8.split(separator: 0x0A)
        #expect(lines.allSatisfy { $0.count <= 79 && $0.last == 0x0D })
        #expect(!text.contains("Bcc:"))
    }

    @Test(
        arguments: [
            (nil, DeliveryOutcome.sent),
            (
                .mailRefused(server: "mail.example", code: 451),
                .retry(after: nil, reason: "mail.example refused the mail with code 451")
            ),
            (
                .mailRefused(server: "mail.example", code: 550),
                .failed(reason: "mail.example refused the mail with code 550")
            ),
            (
                .mailLoginRefused(server: "mail.example"),
                .failed(reason: "mail.example refused the user or the password")
            ),
            (
                .untrusted(server: "mail.example", .notOffered),
                .failed(reason: "mail.example is not to be trusted: it offers no encryption")
            ),
            (
                .timedOut(server: "mail.example"), .refused(reason: "mail.example did not answer in time")
            ),
            (
                .outcomeUnknown(.interrupted(server: "mail.example")),
                .unknown(reason: "The answer of mail.example broke off")
            ),
        ] as [(TransferError?, DeliveryOutcome)])
    func `is sent again only where the server did not take it`(
        error: TransferError?, expected: DeliveryOutcome
    ) async throws {
        #expect(await channel(error).send([], key: try .sample()) == expected)
    }
}
