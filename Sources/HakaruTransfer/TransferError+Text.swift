extension TransferError {
    /// One sentence that says what happened, for a person; without path, query, header or credentials.
    package var summary: String {
        switch self {
        case .refused(let server): "\(server) can't be reached: nothing accepts connections there."
        case .nameNotResolved(let host): "The name \(host) has no address."
        case .proxyFailed(nil): "The proxy can't be reached."
        case .proxyFailed(let status?): "The proxy refused with status \(status)."
        case .untrusted(let server, let failure): "\(server) is not to be trusted: \(failure.summary)."
        case .connectTimedOut(let server): "\(server) did not take the connection in time."
        case .stalled(let server): "\(server) stopped sending."
        case .timedOut(let server): "\(server) did not answer in time."
        case .interrupted(let server): "The answer of \(server) broke off."
        case .bodyTooLarge(let server, let limit): "The answer of \(server) is longer than \(limit) bytes."
        case .headTooLarge(let server):
            "The headers of \(server) are longer than \(HTTPResponse.maximumHeadSize) bytes."
        case .malformedResponse(let server): "The answer of \(server) is not valid."
        case .refusedURL(let reason): reason.summary
        case .refusedInput(let reason): reason.summary
        case .crossOriginRedirect(let from, let to): "\(from) sends us to \(to), which was not asked."
        case .tooManyRedirects(let server):
            "\(server) sends us on more than \(HTTPRequest.maximumRedirects) times."
        case .mailRefused(let server, let code): "\(server) refused the mail with code \(code)."
        case .mailLoginRefused(let server): "\(server) refused the user or the password."
        case .outcomeUnknown(let cause): "Whether it arrived is not known. \(cause.summary)"
        case .cancelled: "The transfer was cancelled."
        case .shutDown: "The transfer was ended, as the program stops."
        case .unavailable(let code): "The transfer could not be started (libcurl's code \(code))."
        }
    }

    /// Whether the same may pass when it is tried again later.
    package var isRetryable: Bool {
        switch self {
        case .refused, .nameNotResolved, .proxyFailed, .connectTimedOut, .stalled, .timedOut, .interrupted,
            .malformedResponse:
            true
        case .mailRefused(_, let code): code < 500
        case .untrusted, .bodyTooLarge, .headTooLarge, .refusedURL, .refusedInput, .crossOriginRedirect,
            .tooManyRedirects, .mailLoginRefused, .outcomeUnknown, .cancelled, .shutDown, .unavailable:
            false
        }
    }
}

extension TransferError.TLSFailure {
    fileprivate var summary: String {
        switch self {
        case .unknownIssuer: "no known authority stands behind its certificate"
        case .expired: "its certificate is not valid at this time"
        case .wrongHost: "its certificate is for another name"
        case .unreadableCertificateFile: "the file of trusted certificates can't be read"
        case .handshake: "there is no common way to encrypt"
        case .notOffered: "it offers no encryption"
        }
    }
}

extension TransferError.RefusedURL {
    fileprivate var summary: String {
        switch self {
        case .malformed: "The address is not a valid one."
        case .unsupportedScheme: "The address does not begin with a scheme that fits, such as https."
        case .credentials: "The address holds a user name or password; give them apart from it."
        case .plaintext(let host): "\(host) is asked for without encryption, which only this machine itself may be."
        }
    }
}

extension TransferError.RefusedInput {
    fileprivate var summary: String {
        switch self {
        case .header(let name): "The header \(name) can't be sent like this."
        case .mailAddress: "A mail address is missing or not valid."
        case .mailLineEnds: "A line of the mail does not end in CR LF."
        }
    }
}
