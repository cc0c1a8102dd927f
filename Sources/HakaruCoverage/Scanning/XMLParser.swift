/// A format that is read as the tags of an XML document.
protocol XMLFormat {
    static var format: CoverageFormat { get }
    init()
    /// Reads an opening tag, or an empty element; ``close(_:text:into:)`` follows for both.
    ///
    /// - Returns: Whether the text of the element is wanted at its end.
    mutating func open(_ tag: inout XMLTag, into builder: inout CoverageBuilder) throws(CoverageFault) -> Bool
    /// Reads the end of an element, with its text where it was wanted.
    mutating func close(_ name: Bytes, text: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault)
}

/// Scans an XML document in chunks, without a document type, without entities and in bounded memory.
///
/// A document type may be named, but not contain anything; it is never fetched. Namespaces mean nothing here: a prefix
/// is part of a name.
struct XMLParser<Format: XMLFormat>: ReportParser {
    private enum Skipped {
        case nothing
        case comment
        case instruction
        case characterData
    }

    private(set) var reader = Format()
    private(set) var offset = 0
    /// What earlier chunks left unread, then the chunk itself.
    private var buffer: [UInt8] = []
    private var skipped = Skipped.nothing
    /// The names of the open elements, one after the other, and where each starts.
    private var names: [UInt8] = []
    private var nameStarts: [Int] = []
    private var hasRoot = false
    private var text: [UInt8] = []
    /// The depth of the element whose text is wanted; nil where none is.
    private var textDepth: Int?

    var format: CoverageFormat { Format.format }
    var line: Int? { nil }

    mutating func feed(_ chunk: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) {
        var pending: [UInt8] = []
        swap(&pending, &buffer)
        let carried = pending.count
        var read = 0
        if carried == 0 {
            read = try scan(chunk, into: &builder)
            buffer = pending
            buffer.append(contentsOf: chunk.from(read))
        } else {
            pending.append(contentsOf: chunk)
            read = try pending.withBytes { bytes throws(CoverageFault) in try scan(bytes, into: &builder) }
            pending.removeSubrange(0..<read)
            buffer = pending
        }
        guard buffer.count <= builder.limits.token else {
            throw .tooLarge("a tag of more than \(builder.limits.token >> 10) KiB")
        }
    }

    mutating func finish(into builder: inout CoverageBuilder) throws(CoverageFault) {
        guard skipped == .nothing else { throw .truncated("it ends inside a comment or similar") }
        guard buffer.allSatisfy(Bytes.isSpace) else { throw .truncated("it ends inside a tag") }
        guard hasRoot else { throw .empty }
        guard nameStarts.isEmpty else {
            let name = names[(nameStarts.first ?? 0)..<(nameStarts.dropFirst().first ?? names.count)]
            throw .truncated("</\(CoverageFault.excerpt(name))> is missing")
        }
    }

    /// Reads as far as whole tags go.
    ///
    /// - Returns: How many bytes need not be seen again.
    private mutating func scan(_ bytes: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) -> Int {
        var index = 0
        let start = offset
        while index < bytes.count {
            offset = start + index
            if skipped != .nothing {
                guard let end = endOfSkipped(bytes, from: index) else {
                    // The mark that ends it may be cut in two: its first bytes are kept.
                    let kept = Swift.max(index, bytes.count - 2)
                    try addText(bytes[index, kept], isLiteral: true, limit: builder.limits.token)
                    offset = start + kept
                    return kept
                }
                index = end
                continue
            }
            guard let open = bytes.firstIndex(of: 0x3C, from: index) else {
                try addText(bytes.from(index), isLiteral: false, limit: builder.limits.token)
                offset = start + bytes.count
                return bytes.count
            }
            try addText(bytes[index, open], isLiteral: false, limit: builder.limits.token)
            offset = start + open
            guard let end = try readMarkup(bytes, at: open, into: &builder) else { return open }
            index = end
        }
        offset = start + index
        return index
    }

    /// Reads what starts at a `<`.
    ///
    /// - Returns: The position after it, or nil where its end is not there yet.
    private mutating func readMarkup(
        _ bytes: Bytes, at open: Int, into builder: inout CoverageBuilder
    ) throws(CoverageFault) -> Int? {
        guard open + 1 < bytes.count else { return nil }
        switch bytes[open + 1] {
        case 0x21:
            return try readDeclaration(bytes, at: open)
        case 0x3F:
            skipped = .instruction
            return open + 2
        case 0x2F:
            guard let end = bytes.firstIndex(of: 0x3E, from: open + 2) else { return nil }
            let trimmed = bytes[open + 2, end].trimmed
            try closeElement(trimmed, into: &builder)
            return end + 1
        default:
            guard let end = XMLParser.endOfTag(bytes, from: open + 1) else { return nil }
            try openElement(bytes[open + 1, end], into: &builder)
            return end + 1
        }
    }

