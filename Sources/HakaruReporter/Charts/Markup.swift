/// A piece of HTML or SVG that escapes by construction: text can't become markup.
indirect enum Markup: Sendable {
    /// An element with its attributes and what is in it.
    case element(String, [Attribute], [Markup])
    /// Words of ours, or numbers.
    case text(String)
    /// Text from a forge; its direction stays its own.
    case foreign(String)
    /// Text of this program that stands as it is, such as a style sheet; a literal, so no data can be in it.
    case literal(StaticString)

    /// A name and its value.
    struct Attribute: Sendable {
        let name: StaticString
        let value: String

        init(_ name: StaticString, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// An element with a class.
    static func element(_ name: String, class className: String, _ children: [Markup]) -> Markup {
        .element(name, [Attribute("class", className)], children)
    }

    /// An element with nothing but text.
    static func element(_ name: String, _ text: String) -> Markup { .element(name, [], [.text(text)]) }

    /// Elements that may close themselves.
    private static let closing: Set<String> = ["meta", "path", "rect", "line", "circle"]

    /// Appends the markup in UTF-8.
    func write(to bytes: inout [UInt8]) {
        switch self {
        case .element(let name, let attributes, let children):
            bytes.append(0x3C)
            bytes += name.utf8
            for attribute in attributes {
                bytes.append(0x20)
                bytes += attribute.name.description.utf8
                bytes += "=\"".utf8
                Markup.escape(attribute.value, to: &bytes)
                bytes.append(0x22)
            }
            if children.isEmpty, Markup.closing.contains(name) {
                bytes += "/>".utf8
                return
            }
            bytes.append(0x3E)
            for child in children { child.write(to: &bytes) }
            bytes += "</".utf8
            bytes += name.utf8
            bytes.append(0x3E)
        case .text(let text): Markup.escape(text, to: &bytes)
        case .foreign(let text):
            bytes += "<bdi>".utf8
            Markup.escape(text, to: &bytes)
            bytes += "</bdi>".utf8
        case .literal(let text): bytes += text.description.utf8
        }
    }

    /// Appends text with every byte escaped that means something in markup, in content and in attributes.
    ///
    /// Works on bytes: a `<` before a combining mark is a `<`. Controls and changes of direction become visible signs.
    private static func escape(_ text: String, to bytes: inout [UInt8]) {
        for byte in TextSafety.terminal(text).utf8 {
            switch byte {
            case 0x26: bytes += "&amp;".utf8
            case 0x3C: bytes += "&lt;".utf8
            case 0x3E: bytes += "&gt;".utf8
            case 0x22: bytes += "&quot;".utf8
            case 0x27: bytes += "&#39;".utf8
            default: bytes.append(byte)
            }
        }
    }
}
