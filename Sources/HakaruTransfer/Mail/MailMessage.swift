/// A mail as it goes over the wire.
package struct MailMessage: Sendable {
    /// The envelope's sender, `name@host`; where bounces go.
    package var sender: String
    /// The envelope's recipients, `name@host` each; at least one.
    package var recipients: [String]
    /// Headers and body, complete; every line ends in CR LF.
    package var content: [UInt8]

    /// A mail to those recipients.
    package init(from sender: String, to recipients: [String], content: [UInt8]) {
        self.sender = sender
        self.recipients = recipients
        self.content = content
    }
}
