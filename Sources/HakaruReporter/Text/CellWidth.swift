/// The width of text in a terminal, in cells: East Asian wide characters and emoji take two.
package enum CellWidth {
    /// The number of cells that `text` takes; controls are expected to be replaced before (``TextSafety/terminal(_:)``).
    package static func of(_ text: String) -> Int {
        guard !text.isPlainASCII else { return text.utf8.count }
        // Dashes, quotes and dots, as for a value that is absent, are one cell each and join nothing.
        if text.unicodeScalars.allSatisfy({ 0x20..<0x7F ~= $0.value || 0x2010...0x2027 ~= $0.value }) {
            return text.unicodeScalars.count
        }
        var width = 0
        for character in text { width += cells(of: character) }
        return width
    }

    /// The longest beginning of `text` that fits into `width` cells, with `…` at its end where it was cut.
    package static func truncated(_ text: String, to width: Int) -> String {
        guard of(text) > width else { return text }
        guard width > 0 else { return "" }
        var result = ""
        var used = 0
        for character in text {
            let next = cells(of: character)
            if used + next > width - 1 { break }
            result.append(character)
            used += next
        }
        return result + "…"
    }

    private static func cells(of character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        if first.value < 0x300 { return character.unicodeScalars.contains("\u{FE0F}") ? 2 : 1 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        if first.properties.isEmojiPresentation || character.unicodeScalars.contains("\u{FE0F}") { return 2 }
        return wideRanges.contains { $0.contains(first.value) } ? 2 : 1
    }

    /// The blocks that Unicode's EastAsianWidth.txt marks as wide or full-width, joined where only unassigned code points lie between.
    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
        0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
        0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x3FFFD,
    ]
}
