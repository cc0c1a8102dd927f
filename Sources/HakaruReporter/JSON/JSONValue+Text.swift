extension JSONValue {
    /// How much white space the text of a value has.
    package enum Layout: Sendable {
        /// One line, for NDJSON.
        case compact
        /// Two spaces a level; arrays and objects without nested ones stay on their line.
        case indented
    }

    /// The JSON text in UTF-8, without a line end.
    package func text(_ layout: Layout) -> [UInt8] {
        var bytes: [UInt8] = []
        write(layout, to: &bytes)
        return bytes
    }

    /// Appends the JSON text in UTF-8, without a line end.
    func write(_ layout: Layout, to bytes: inout [UInt8]) {
        write(to: &bytes, indent: layout == .compact ? nil : 0)
    }

    private func write(to bytes: inout [UInt8], indent: Int?) {
        switch self {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .integer(let value): bytes.append(decimal: value)
        case .number(let text): bytes += text.utf8
        case .string(let text): JSONValue.writeString(text, to: &bytes)
        case .array(let values):
            JSONValue.writeList(values, open: 0x5B, close: 0x5D, isFlat: isFlat, to: &bytes, indent: indent) {
                value, bytes, indent in
                value.write(to: &bytes, indent: indent)
            }
        case .object(let members):
            JSONValue.writeList(members, open: 0x7B, close: 0x7D, isFlat: isFlat, to: &bytes, indent: indent) {
                member, bytes, indent in
                JSONValue.writeString(member.key, to: &bytes)
                bytes.append(0x3A)
                if indent != nil { bytes.append(0x20) }
                member.value.write(to: &bytes, indent: indent)
            }
        }
    }

    private static func writeList<Element>(
        _ elements: [Element], open: UInt8, close: UInt8, isFlat: Bool, to bytes: inout [UInt8], indent: Int?,
        write: (Element, inout [UInt8], Int?) -> Void
    ) {
        bytes.append(open)
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(0x2C) }
            if let indent {
                if isFlat {
                    if index > 0 { bytes.append(0x20) }
                } else {
                    newLine(indent + 1, to: &bytes)
                }
            }
            write(element, &bytes, indent.map { $0 + 1 })
        }
        if let indent, !isFlat { newLine(indent, to: &bytes) }
        bytes.append(close)
    }

    private static func newLine(_ indent: Int, to bytes: inout [UInt8]) {
        bytes.append(0x0A)
        bytes += repeatElement(0x20, count: indent * 2)
    }

    /// Whether the value holds no list of its own and reads well on one line.
    private var isFlat: Bool {
        switch self {
        case .array(let values): values.count <= 8 && values.allSatisfy(\.isScalar)
        case .object(let members): members.count <= 6 && members.allSatisfy { $0.value.isScalar }
        default: true
        }
    }

    private var isScalar: Bool {
        switch self {
        case .array(let values): values.isEmpty
        case .object(let members): members.isEmpty
        default: true
        }
    }

    /// Writes a string with its quotes.
    ///
    /// Works on bytes: a quote before a combining mark is a quote.
    ///
    /// `<`, `>`, `&`, DEL, and the line separators U+2028 and U+2029 are escaped too, so that the text stays harmless
    /// inside HTML and script.
    private static func writeString(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(0x22)
        var isAfterE280 = 0
        for byte in text.utf8 {
            switch byte {
            case 0x22, 0x5C:
                bytes.append(0x5C)
                bytes.append(byte)
            case 0x0A: bytes += "\\n".utf8
            case 0x0D: bytes += "\\r".utf8
            case 0x09: bytes += "\\t".utf8
            case 0..<0x20, 0x26, 0x3C, 0x3E, 0x7F: appendUnicodeEscape(UInt16(byte), to: &bytes)
            case 0xA8 where isAfterE280 == 2, 0xA9 where isAfterE280 == 2:
                bytes.removeLast(2)
                appendUnicodeEscape(byte == 0xA8 ? 0x2028 : 0x2029, to: &bytes)
            default: bytes.append(byte)
            }
            isAfterE280 = byte == 0xE2 ? 1 : (byte == 0x80 && isAfterE280 == 1 ? 2 : 0)
        }
        bytes.append(0x22)
    }

    private static func appendUnicodeEscape(_ unit: UInt16, to bytes: inout [UInt8]) {
        let alphabet = Array("0123456789abcdef".utf8)
        bytes += "\\u".utf8
        for shift in [12, 8, 4, 0] { bytes.append(alphabet[Int(unit >> shift) & 15]) }
    }
}
