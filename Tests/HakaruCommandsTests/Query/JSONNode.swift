/// A JSON value as a test looks into it.
enum JSONNode: Hashable {
    case object([String: JSONNode])
    case array([JSONNode])
    case text(String)
    case number(Double)
    case bool(Bool)
    case null

    /// Reads a text, which has nothing but one value in it.
    init(_ text: String) throws {
        var reader = JSONNodeReader(bytes: Array(text.utf8))
        self = try reader.value()
        reader.skipSpace()
        guard reader.position == reader.bytes.count else { throw reader.fail("something follows the value") }
    }

    /// The member of a key; null where there is none.
    subscript(key: String) -> JSONNode { members[key] ?? .null }

    /// The members of an object; none of anything else.
    var members: [String: JSONNode] { if case .object(let members) = self { members } else { [:] } }
    /// The items of a list; none of anything else.
    var items: [JSONNode] { if case .array(let items) = self { items } else { [] } }
    /// The text; nil of anything else.
    var text: String? { if case .text(let text) = self { text } else { nil } }
    /// The number; nil of anything else.
    var number: Double? { if case .number(let number) = self { number } else { nil } }
}

/// Reads JSON; a decoder takes fifty times as long, and these tests read thousands of results.
private struct JSONNodeReader {
    let bytes: [UInt8]
    var position = 0

    /// What is no JSON, with the place.
    struct Malformed: Error {
        let reason: String
        let position: Int
    }

    func fail(_ reason: String) -> Malformed { Malformed(reason: reason, position: position) }

    mutating func skipSpace() {
        while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
    }

    private mutating func next() throws -> UInt8 {
        skipSpace()
        guard position < bytes.count else { throw fail("the text ends early") }
        return bytes[position]
    }

    private mutating func take(_ byte: UInt8) throws -> Bool {
        guard try next() == byte else { return false }
        position += 1
        return true
    }

    private mutating func mustTake(_ byte: UInt8) throws {
        guard try take(byte) else { throw fail("no \(Character(UnicodeScalar(byte)))") }
    }

    mutating func value() throws -> JSONNode {
        switch try next() {
        case UInt8(ascii: "{"):
            position += 1
            var members: [String: JSONNode] = [:]
            while try !take(UInt8(ascii: "}")) {
                if !members.isEmpty { try mustTake(UInt8(ascii: ",")) }
                let key = try string()
                try mustTake(UInt8(ascii: ":"))
                guard members.updateValue(try value(), forKey: key) == nil else { throw fail("\(key) twice") }
            }
            return .object(members)
        case UInt8(ascii: "["):
            position += 1
            var items: [JSONNode] = []
            while try !take(UInt8(ascii: "]")) {
                if !items.isEmpty { try mustTake(UInt8(ascii: ",")) }
                items.append(try value())
            }
            return .array(items)
        case UInt8(ascii: "\""): return .text(try string())
        default: return try word()
        }
    }

    private mutating func word() throws -> JSONNode {
        let start = position
        while position < bytes.count, bytes[position] > 0x20, bytes[position] != UInt8(ascii: ","),
            bytes[position] != UInt8(ascii: "]"), bytes[position] != UInt8(ascii: "}")
        {
            position += 1
        }
        let word = String(decoding: bytes[start..<position], as: UTF8.self)
        switch word {
        case "null": return .null
        case "true": return .bool(true)
        case "false": return .bool(false)
        default:
            guard let number = Double(word) else { throw fail("\(word) is no number") }
            return .number(number)
        }
    }

    /// The texts that are read here have no other escapes than those of one character.
    private mutating func string() throws -> String {
        try mustTake(UInt8(ascii: "\""))
        var text: [UInt8] = []
        while position < bytes.count {
            var byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
            if byte == UInt8(ascii: "\\"), position < bytes.count {
                byte = bytes[position]
                position += 1
                guard "\"\\/nt".utf8.contains(byte) else { throw fail("an escape that this test does not know") }
                byte = byte == UInt8(ascii: "n") ? 0x0A : byte == UInt8(ascii: "t") ? 0x09 : byte
            }
            text.append(byte)
        }
        throw fail("a text has no end")
    }
}
