extension HTTPRequest {
    /// Headers that the client sets, or that would change where the body ends.
    private static let reservedHeaders = [
        "Accept-Encoding", "Connection", "Content-Length", "Cookie", "Expect", "Host", "Transfer-Encoding",
        "User-Agent",
    ]

    /// Refuses what must not be sent.
    func check() throws(TransferError) {
        switch url.scheme {
        case .https: break
        case .http where url.isLoopback: break
        case .http: throw .refusedURL(.plaintext(host: url.host))
        case .smtp, .smtps: throw .refusedURL(.unsupportedScheme)
        }
        for field in headers.fields {
            let isClean =
                switch field.value {
                case .plain(let value): isFieldValue(value)
                case .secret(let secret): secret.withValue(isFieldValue)
                }
            guard isClean, isToken(field.name), !Self.reservedHeaders.contains(where: { isSameName($0, field.name) })
            else { throw .refusedInput(.header(name: printable(field.name))) }
        }
    }

    /// Where the answer sends this request on to; nil: it is the answer.
    ///
    /// - Throws: ``TransferError/crossOriginRedirect(from:to:)`` where that is another scheme, host or port.
    func redirectTarget(_ received: Received) throws(TransferError) -> TransferURL? {
        guard followsRedirects, method == .get, [301, 302, 307, 308].contains(received.status),
            let location = received.headers["Location"]
        else { return nil }
        let target: TransferURL
        do {
            target = try url.resolving(location)
        } catch {
            // The server's address is at fault, not the user's.
            throw .malformedResponse(server: url.server)
        }
        guard target.origin == url.origin else { throw .crossOriginRedirect(from: url.origin, to: target.origin) }
        return target
    }
}

/// Whether RFC 9110 allows the text as a header's name.
private func isToken(_ name: String) -> Bool {
    !name.isEmpty
        && name.utf8.allSatisfy { (0x21...0x7E).contains($0) && !#""(),/:;<=>?@[\\]{}"#.utf8.contains($0) }
}

/// Whether the text stays within its line: no control characters but tabs.
private func isFieldValue(_ value: String) -> Bool {
    value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
}

/// The text with everything but visible ASCII as question marks.
private func printable(_ text: String) -> String {
    String(decoding: text.utf8.map { (0x21...0x7E).contains($0) ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
}
