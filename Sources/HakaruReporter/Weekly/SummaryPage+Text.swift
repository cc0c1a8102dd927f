package import HakaruModel

extension SummaryPage {
    /// The page as plain text, for a mail or a terminal.
    package func text(in language: Language) -> String {
        let document = document(in: language)
        var parts = [SummaryPage.underlined(document.title, with: "=")]
        if let notice = document.notice { parts.append(notice) }
        parts.append(document.sentences.joined(separator: "\n"))
        for section in document.sections {
            let blocks = section.blocks.compactMap(SummaryPage.text)
            parts.append(([SummaryPage.underlined(section.heading, with: "-")] + blocks).joined(separator: "\n"))
        }
        return parts.joined(separator: "\n\n") + "\n"
    }

    private static func underlined(_ text: String, with line: String) -> String {
        "\(text)\n\(String(repeating: line, count: CellWidth.of(text)))"
    }

    /// A block; nil for a chart, which has no form here.
    private static func text(_ block: SummaryDocument.Block) -> String? {
        switch block {
        case .line(let line): text(line)
        case .list(let lines): lines.map { "- \(text($0))" }.joined(separator: "\n")
        case .table(let table): String(table.terminalText(width: nil).dropLast())
        case .chart: nil
        }
    }

    private static func text(_ line: SummaryDocument.Line) -> String {
        switch line {
        case .words(let words): words
        case .foreign(let text): TextSafety.terminal(text)
        case .command(let words, let command): "\(words) \(command)"
        }
    }
}
