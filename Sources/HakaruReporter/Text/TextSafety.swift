/// Makes text from a forge harmless where it is shown: titles, branches, labels and names can hold anything.
///
/// Everything works on Unicode scalars or bytes, never on `Character`s: CRLF is one `Character`, and a quote before a
/// combining mark is not equal to a quote.
package enum TextSafety {
    /// One line for a terminal: controls, line ends and bidirectional overrides become visible signs.
    package static func terminal(_ text: String) -> String {
        // Nearly every cell is plain, and a large table has a million of them.
        guard !text.isPlainASCII else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(visible(scalar)) }
        return String(result)
    }

    /// One line for the log of a CI job: as for a terminal, and without `##`, which begins a command of a runner anywhere
    /// in a line (`##[error]`, `##vso[`).
    ///
    /// A command of the form `::error::` counts at the start of a line only: begin each line with words of ours.
    package static func log(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let shown = visible(scalar)
            if shown == "#", result.last == "#" { result.append("\u{200B}") }
            result.append(shown)
        }
        return String(result)
    }

    /// One line of Markdown that shows the text itself: no markup, no link, no mention, no HTML.
    ///
    /// Nothing is escaped that means nothing where it stands, since Markdown is read on terminals, too: a dash inside of
    /// a line, a parenthesis without a bracket before it, a `_` inside of a word.
    package static func markdown(_ text: String) -> String {
        let scalars = text.unicodeScalars.map(visible)
        // Marks of lists, headings and rules count at the start of a line, alone: `- x`, `1. x`, `===`, and not `-1`.
        let start = scalars.firstIndex { $0 != " " } ?? 0
        let number = scalars[start...].prefix { $0.value >= 0x30 && $0.value <= 0x39 }.endIndex
        func marks(_ index: Int, at place: Int) -> Bool {
            let next = index + 1 < scalars.count ? scalars[index + 1] : " "
            return index == place && (next == " " || next == scalars[index])
        }
        var result = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "\\", "`", "*", "{", "}", "[", "]", "|", "~", "$": result.append(contentsOf: ["\\", scalar])
            case "_": result.append(contentsOf: isInsideWord(index, of: scalars) ? [scalar] : ["\\", scalar])
            case "+", "-", "=": result.append(contentsOf: marks(index, at: start) ? ["\\", scalar] : [scalar])
            case ".", ")":
                result.append(contentsOf: number > start && marks(index, at: number) ? ["\\", scalar] : [scalar])
            // A zero-width space keeps the forge from making a mention or a reference of it.
            case "@", "#": result.append(contentsOf: ["\\", scalar, "\u{200B}"])
            default: result.append(scalar)
            }
            // Neither `https://…` nor `www.…` may become a link by itself.
            if startsLink(scalars[...index]) { result.append("\u{200B}") }
        }
        return String(result)
    }

    private static func isInsideWord(_ index: Int, of scalars: [Unicode.Scalar]) -> Bool {
        guard index > 0, index + 1 < scalars.count else { return false }
        return [scalars[index - 1], scalars[index + 1]].allSatisfy { isAlphanumeric($0) }
    }

    private static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "0"..."9", "A"..."Z", "a"..."z": true
        default: false
        }
    }

    private static func startsLink(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let last = text.last, last == "/" || last == "." else { return false }
        let end = text.suffix(4).map { $0.properties.lowercaseMapping }.joined()
        return end.hasSuffix("://") || end.hasSuffix("www.")
    }

    /// A field of a CSV file that a spreadsheet takes for text and not for a formula; quoted where needed.
    package static func csvText(_ text: String) -> [UInt8] {
        var bytes = Array(text.utf8)
        if startsFormula(text) { bytes.insert(0x27, at: 0) }
        let needsQuotes = bytes.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
        guard needsQuotes else { return bytes }
        var quoted: [UInt8] = [0x22]
        for byte in bytes {
            if byte == 0x22 { quoted.append(0x22) }
            quoted.append(byte)
        }
        quoted.append(0x22)
        return quoted
    }

    /// Appends a field of a CSV file; see ``csvText(_:)``.
    static func appendCSV(_ text: String, to bytes: inout [UInt8]) {
        // Most texts are names: nothing to quote, and no beginning that a spreadsheet would take for a formula.
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2F, 0x5F, 0x2E: true
            default: false
            }
        }
        if isPlain { bytes += text.utf8 } else { bytes += csvText(text) }
    }

    private static func startsFormula(_ text: String) -> Bool {
        for scalar in text.unicodeScalars {
            switch scalar {
            case " ", "\u{FEFF}", "\u{200B}", "\u{3000}", "\u{A0}": continue
            case "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": return true
            default: return false
            }
        }
        return false
    }

    /// The scalar itself, or a visible sign where it would move the cursor, end the line, turn the direction or be no
    /// character of XML.
    private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x0A, 0x0D, 0x09: " "
        // The control pictures stand at U+2400 in the order of the controls.
        case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
        case 0x7F: "\u{2421}"
        case 0x80...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF: "\u{FFFD}"
        default: scalar
        }
    }
}

extension String {
    /// Whether it is made of nothing but ASCII without controls.
    var isPlainASCII: Bool {
        func isPlain(_ bytes: some Sequence<UInt8>) -> Bool {
            // No jump inside of the loop, so that many bytes are looked at in one step.
            var strange: UInt8 = 0
            for byte in bytes { strange |= byte &- 0x20 < 0x5F ? 0 : 1 }
            return strange == 0
        }
        return utf8.withContiguousStorageIfAvailable { isPlain($0) } ?? isPlain(utf8)
    }
}
