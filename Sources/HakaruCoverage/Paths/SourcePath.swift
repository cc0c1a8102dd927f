/// The name of a source file as its bytes; it need not be UTF-8.
///
/// A path is a label: nothing that a report names is ever opened.
package struct SourcePath: Hashable, Sendable {
    /// The bytes, as they stand in the report or in git's list.
    package let bytes: [UInt8]

    /// Takes over bytes.
    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Takes the UTF-8 of a text.
    package init(_ text: some StringProtocol) {
        self.bytes = Array(text.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        // An array would be hashed byte by byte.
        bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }

    /// The path for people; bytes that are no UTF-8 appear as U+FFFD.
    package var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension SourcePath: Comparable, CustomStringConvertible, ExpressibleByStringLiteral {
    package static func < (lhs: SourcePath, rhs: SourcePath) -> Bool {
        lhs.bytes.lexicographicallyPrecedes(rhs.bytes)
    }

    package var description: String { text }

    package init(stringLiteral value: String) {
        self.init(value)
    }
}
