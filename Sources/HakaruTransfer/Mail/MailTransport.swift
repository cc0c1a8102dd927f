/// What sends mails: the client, or a script in a test.
package protocol MailTransport: Sendable {
    /// Sends one mail and waits until the server has taken it.
    ///
    /// - Throws: ``TransferError/outcomeUnknown(_:)`` where the server may have taken it; after every other error it has
    ///   not.
    func send(_ message: MailMessage) async throws(TransferError)
}
