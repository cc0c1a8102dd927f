/// Bytes as hexadecimal digits.
enum Hexadecimal {
    private static let digits = Array("0123456789abcdef".utf8)

    /// Two digits a byte, in small letters.
    static func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

/// Bytes as letters that survive any mail server (RFC 4648 §4).
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// Four letters for three bytes.
    static func bytes(_ input: some Collection<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity((input.count + 2) / 3 * 4)
        var word: UInt32 = 0
        var count = 0
        func letter(_ shift: UInt32) -> UInt8 { alphabet[Int(word >> shift & 63)] }
        for byte in input {
            word = word << 8 | UInt32(byte)
            count += 1
            guard count == 3 else { continue }
            output += [letter(18), letter(12), letter(6), letter(0)]
            (word, count) = (0, 0)
        }
        if count == 1 {
            word <<= 16
            output += [letter(18), letter(12), 0x3D, 0x3D]
        } else if count == 2 {
            word <<= 8
            output += [letter(18), letter(12), letter(6), 0x3D]
        }
        return output
    }

    /// The same in lines of 76 letters that end in CR LF (RFC 2045 §6.8).
    static func lines(_ input: some Collection<UInt8>) -> [UInt8] {
        let letters = bytes(input)
        var output: [UInt8] = []
        output.reserveCapacity(letters.count + letters.count / 38 + 2)
        for start in stride(from: 0, to: letters.count, by: 76) {
            output += letters[start..<min(start + 76, letters.count)]
            output += [0x0D, 0x0A]
        }
        return output
    }
}

/// Text as a JSON string.
enum JSONText {
    /// The string with its quotes; works on bytes, so that a quote before a combining mark is a quote.
    static func string(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = [0x22]
        for byte in text.utf8 {
            switch byte {
            case 0x22, 0x5C: bytes += [0x5C, byte]
            case 0x0A: bytes += Array("\\n".utf8)
            case 0..<0x20: bytes += Array("\\u00\(Hexadecimal.text([byte]))".utf8)
            default: bytes.append(byte)
            }
        }
        return bytes + [0x22]
    }
}
