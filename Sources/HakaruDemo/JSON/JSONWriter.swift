import HakaruModel

/// Writes JSON straight to bytes; commas follow from the order of the calls.
///
/// What was written can be taken back up to a ``Mark``: that is how a GraphQL null replaces what stood in its place.
struct JSONWriter {
    /// A place in the output to go back to.
    struct Mark {
        fileprivate let count: Int
        fileprivate let needsComma: Bool
    }

    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    var mark: Mark { Mark(count: bytes.count, needsComma: needsComma) }

    mutating func goBack(to mark: Mark) {
        bytes.removeLast(bytes.count - mark.count)
        needsComma = mark.needsComma
    }

    mutating func beginObject() { begin(0x7B) }

    mutating func endObject() { end(0x7D) }

    mutating func beginArray() { begin(0x5B) }

    mutating func endArray() { end(0x5D) }

    mutating func key(_ name: String) {
        separate()
        appendQuoted(name)
        bytes.append(0x3A)
        needsComma = false
    }

    mutating func string(_ value: String) {
        separate()
        appendQuoted(value)
        needsComma = true
    }

    mutating func int(_ value: Int) { raw(String(value)) }

    mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }

    mutating func null() { raw("null") }

    /// Writes text that is JSON already.
    mutating func raw(_ json: String) {
        separate()
        bytes.append(contentsOf: json.utf8)
        needsComma = true
    }

    private mutating func begin(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func end(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(0x2C) }
    }

    /// Escapes byte by byte: a quote that a combining mark follows is still a quote.
    private mutating func appendQuoted(_ text: String) {
        bytes.append(0x22)
        for byte in text.utf8 {
            switch byte {
            case 0x22, 0x5C:
                bytes.append(0x5C)
                bytes.append(byte)
            case 0x0A:
                bytes.append(contentsOf: [0x5C, 0x6E])
            case 0..<0x20:
                bytes.append(contentsOf: [0x5C, 0x75, 0x30, 0x30, 0x30 + byte >> 4])
                bytes.append(byte & 15 < 10 ? 0x30 + byte & 15 : 0x57 + byte & 15)
            default:
                bytes.append(byte)
            }
        }
        bytes.append(0x22)
    }
}

extension JSONWriter {
    mutating func field(_ name: String, _ value: String?) {
        key(name)
        if let value { string(value) } else { null() }
    }

    mutating func field(_ name: String, _ value: Int?) {
        key(name)
        if let value { int(value) } else { null() }
    }

    mutating func field(_ name: String, _ value: Bool) {
        key(name)
        bool(value)
    }

    mutating func field(_ name: String, _ value: Instant?) {
        field(name, value?.description)
    }

    mutating func field(_ name: String, _ value: ObjectID?) {
        field(name, value?.description)
    }

    mutating func object(_ name: String, _ fields: (inout JSONWriter) -> Void) {
        key(name)
        object(fields)
    }

    mutating func object(_ fields: (inout JSONWriter) -> Void) {
        beginObject()
        fields(&self)
        endObject()
    }

    mutating func array<Element>(_ elements: some Sequence<Element>, _ write: (inout JSONWriter, Element) -> Void) {
        beginArray()
        for element in elements { write(&self, element) }
        endArray()
    }
}
