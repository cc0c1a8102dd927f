/// An absolute address that a transfer may go to, in its parts.
///
/// Held stricter than RFC 3986: printable ASCII only, never a user name or password, a fragment is dropped. Scheme and
/// host are in small letters, so that equal addresses compare equal.
package struct TransferURL: Hashable, Sendable {
    /// How to talk to the server.
    package enum Scheme: String, Hashable, Sendable {
        /// The web, encrypted.
        case https
        /// The web in plain text.
        case http
        /// Mail, encrypted from the start.
        case smtps
        /// Mail, encrypted after a change-over.
        case smtp

        /// The port that is meant where none is named.
        package var usualPort: Int {
            switch self {
            case .https: 443
            case .http: 80
            case .smtps: 465
            case .smtp: 25
            }
        }
    }

    /// How to talk to the server.
    package let scheme: Scheme
    /// The name or IP address; an IPv6 address stands in its brackets.
    package let host: String
    /// The port, 1 to 65535; the scheme's usual one where the address names none.
    package let port: Int
    /// The path, percent-encoded; starts with a slash.
    package let path: String
    /// What follows the question mark, percent-encoded; nil where there is none.
    package let query: String?

    /// Scheme, host and port without path; two addresses of one origin are served by one server.
    package var origin: String { "\(scheme.rawValue)://\(server)" }

    /// The host, with the port where it is not the scheme's usual one.
    package var server: String { port == scheme.usualPort ? host : "\(host):\(port)" }

    /// The whole address.
    ///
    /// Path and query may hold what must not be shown, as in the address of a webhook: print ``description`` instead.
    package var absoluteString: String { origin + path + (query.map { "?" + $0 } ?? "") }

    /// Whether it names this machine itself: `localhost`, 127.0.0.0/8 or `[::1]`.
    package var isLoopback: Bool {
        host == "localhost" || host == "[::1]" || IPv4Address(host)?.isLoopback == true
    }

    /// The parts as they are, which the caller has checked.
    init(scheme: Scheme, host: String, port: Int, path: String, query: String?) {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.path = path
        self.query = query
    }

    /// The address below this one, with the given path segments and query; each is percent-encoded.
    ///
    /// - Parameters:
    ///   - segments: Path segments, joined by slashes; a slash within one is encoded.
    ///   - query: Replaces the query; none where empty.
    /// - Returns: The longer address, of the same origin.
    package func appending(_ segments: [String], query: KeyValuePairs<String, String> = [:]) -> TransferURL {
        var path = self.path
        for segment in segments {
            if !path.hasSuffix("/") { path += "/" }
            path += segment == "." || segment == ".." ? segment.replacing(".", with: "%2E") : percentEncoded(segment)
        }
        let pairs = query.map { percentEncoded($0.key) + "=" + percentEncoded($0.value) }
        return TransferURL(
            scheme: scheme, host: host, port: port, path: path,
            query: pairs.isEmpty ? nil : pairs.joined(separator: "&"))
    }

    /// Where a `Location` or `Link` of an answer from this address points.
    ///
    /// - Parameter reference: Absolute, or relative to this address.
    /// - Returns: The absolute address, which may be of another origin.
    /// - Throws: ``TransferError/refusedURL(_:)`` where it is not an address that we go to.
    package func resolving(_ reference: String) throws(TransferError) -> TransferURL {
        let reference = String(reference.prefix { $0 != "#" })
        if reference.hasPrefix("//") { return try TransferURL(scheme.rawValue + ":" + reference) }
        if reference.hasPrefix("/") { return try TransferURL(origin + reference) }
        if reference.isEmpty { return self }
        if reference.hasPrefix("?") { return try TransferURL(origin + path + reference) }
        let colon = reference.firstIndex(of: ":") ?? reference.endIndex
        let slash = reference.firstIndex { $0 == "/" || $0 == "?" } ?? reference.endIndex
        if colon < slash { return try TransferURL(reference) }
        let directory = path[...(path.lastIndex(of: "/") ?? path.startIndex)]
        return try TransferURL(origin + directory + reference)
    }
}

extension TransferURL: CustomStringConvertible, CustomReflectable {
    /// The origin alone: the path of a webhook and many a query are secrets.
    package var description: String { origin }
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

/// A text with all but RFC 3986's unreserved characters as `%XX`, byte by byte.
private func percentEncoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            bytes.append(byte)
        default:
            bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}
