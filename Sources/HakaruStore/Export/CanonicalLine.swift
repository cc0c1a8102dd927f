import HakaruModel

/// One line of the canonical export: a JSON object whose keys stand in the order in which they are added.
struct CanonicalLine {
    private(set) var bytes: [UInt8] = [0x7B]

    /// The line, closed and with its newline.
    var finished: [UInt8] { bytes + [0x7D, 0x0A] }

    mutating func add(_ key: String, _ value: String?) {
        addKey(key)
        if let value { Self.append(value, to: &bytes) } else { bytes += "null".utf8 }
    }

    mutating func add(_ key: String, _ value: Int?) {
        addKey(key)
        bytes += (value.map { "\($0)" } ?? "null").utf8
    }

    mutating func add(_ key: String, _ value: Bool) {
        addKey(key)
        bytes += (value ? "true" : "false").utf8
    }

    mutating func add(_ key: String, _ value: Instant?) {
        add(key, value?.description)
    }

    mutating func add(_ key: String, _ value: ObjectID?) {
        add(key, value?.description)
    }

    mutating func add(_ key: String, _ value: ForgeID?) {
        add(key, value?.rawValue)
    }

    mutating func add(_ key: String, _ value: [String]) {
        addList(key, value) { text, bytes in Self.append(text, to: &bytes) }
    }

    /// Adds a list of objects.
    mutating func add<Element>(
        _ key: String, _ elements: [Element], _ describe: (Element, inout CanonicalLine) -> Void
    ) {
        addList(key, elements) { element, bytes in
            var object = CanonicalLine()
            describe(element, &object)
            bytes += object.bytes + [0x7D]
        }
    }

    private mutating func addList<Element>(
        _ key: String, _ elements: [Element], _ append: (Element, inout [UInt8]) -> Void
    ) {
        addKey(key)
        bytes.append(0x5B)
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(0x2C) }
            append(element, &bytes)
        }
        bytes.append(0x5D)
    }

    private mutating func addKey(_ key: String) {
        if bytes.count > 1 { bytes.append(0x2C) }
        Self.append(key, to: &bytes)
        bytes.append(0x3A)
    }

    /// Writes a JSON string: quotes, backslashes and control characters escaped, everything else in UTF-8.
    private static func append(_ text: String, to bytes: inout [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(0x22)
        for byte in text.utf8 {
            switch byte {
            case 0x22, 0x5C: bytes += [0x5C, byte]
            case 0..<0x20, 0x7F: bytes += "\\u00".utf8 + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        bytes.append(0x22)
    }
}
