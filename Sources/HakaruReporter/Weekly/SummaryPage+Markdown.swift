package import HakaruModel

extension SummaryPage {
    /// The page in Markdown, for a retrospective, an issue or a file.
    package func markdown(in language: Language) -> String {
        let document = document(in: language)
        var parts = ["# \(document.title)"]
        if let notice = document.notice { parts.append("> \(notice)") }
        parts.append(document.sentences.joined(separator: "\n"))
        for section in document.sections {
            parts.append("## \(section.heading)")
            parts += section.blocks.compactMap(SummaryPage.markdown)
        }
        return parts.joined(separator: "\n\n") + "\n"
    }

    /// A block; nil for a chart, which has no form here.
    private static func markdown(_ block: SummaryDocument.Block) -> String? {
        switch block {
        case .line(let line): markdown(line)
        case .list(let lines): lines.map { "- \(markdown($0))" }.joined(separator: "\n")
        case .table(let table): String(table.markdownText.dropLast())
        case .chart: nil
        }
    }

    private static func markdown(_ line: SummaryDocument.Line) -> String {
        switch line {
        case .words(let words): words
        case .foreign(let text): TextSafety.markdown(text)
        case .command(let words, let command): "\(words) `\(command)`"
        }
    }
}
