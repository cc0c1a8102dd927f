/// The name of a git object: a SHA-1 of 20 bytes or a SHA-256 of 32.
package struct ObjectID: Hashable, Comparable, Sendable {
    /// The digest; 20 or 32 bytes.
    package let bytes: [UInt8]

    /// Takes over a digest, or nil where it is neither 20 nor 32 bytes long.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 20 || bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// Reads 40 or 64 hexadecimal digits; nil for anything else.
    package init?(_ hex: some StringProtocol) {
        let digits = Array(hex.utf8)
        guard digits.count == 40 || digits.count == 64 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = ObjectID.value(of: digits[index]), let low = ObjectID.value(of: digits[index + 1]) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        self.bytes = bytes
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x61...0x66: digit - 0x61 + 10
        case 0x41...0x46: digit - 0x41 + 10
        default: nil
        }
    }

    /// A digest is as good as chance, so its first eight bytes do; hashing all of them one by one is ten times slower.
    package func hash(into hasher: inout Hasher) {
        var word: UInt64 = 0
        for byte in bytes.prefix(8) { word = word << 8 | UInt64(byte) }
        hasher.combine(word)
    }

    package static func < (lhs: ObjectID, rhs: ObjectID) -> Bool {
        lhs.bytes.lexicographicallyPrecedes(rhs.bytes)
    }
}

extension ObjectID: CustomStringConvertible {
    /// The digest in lower-case hexadecimal digits.
    package var description: String {
        let alphabet = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [alphabet[Int($0 >> 4)], alphabet[Int($0 & 15)]] }, as: UTF8.self)
    }
}
