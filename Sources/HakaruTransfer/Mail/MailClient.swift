/// Sends mails through one server on libcurl, encrypted unless the server is this machine itself.
package final class MailClient: MailTransport, Sendable {
    /// Which server, and as whom.
    package struct Configuration: Sendable {
        /// The server: `smtps://…`, or `smtp://…`, which changes over to TLS; a path is the name that we greet with.
        package var server: TransferURL
        /// The user to log in as; nil: no login.
        package var user: String?
        /// The user's password.
        package var password: Secret?
        /// A file of trusted certificates (PEM) in place of the system's; nil: the system's.
        package var certificateFile: String?
        /// How long a mail may take; there is no rule for stalls, since servers think long about a mail.
        package var timeouts = TransferTimeouts(stall: nil)

        /// That server, without login.
        package init(server: TransferURL) {
            self.server = server
        }
    }

    private let configuration: Configuration
    private let loop: TransferLoop

    /// Starts the client's thread.
    ///
    /// - Throws: ``TransferError/refusedURL(_:)`` where the server's scheme is not one for mail, or
    ///   ``TransferError/unavailable(code:)``.
    package init(_ configuration: Configuration) throws(TransferError) {
        guard configuration.server.scheme == .smtp || configuration.server.scheme == .smtps else {
            throw .refusedURL(.unsupportedScheme)
        }
        self.configuration = configuration
        loop = try TransferLoop(maximumTransfers: 1)
    }

    deinit {
        loop.close()
    }

    /// Ends all transfers and waits for that; what is sent afterwards ends with ``TransferError/shutDown``.
    package func shutdown() async {
        await loop.closeAndWait()
    }

    package func send(_ message: MailMessage) async throws(TransferError) {
        try message.check()
        _ = try await Transfer(.mail(message, configuration)).run(on: loop)
    }
}
