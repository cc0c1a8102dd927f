/// The name of a git object: a SHA-1 of 20 bytes or a SHA-256 of 32.
///
/// It holds the digest itself, not a reference to it: there are several for each pull request.
package struct ObjectID: Hashable, Sendable {
    /// The digest, the first byte highest; a short one ends with zeros.
    private let words: Words
    private let length: UInt8

    private struct Words: Hashable, Sendable {
        let first: UInt64
        let second: UInt64
        let third: UInt64
        let fourth: UInt64
    }

    /// Takes over a digest, or nil where it is neither 20 nor 32 bytes long.
    package init?(bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 20 || bytes.count == 32 else { return nil }
        func word(at offset: Int) -> UInt64 {
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        words = Words(
            first: word(at: 0), second: word(at: 8),
            // The last word of a short one has four bytes only: those before it are shifted out.
            third: bytes.count == 20 ? word(at: 12) << 32 : word(at: 16), fourth: bytes.count == 20 ? 0 : word(at: 24))
        length = UInt8(bytes.count)
    }

    /// Takes over a digest, or nil where it is neither 20 nor 32 bytes long.
    package init?(bytes: [UInt8]) {
        guard let id = bytes.withUnsafeBytes({ ObjectID(bytes: $0) }) else { return nil }
        self = id
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
        self.init(bytes: bytes)
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x61...0x66: digit - 0x61 + 10
        case 0x41...0x46: digit - 0x41 + 10
        default: nil
        }
    }

    /// How many bytes the digest has: 20 or 32.
    package var byteCount: Int { Int(length) }

    /// The digest.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        for word in [words.first, words.second, words.third, words.fourth] {
            withUnsafeBytes(of: word.bigEndian) { bytes.append(contentsOf: $0) }
        }
        bytes.removeLast(bytes.count - byteCount)
        return bytes
    }

    /// A digest is as good as chance, so its first eight bytes do.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(words.first)
    }
}

extension ObjectID: Comparable {
    /// Bytes by bytes; of two of which one begins with the other, the shorter is first.
    package static func < (lhs: ObjectID, rhs: ObjectID) -> Bool {
        (lhs.words.first, lhs.words.second, lhs.words.third, lhs.words.fourth, lhs.length)
            < (rhs.words.first, rhs.words.second, rhs.words.third, rhs.words.fourth, rhs.length)
    }
}

extension ObjectID: CustomStringConvertible {
    /// The digest in lower-case hexadecimal digits.
    package var description: String {
        let alphabet = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [alphabet[Int($0 >> 4)], alphabet[Int($0 & 15)]] }, as: UTF8.self)
    }
}
