/// Character references of XML: the five that every document has, and numbers.
enum XMLText {
    /// Appends a text with its references resolved.
    ///
    /// - Throws: A fault at a reference to any other entity, which only a document type could define.
    static func append(_ text: Bytes, to bytes: inout [UInt8]) throws(CoverageFault) {
        var start = 0
        while let ampersand = text.firstIndex(of: 0x26, from: start) {
            bytes.append(contentsOf: text[start, ampersand])
            guard let end = text.firstIndex(of: 0x3B, from: ampersand), end - ampersand <= 12 else {
                throw .malformed("an “&” that starts no character reference")
            }
            try appendReference(text[ampersand + 1, end], to: &bytes)
            start = end + 1
        }
        bytes.append(contentsOf: text.from(start))
    }

    /// Calls `body` with a value whose references are resolved; without any it costs nothing.
    static func resolved<Result>(
        _ text: Bytes, _ body: (Bytes) throws(CoverageFault) -> Result
    ) throws(CoverageFault) -> Result {
        guard text.firstIndex(of: 0x26) != nil else { return try body(text) }
        var bytes: [UInt8] = []
        try append(text, to: &bytes)
        return try bytes.withBytes(body)
    }

    private static func appendReference(_ name: Bytes, to bytes: inout [UInt8]) throws(CoverageFault) {
        switch name {
        case "lt": bytes.append(0x3C)
        case "gt": bytes.append(0x3E)
        case "amp": bytes.append(0x26)
        case "quot": bytes.append(0x22)
        case "apos": bytes.append(0x27)
        default:
            guard name.count > 1, name[0] == 0x23 else { throw .forbiddenEntity }
            guard let scalar = scalar(name.from(1)) else {
                throw .malformed("“&\(CoverageFault.excerpt(name));” is no character")
            }
            bytes.append(contentsOf: String(Character(scalar)).utf8)
        }
    }

    private static func scalar(_ digits: Bytes) -> Unicode.Scalar? {
        let isHexadecimal = digits.count > 1 && digits[0] == 0x78
        let radix: UInt32 = isHexadecimal ? 16 : 10
        var value: UInt32 = 0
        for byte in isHexadecimal ? digits.from(1) : digits {
            let digit: UInt32
            switch byte {
            case 0x30...0x39: digit = UInt32(byte) - 0x30
            case 0x61...0x66: digit = UInt32(byte) - 0x61 + 10
            case 0x41...0x46: digit = UInt32(byte) - 0x41 + 10
            default: return nil
            }
            guard digit < radix, value <= 0x10FFFF else { return nil }
            value = value * radix + digit
        }
        return value == 0 ? nil : Unicode.Scalar(value)
    }
}