    /// The `>` that ends a tag; one inside a quoted value does not.
    @inline(__always)
    private static func endOfTag(_ bytes: Bytes, from start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case 0x3E: return index
            case 0x22, 0x27:
                guard let end = bytes.firstIndex(of: bytes[index], from: index + 1) else { return nil }
                index = end + 1
            default: index += 1
            }
        }
        return nil
    }

    private mutating func openElement(_ content: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) {
        guard !(hasRoot && nameStarts.isEmpty) else { throw .malformed("a second root element") }
        hasRoot = true
        var tag = try XMLTag(content)
        guard nameStarts.count < builder.limits.depth else {
            throw .tooLarge("more than \(builder.limits.depth) nested elements")
        }
        let wantsText = try reader.open(&tag, into: &builder)
        guard !tag.isEmptyElement else {
            return try reader.close(tag.name, text: .empty, into: &builder)
        }
        nameStarts.append(names.count)
        names.append(contentsOf: tag.name)
        if wantsText, textDepth == nil {
            textDepth = nameStarts.count
            text.removeAll(keepingCapacity: true)
        }
    }

    private mutating func closeElement(_ name: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) {
        guard let start = nameStarts.popLast() else {
            throw .malformed("</\(CoverageFault.excerpt(name))> closes nothing")
        }
        guard name.count == names.count - start, name.elementsEqual(names[start...]) else {
            throw .malformed("</\(CoverageFault.excerpt(name))> closes <\(CoverageFault.excerpt(names[start...]))>")
        }
        names.removeSubrange(start...)
        guard textDepth == nameStarts.count + 1 else { return try reader.close(name, text: .empty, into: &builder) }
        textDepth = nil
        let text = text
        try text.withBytes { bytes throws(CoverageFault) in
            try reader.close(name, text: bytes, into: &builder)
        }
    }

    /// Reads what starts with `<!`.
    private mutating func readDeclaration(_ bytes: Bytes, at open: Int) throws(CoverageFault) -> Int? {
        let rest = bytes.from(open + 2)
        if rest.starts(with: "--") {
            skipped = .comment
            return open + 4
        }
        if rest.starts(with: "[CDATA[") {
            guard !nameStarts.isEmpty else { throw .malformed("character data outside of the root element") }
            skipped = .characterData
            return open + 9
        }
        guard rest.count >= 7 else { return nil }
        guard rest.starts(with: "DOCTYPE"), !hasRoot else { throw .forbiddenEntity }
        var index = 7
        while index < rest.count {
            switch rest[index] {
            case 0x3E:
                return open + 2 + index + 1
            case 0x22, 0x27:
                guard let end = rest.firstIndex(of: rest[index], from: index + 1) else { return nil }
                index = end + 1
            case 0x5B:
                guard let end = rest.firstIndex(of: 0x5D, from: index + 1) else {
                    // Anything but white space after the bracket is a definition: no need to wait for its end.
                    guard rest.from(index + 1).trimmed.isEmpty else { throw .forbiddenEntity }
                    return nil
                }
                guard rest[index + 1, end].trimmed.isEmpty else { throw .forbiddenEntity }
                index = end + 1
            default:
                index += 1
            }
        }
        return nil
    }

    /// The position after what is being skipped, or nil where it goes on.
    private mutating func endOfSkipped(_ bytes: Bytes, from start: Int) -> Int? {
        let last: UInt8 = skipped == .instruction ? 0x3F : skipped == .comment ? 0x2D : 0x5D
        let isPair = skipped != .instruction
        var index = start
        while let end = bytes.firstIndex(of: 0x3E, from: index) {
            let length = isPair ? 2 : 1
            if end - length >= start, bytes[end - 1] == last, !isPair || bytes[end - 2] == last {
                skipped = .nothing
                return end + 1
            }
            index = end + 1
        }
        return nil
    }

    private mutating func addText(_ part: Bytes, isLiteral: Bool, limit: Int) throws(CoverageFault) {
        if nameStarts.isEmpty {
            guard isLiteral || part.allSatisfy(Bytes.isSpace) else {
                throw .malformed("text outside of the root element")
            }
            return
        }
        guard textDepth != nil, !isLiteral else { return }
        guard text.count + part.count <= limit else { throw .tooLarge("a text of more than \(limit >> 10) KiB") }
        text.append(contentsOf: part)
    }
}
