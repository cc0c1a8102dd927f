extension TransferURL {
    /// Reads an absolute address of one of the schemes that we know.
    ///
    /// - Throws: ``TransferError/refusedURL(_:)``: malformed, an unknown scheme, or credentials in it.
    package init(_ text: String) throws(TransferError) {
        guard text.utf8.allSatisfy(isAllowedInURL), let schemeEnd = text.firstRange(of: "://") else {
            throw .refusedURL(.malformed)
        }
        guard let scheme = Scheme(rawValue: text[..<schemeEnd.lowerBound].lowercased()) else {
            throw .refusedURL(.unsupportedScheme)
        }
        let rest = text[schemeEnd.upperBound...].prefix { $0 != "#" }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard !authority.contains("@") else { throw .refusedURL(.credentials) }
        guard let (host, port) = Self.hostAndPort(authority, scheme) else { throw .refusedURL(.malformed) }

        let target = rest[authority.endIndex...]
        let path = target.prefix { $0 != "?" }
        let query = path.endIndex < target.endIndex ? String(target[path.endIndex...].dropFirst()) : nil
        self.init(scheme: scheme, host: host, port: port, path: path.isEmpty ? "/" : String(path), query: query)
    }

    private static func hostAndPort(_ authority: Substring, _ scheme: Scheme) -> (String, Int)? {
        let hostEnd: Substring.Index
        if authority.hasPrefix("[") {
            guard let bracket = authority.firstIndex(of: "]") else { return nil }
            hostEnd = authority.index(after: bracket)
        } else {
            hostEnd = authority.firstIndex(of: ":") ?? authority.endIndex
        }
        let host = authority[..<hostEnd].lowercased()
        guard isHost(host) else { return nil }

        let rest = authority[hostEnd...]
        if rest.isEmpty { return (host, scheme.usualPort) }
        let digits = rest.dropFirst()
        guard rest.hasPrefix(":"), (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy(isDigit),
            let port = Int(digits), (1...65_535).contains(port)
        else { return nil }
        return (host, port)
    }

    /// Whether `host` is a name, an IPv4 address or an IPv6 address in brackets.
    private static func isHost(_ host: String) -> Bool {
        if host.hasPrefix("[") {
            let inner = host.dropFirst().dropLast()
            return inner.utf8.count >= 2
                && inner.utf8.allSatisfy {
                    isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0) || $0 == UInt8(ascii: ":")
                        || $0 == UInt8(ascii: ".")
                }
        }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        return host.utf8.count <= 253 && labels.first?.isEmpty == false
            && labels.dropLast().allSatisfy { !$0.isEmpty }
            && labels.allSatisfy { label in
                label.utf8.allSatisfy {
                    isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "-")
                        || $0 == UInt8(ascii: "_")
                }
            }
    }
}

private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

/// Whether RFC 3986 allows the byte somewhere in an address.
private func isAllowedInURL(_ byte: UInt8) -> Bool {
    (0x21...0x7E).contains(byte) && !#""<>\^`{|}"#.utf8.contains(byte)
}
