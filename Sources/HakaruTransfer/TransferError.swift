/// Why a transfer did not bring a whole answer.
///
/// A status such as 404 or 503 is an answer and no error. `server` is the host, with the port where it is not the usual
/// one; no case holds a path, a query, a header's value or credentials.
package indirect enum TransferError: Error, Hashable, Sendable {
    /// Nothing accepts connections there, or no way leads there.
    case refused(server: String)
    /// The name has no address.
    case nameNotResolved(host: String)
    /// The proxy of the environment can't be reached, or refuses; `status` is what it answered, if it did.
    case proxyFailed(status: Int?)
    /// The server's identity can't be proven, or there is no common way to encrypt. Never a lost connection.
    case untrusted(server: String, TLSFailure)
    /// No connection came up in time.
    case connectTimedOut(server: String)
    /// Too few bytes moved for too long.
    case stalled(server: String)
    /// The transfer as a whole took too long.
    case timedOut(server: String)
    /// The connection broke, or the body is not as long as announced, or its compressed form has no end.
    case interrupted(server: String)
    /// The body is longer, after decompression, than the request allows; `limit` is in bytes.
    case bodyTooLarge(server: String, limit: Int)
    /// The head of the answer is longer than ``HTTPResponse/maximumHeadSize``.
    case headTooLarge(server: String)
    /// The answer is not what the protocol allows: no HTTP, a broken compression, an unknown encoding.
    case malformedResponse(server: String)
    /// The address is not one that we go to.
    case refusedURL(RefusedURL)
    /// A header, an address or a message that would not arrive as it is meant; holds what is wrong, without its value.
    case refusedInput(RefusedInput)
    /// The server sends us on to another scheme, host or port; nothing was sent there.
    case crossOriginRedirect(from: String, to: String)
    /// More redirects than ``HTTPRequest/maximumRedirects``.
    case tooManyRedirects(server: String)
    /// The mail server says no to this message, before it was sent or after; it will not be delivered. 4xx may pass later.
    case mailRefused(server: String, code: Int)
    /// The mail server asks for other credentials.
    case mailLoginRefused(server: String)
    /// Sent, but whether it was accepted is not known: sending again might do it twice. Holds what went wrong.
    case outcomeUnknown(TransferError)
    /// The task was cancelled.
    case cancelled
    /// The client was shut down.
    case shutDown
    /// libcurl could not start or set up a transfer; the number is libcurl's own.
    case unavailable(code: Int)

    /// What is wrong with a server's identity or encryption.
    package enum TLSFailure: Hashable, Sendable {
        /// No certificate authority that we trust stands behind it.
        case unknownIssuer
        /// The certificate is not valid at this time.
        case expired
        /// The certificate is for another name.
        case wrongHost
        /// The file of trusted certificates can't be read.
        case unreadableCertificateFile
        /// No protocol version or cipher in common, or an unknown failure of the handshake.
        case handshake
        /// The mail server offers no encryption.
        case notOffered
    }

    /// Why an address was refused.
    package enum RefusedURL: Hashable, Sendable {
        /// Not an absolute address of printable ASCII with a host.
        case malformed
        /// A scheme that this client doesn't speak.
        case unsupportedScheme
        /// A user name or password stands in the address.
        case credentials
        /// Unencrypted, and not to this machine itself.
        case plaintext(host: String)
    }

    /// What else was refused before anything was sent.
    package enum RefusedInput: Hashable, Sendable {
        /// A header's name or value breaks the rules, or the client sets that header itself.
        case header(name: String)
        /// A mail address with characters that could change the envelope, or none at all.
        case mailAddress
        /// A mail whose lines don't end in CR LF.
        case mailLineEnds
    }
}
