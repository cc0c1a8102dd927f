import HakaruModel

/// Turns e-mail addresses into what may be stored: an HMAC-SHA-256 (RFC 2104) under the key of the store, cut to 16 bytes.
///
/// Letters are taken without regard to ASCII case, and spaces around are dropped, so that one address has one hash.
package struct EmailHasher: Sendable {
    /// How many bytes of the HMAC are kept.
    package static let length = 16

    private let inner: SHA256Start
    private let outer: SHA256Start

    /// Prepares a key.
    ///
    /// - Parameter key: The secret of the store; any length, 32 bytes are usual.
    package init(key: [UInt8]) {
        var key = key.count > SHA256.blockSize ? SHA256.digest(key) : key
        key += [UInt8](repeating: 0, count: SHA256.blockSize - key.count)
        inner = SHA256Start(key.map { $0 ^ 0x36 })
        outer = SHA256Start(key.map { $0 ^ 0x5C })
    }

    /// The hash of an address; nil where nothing stands there.
    package func hash(_ address: String) -> [UInt8]? {
        var bytes = address.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) }
        while let last = bytes.last, isSpace(last) { bytes.removeLast() }
        bytes = Array(bytes.drop(while: isSpace))
        return bytes.isEmpty ? nil : Array(code(bytes).prefix(EmailHasher.length))
    }

    /// The whole HMAC of a message; 32 bytes.
    func code(_ message: [UInt8]) -> [UInt8] {
        outer.digest(inner.digest(message))
    }
}

/// A hash that has seen the first block of its message, which is the same for all.
private struct SHA256Start: Sendable {
    private let start: SHA256

    init(_ block: [UInt8]) {
        var hash = SHA256()
        hash.update(block)
        start = hash
    }

    func digest(_ message: [UInt8]) -> [UInt8] {
        var hash = start
        hash.update(message)
        return hash.finish()
    }
}
