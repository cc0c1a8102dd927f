/// What a JSON document is handed to, piece by piece.
protocol JSONVisitor {
    /// Whether another document may follow the first.
    static var allowsSeveralDocuments: Bool { get }
    /// Reads the start of an object or array that stands at `path`.
    mutating func open(isArray: Bool, at path: JSONPath, into builder: inout CoverageBuilder) throws(CoverageFault)
    /// Reads the end of the object or array that stands at `path`.
    mutating func close(at path: JSONPath, into builder: inout CoverageBuilder) throws(CoverageFault)
    /// Reads a value that stands at `path`.
    mutating func read(_ value: JSONScalar, at path: JSONPath, into builder: inout CoverageBuilder)
        throws(CoverageFault)
}

extension JSONVisitor {
    static var allowsSeveralDocuments: Bool { false }
}

/// Scans JSON in chunks, without recursion and in bounded memory.
struct JSONScanner {
    private enum Expectation {
        case value
        case firstElementOrEnd
        case firstKeyOrEnd
        case key
        case colon
        case commaOrEnd
        case nothing
    }

    private enum Token {
        case none
        /// Inside a string; whether it is a key, and whether the last byte was a backslash.
        case string(isKey: Bool, isEscaped: Bool)
        /// Inside a number, `true`, `false` or `null`.
        case word
    }

    private(set) var offset = 0
    private var path = JSONPath()
    private var expected = Expectation.value
    private var token = Token.none
    /// The part of a token that earlier chunks held.
    private var carry: [UInt8] = []
    private var documents = 0

    /// Reads the next bytes.
    mutating func feed(
        _ chunk: Bytes, visitor: inout some JSONVisitor, into builder: inout CoverageBuilder
    ) throws(CoverageFault) {
        let start = offset
        var index = 0
        while index < chunk.count {
            offset = start + index
            switch token {
            case .string(let isKey, let isEscaped):
                index = try readString(
                    chunk, from: index, isKey: isKey, isEscaped: isEscaped, visitor: &visitor, into: &builder)
            case .word:
                index = try readWord(chunk, from: index, visitor: &visitor, into: &builder)
            case .none:
                index = try readMark(chunk, at: index, visitor: &visitor, into: &builder)
            }
        }
        offset = start + chunk.count
    }

    /// Checks that the document is whole.
    mutating func finish(visitor: inout some JSONVisitor, into builder: inout CoverageBuilder) throws(CoverageFault) {
        if case .word = token { _ = try readWord(.empty, from: 0, isLast: true, visitor: &visitor, into: &builder) }
        if case .string = token { throw .truncated("it ends inside a text") }
        guard path.depth == 0, documents > 0, expected == .nothing else {
            throw .truncated("it ends inside an object or array")
        }
    }

    /// Reads one byte outside of strings and words.
    private mutating func readMark<Visitor: JSONVisitor>(
        _ chunk: Bytes, at index: Int, visitor: inout Visitor, into builder: inout CoverageBuilder
    ) throws(CoverageFault) -> Int {
        let byte = chunk[index]
        switch byte {
        case 0x20, 0x0A, 0x0D, 0x09:
            return index + 1
        case 0x7B, 0x5B:
            try startValue(Visitor.self)
            let isArray = byte == 0x5B
            guard path.depth < builder.limits.depth else {
                throw .tooLarge("more than \(builder.limits.depth) nested objects and arrays")
            }
            try visitor.open(isArray: isArray, at: path, into: &builder)
            path.push(isArray: isArray)
            expected = isArray ? .firstElementOrEnd : .firstKeyOrEnd
        case 0x7D, 0x5D:
            let isArray = byte == 0x5D
            guard path.depth > 0, path.isInArray == isArray,
                expected == .commaOrEnd || expected == (isArray ? .firstElementOrEnd : .firstKeyOrEnd)
            else { throw unexpected(byte) }
            path.pop()
            try visitor.close(at: path, into: &builder)
            endValue()
        case 0x2C:
            guard expected == .commaOrEnd else { throw unexpected(byte) }
            expected = path.isInArray ? .value : .key
        case 0x3A:
            guard expected == .colon else { throw unexpected(byte) }
            expected = .value
        case 0x22:
            if expected == .key || expected == .firstKeyOrEnd {
                token = .string(isKey: true, isEscaped: false)
            } else {
                try startValue(Visitor.self)
                token = .string(isKey: false, isEscaped: false)
            }
        case 0x2D, 0x30...0x39, 0x74, 0x66, 0x6E:
            try startValue(Visitor.self)
            token = .word
            return index
        default:
            throw unexpected(byte)
        }
        return index + 1
    }

