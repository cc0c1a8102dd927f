/// The inside of JSON's strings and numbers.
enum JSONText {
    /// A string's content with its escapes resolved; half of a surrogate pair becomes U+FFFD.
    ///
    /// Where `isCut` says that the content goes on, its last escape may be incomplete.
    static func resolved(_ text: Bytes, isCut: Bool) throws(CoverageFault) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var start = 0
        while let escape = text.firstIndex(of: 0x5C, from: start) {
            bytes.append(contentsOf: text[start, escape])
            guard !isCut || escape + 6 <= text.count else { return bytes }
            guard escape + 1 < text.count else { throw unknownEscape }
            start = escape + 2
            switch text[escape + 1] {
            case 0x6E: bytes.append(0x0A)
            case 0x74: bytes.append(0x09)
            case 0x72: bytes.append(0x0D)
            case 0x62: bytes.append(0x08)
            case 0x66: bytes.append(0x0C)
            case 0x22, 0x5C, 0x2F: bytes.append(text[escape + 1])
            case 0x75: start = try appendUnicode(text, at: escape, to: &bytes)
            default: throw unknownEscape
            }
        }
        bytes.append(contentsOf: text.from(start))
        return bytes
    }

    private static var unknownEscape: CoverageFault { .malformed("an unknown escape in a text") }

    /// Appends the character of `\uXXXX`, or of two of them.
    ///
    /// - Returns: The position after it.
    private static func appendUnicode(
        _ text: Bytes, at escape: Int, to bytes: inout [UInt8]
    ) throws(CoverageFault) -> Int {
        guard let unit = unit(text, at: escape) else { throw unknownEscape }
        var end = escape + 6
        var value = unit
        if unit & 0xFC00 == 0xD800, let low = self.unit(text, at: end), low & 0xFC00 == 0xDC00 {
            value = 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF
            end += 6
        }
        bytes.append(contentsOf: String(Character(Unicode.Scalar(value) ?? "\u{FFFD}")).utf8)
        return end
    }

    private static func unit(_ text: Bytes, at start: Int) -> UInt32? {
        guard start + 6 <= text.count, text[start] == 0x5C, text[start + 1] == 0x75 else { return nil }
        var value: UInt32 = 0
        for byte in text[start + 2, start + 6] {
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
            case 0x61...0x66: value = value << 4 | UInt32(byte - 0x61 + 10)
            case 0x41...0x46: value = value << 4 | UInt32(byte - 0x41 + 10)
            default: return nil
            }
        }
        return value
    }

    /// Whether a word is a number by the rules of JSON: no `NaN`, no leading zero, no lone point.
    static func isNumber(_ word: Bytes) -> Bool {
        var index = 0
        if index < word.count, word[index] == 0x2D { index += 1 }
        let whole = digits(word, from: index)
        guard whole > index, whole == index + 1 || word[index] != 0x30 else { return false }
        index = whole
        if index < word.count, word[index] == 0x2E {
            let fraction = digits(word, from: index + 1)
            guard fraction > index + 1 else { return false }
            index = fraction
        }
        if index < word.count, word[index] | 0x20 == 0x65 {
            index += 1
            if index < word.count, word[index] == 0x2B || word[index] == 0x2D { index += 1 }
            let exponent = digits(word, from: index)
            guard exponent > index else { return false }
            index = exponent
        }
        return index == word.count
    }

    private static func digits(_ word: Bytes, from start: Int) -> Int {
        var index = start
        while index < word.count, Bytes.isDigit(word[index]) { index += 1 }
        return index
    }
}
