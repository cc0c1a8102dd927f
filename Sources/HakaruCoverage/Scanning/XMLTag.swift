/// An opening tag: its name and its attributes, read one after the other without storing them.
struct XMLTag {
    /// The name of the element, with its prefix.
    let name: Bytes
    /// Whether the element ends with this tag.
    let isEmptyElement: Bool
    private let rest: Bytes
    private var index = 0

    /// Makes a tag of what stands between `<` and `>`.
    init(_ content: Bytes) throws(CoverageFault) {
        var end = content.count
        let isEmptyElement = end > 0 && content[end - 1] == 0x2F
        if isEmptyElement { end -= 1 }
        var nameEnd = 0
        while nameEnd < end, !Bytes.isSpace(content[nameEnd]) { nameEnd += 1 }
        guard nameEnd > 0, XMLTag.isNameStart(content[0]) else {
            throw .malformed("“<\(CoverageFault.excerpt(content))” is no tag")
        }
        self.name = content[0, nameEnd]
        self.rest = content[nameEnd, end]
        self.isEmptyElement = isEmptyElement
    }

    /// The next attribute, its value still with character references; nil after the last.
    mutating func nextAttribute() throws(CoverageFault) -> (name: Bytes, value: Bytes)? {
        while index < rest.count, Bytes.isSpace(rest[index]) { index += 1 }
        guard index < rest.count else { return nil }
        let start = index
        while index < rest.count, rest[index] != 0x3D, !Bytes.isSpace(rest[index]) { index += 1 }
        let name = rest[start, index]
        while index < rest.count, Bytes.isSpace(rest[index]) { index += 1 }
        guard index < rest.count, rest[index] == 0x3D else { return try noAttribute(name) }
        index += 1
        while index < rest.count, Bytes.isSpace(rest[index]) { index += 1 }
        guard index < rest.count, rest[index] == 0x22 || rest[index] == 0x27,
            let end = rest.firstIndex(of: rest[index], from: index + 1)
        else { return try noAttribute(name) }
        let value = rest[index + 1, end]
        index = end + 1
        return (name, value)
    }

    /// The value of one attribute, where no other is of interest; nil where the tag lacks it.
    mutating func value(of name: StaticString) throws(CoverageFault) -> Bytes? {
        while let attribute = try nextAttribute() {
            if attribute.name == name { return attribute.value }
        }
        return nil
    }

    private func noAttribute(_ name: Bytes) throws(CoverageFault) -> (name: Bytes, value: Bytes)? {
        throw .malformed("the attribute “\(CoverageFault.excerpt(name))” has no value in quotes")
    }

    static func isNameStart(_ byte: UInt8) -> Bool {
        (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte == 0x5F || byte == 0x3A || byte >= 0x80
    }
}
