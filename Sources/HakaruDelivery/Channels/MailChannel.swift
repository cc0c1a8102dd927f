package import HakaruTransfer

/// A mail to some people, with plain text for every reader and HTML for those who show it.
///
/// Its `Message-ID` is the same however often it is sent, so that mail programs show repetitions as one.
package struct MailChannel: DeliveryChannel {
    package let name: String
    private let sender: String
    private let recipients: [String]
    private let server: String
    private let transport: any MailTransport

    /// Makes a channel to some people.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - sender: The address that it comes from.
    ///   - recipients: The addresses that it goes to.
    ///   - server: The mail server, for people.
    ///   - transport: What sends mails.
    package init(
        name: String, from sender: String, to recipients: [String], server: String, transport: any MailTransport
    ) {
        self.name = name
        self.sender = sender
        self.recipients = recipients
        self.server = server
        self.transport = transport
    }

    package var destination: String { "\(recipients.joined(separator: ", ")) through \(server)" }
    package var form: String { "a mail with text and HTML" }
    package var isRepeatable: Bool { false }

    package func payload(of report: DeliverableReport, key: DeliveryKey) -> [UInt8] {
        MailText(
            from: sender, recipients: recipients, subject: report.title, date: report.madeAt,
            identity: key.description, text: report.text, html: report.html
        ).bytes
    }

    package func send(_ payload: [UInt8], key: DeliveryKey) async -> DeliveryOutcome {
        do throws(TransferError) {
            try await transport.send(MailMessage(from: sender, to: recipients, content: payload))
            return .sent
        } catch {
            return DeliveryOutcome(error)
        }
    }
}
