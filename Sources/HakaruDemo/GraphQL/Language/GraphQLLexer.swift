/// A word of a GraphQL document.
enum GraphQLToken: Hashable, Sendable {
    /// `!`, `$`, `(`, `)`, `...`, `:`, `=`, `@`, `[`, `]`, `{`, `|`, `}` or `&`.
    case punctuator(String)
    case name(String)
    case int(Int)
    case float(Double)
    case string(String)
    case end
}

/// Splits the bytes of a GraphQL document into words (specification of October 2021, section 2.1).
struct GraphQLLexer {
    private let bytes: [UInt8]
    private var index = 0
    private var line = 1
    private var lineStart = 0
    /// Where the word that was read last begins.
    private(set) var location = GraphQLLocation(line: 1, column: 1)

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    mutating func next() throws(GraphQLError) -> GraphQLToken {
        skipIgnored()
        location = GraphQLLocation(line: line, column: index - lineStart + 1)
        guard index < bytes.count else { return .end }
        let byte = bytes[index]
        switch byte {
        case 0x2E:
            guard bytes[index...].starts(with: [0x2E, 0x2E, 0x2E]) else { throw unexpected(byte) }
            index += 3
            return .punctuator("...")
        case 0x21, 0x24, 0x26, 0x28, 0x29, 0x3A, 0x3D, 0x40, 0x5B, 0x5D, 0x7B, 0x7C, 0x7D:
            index += 1
            return .punctuator(String(decoding: [byte], as: UTF8.self))
        case 0x22: return .string(try readString())
        case 0x2D, 0x30...0x39: return try readNumber()
        case 0x41...0x5A, 0x5F, 0x61...0x7A: return .name(readName())
        default: throw unexpected(byte)
        }
    }

    private mutating func skipIgnored() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x0A:
                index += 1
                line += 1
                lineStart = index
            case 0x20, 0x09, 0x0D, 0x2C: index += 1
            case 0x23: while index < bytes.count, bytes[index] != 0x0A { index += 1 }
            default: return
            }
        }
    }

    private mutating func readName() -> String {
        let start = index
        while index < bytes.count, bytes[index].isNameByte { index += 1 }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func readNumber() throws(GraphQLError) -> GraphQLToken {
        let start = index
        while index < bytes.count, bytes[index].isNameByte || [0x2B, 0x2D, 0x2E].contains(bytes[index]) { index += 1 }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if let value = Int(text) { return .int(value) }
        if let value = Double(text) { return .float(value) }
        throw GraphQLError("Parse error on \"\(text)\" (NUMBER)", at: location)
    }

    private mutating func readString() throws(GraphQLError) -> String {
        if bytes[index...].starts(with: [0x22, 0x22, 0x22]) { return try readBlockString() }
        index += 1
        var text: [UInt8] = []
        while index < bytes.count, bytes[index] != 0x0A {
            switch bytes[index] {
            case 0x22:
                index += 1
                return String(decoding: text, as: UTF8.self)
            case 0x5C:
                index += 1
                text.append(contentsOf: try readEscape())
            default:
                text.append(bytes[index])
                index += 1
            }
        }
        throw GraphQLError("Parse error: a string is not closed", at: location)
    }

    /// Reads what follows a backslash.
    private mutating func readEscape() throws(GraphQLError) -> [UInt8] {
        guard index < bytes.count else { throw GraphQLError("Parse error: a string is not closed", at: location) }
        let byte = bytes[index]
        index += 1
        switch byte {
        case 0x22, 0x5C, 0x2F: return [byte]
        case 0x62: return [0x08]
        case 0x66: return [0x0C]
        case 0x6E: return [0x0A]
        case 0x72: return [0x0D]
        case 0x74: return [0x09]
        case 0x75:
            let digits = String(decoding: bytes[index..<min(index + 4, bytes.count)], as: UTF8.self)
            guard digits.utf8.count == 4, let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value)
            else { throw GraphQLError("Parse error: bad escape in a string", at: location) }
            index += 4
            return Array(String(Character(scalar)).utf8)
        default: throw GraphQLError("Parse error: bad escape in a string", at: location)
        }
    }

    /// Reads a `"""` string as it stands; the common indentation is kept, which no client of ours depends on.
    private mutating func readBlockString() throws(GraphQLError) -> String {
        index += 3
        let start = index
        while index < bytes.count {
            if bytes[index...].starts(with: [0x22, 0x22, 0x22]) {
                index += 3
                return String(decoding: bytes[start..<(index - 3)], as: UTF8.self)
            }
            if bytes[index] == 0x0A {
                line += 1
                lineStart = index + 1
            }
            index += 1
        }
        throw GraphQLError("Parse error: a string is not closed", at: location)
    }

    private func unexpected(_ byte: UInt8) -> GraphQLError {
        GraphQLError("Parse error on byte 0x\(String(byte, radix: 16))", at: location)
    }
}

extension UInt8 {
    fileprivate var isNameByte: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) || self == 0x5F
    }
}