    private mutating func readString(
        _ chunk: Bytes, from start: Int, isKey: Bool, isEscaped: Bool, visitor: inout some JSONVisitor,
        into builder: inout CoverageBuilder
    ) throws(CoverageFault) -> Int {
        var isEscaped = isEscaped
        var index = start
        if !isEscaped, carry.isEmpty, let quote = chunk.firstIndex(of: 0x22, from: start),
            chunk[start, quote].firstIndex(of: 0x5C) == nil
        {
            try endString(
                chunk[start, quote], isKey: isKey, limit: builder.limits.token, visitor: &visitor, into: &builder)
            return quote + 1
        }
        while index < chunk.count {
            let byte = chunk[index]
            if isEscaped {
                isEscaped = false
            } else if byte == 0x5C {
                isEscaped = true
            } else if byte == 0x22 {
                break
            }
            index += 1
        }
        // The content of long texts, such as source code, is never needed; a key that long is no path.
        if carry.count < builder.limits.token {
            carry.append(contentsOf: chunk[start, min(index, start + builder.limits.token - carry.count)])
        }
        guard index < chunk.count else {
            token = .string(isKey: isKey, isEscaped: isEscaped)
            return index
        }
        var raw: [UInt8] = []
        swap(&raw, &carry)
        let isCut = raw.count >= builder.limits.token
        let text = try raw.withBytes { bytes throws(CoverageFault) in try JSONText.resolved(bytes, isCut: isCut) }
        try text.withBytes { bytes throws(CoverageFault) in
            try endString(bytes, isKey: isKey, limit: builder.limits.token, visitor: &visitor, into: &builder)
        }
        raw.removeAll(keepingCapacity: true)
        swap(&raw, &carry)
        return index + 1
    }

    private mutating func endString(
        _ text: Bytes, isKey: Bool, limit: Int, visitor: inout some JSONVisitor, into builder: inout CoverageBuilder
    ) throws(CoverageFault) {
        token = .none
        guard isKey else {
            try visitor.read(.string(text.count > limit ? text[0, limit] : text), at: path, into: &builder)
            return endValue()
        }
        guard text.count < limit else { throw .tooLarge("a key of more than \(limit >> 10) KiB") }
        path.setKey(text)
        expected = .colon
    }

    private mutating func readWord(
        _ chunk: Bytes, from start: Int, isLast: Bool = false, visitor: inout some JSONVisitor,
        into builder: inout CoverageBuilder
    ) throws(CoverageFault) -> Int {
        var index = start
        while index < chunk.count, JSONScanner.isWord(chunk[index]) { index += 1 }
        guard index < chunk.count || isLast else {
            guard carry.count + index - start <= 1_024 else { throw .malformed("a number of more than 1,024 digits") }
            carry.append(contentsOf: chunk[start, index])
            return index
        }
        token = .none
        if carry.isEmpty {
            try readWord(chunk[start, index], visitor: &visitor, into: &builder)
        } else {
            carry.append(contentsOf: chunk[start, index])
            let word = carry
            carry.removeAll(keepingCapacity: true)
            try word.withBytes { bytes throws(CoverageFault) in try readWord(bytes, visitor: &visitor, into: &builder) }
        }
        endValue()
        return index
    }

    private func readWord(
        _ word: Bytes, visitor: inout some JSONVisitor, into builder: inout CoverageBuilder
    ) throws(CoverageFault) {
        switch word {
        case "true": try visitor.read(.bool(true), at: path, into: &builder)
        case "false": try visitor.read(.bool(false), at: path, into: &builder)
        case "null": try visitor.read(.null, at: path, into: &builder)
        default:
            guard JSONText.isNumber(word) else { throw .invalidCount(CoverageFault.excerpt(word)) }
            try visitor.read(.number(word), at: path, into: &builder)
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        Bytes.isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte == 0x2D || byte == 0x2B
            || byte == 0x2E
    }

    private mutating func startValue(_ visitor: (some JSONVisitor).Type) throws(CoverageFault) {
        switch expected {
        case .value, .firstElementOrEnd:
            path.advance()
        case .nothing:
            guard visitor.allowsSeveralDocuments else { throw .malformed("a second document after the first") }
        case .firstKeyOrEnd, .key, .colon, .commaOrEnd:
            throw .malformed("a value where a name, a colon or a comma belongs")
        }
    }

    private mutating func endValue() {
        if path.depth == 0 {
            documents += 1
            expected = .nothing
        } else {
            expected = .commaOrEnd
        }
    }

    private func unexpected(_ byte: UInt8) -> CoverageFault {
        .malformed("an unexpected “\(CoverageFault.excerpt([byte]))”")
    }
}
