package import HakaruCoverage
import HakaruModel

extension CoverageGateResult {
    /// The verdict in Markdown, whole.
    package var markdown: String { markdownLines.joined(separator: "\n") + "\n" }

    /// The verdict in Markdown, cut at a line so that it has at most `limit` bytes; it then says how much is missing.
    ///
    /// - Parameter limit: In bytes of UTF-8; below some hundred nothing but the notice of the cut may be left.
    /// - Returns: The text with its last line end.
    package func markdown(limit: Int) -> String {
        let lines = markdownLines
        let sizes = lines.map { $0.utf8.count + 1 }
        guard sizes.reduce(0, +) > limit else { return markdown }
        let room = limit - CoverageGateResult.cutNotice(lines.count).utf8.count
        var kept = 0
        var size = 0
        while kept < lines.count, size + sizes[kept] <= room {
            size += sizes[kept]
            kept += 1
        }
        return lines[..<kept].map { "\($0)\n" }.joined() + CoverageGateResult.cutNotice(lines.count - kept)
    }

    private static func cutNotice(_ count: Int) -> String { "\n\(count) more lines did not fit here.\n" }

    /// The lines of the text; none of them has a line end in it, so a cut between two is a cut at a row.
    private var markdownLines: [String] {
        var lines = ["## \(verdict.sign) \(headline)", ""]
        lines += CoverageGateResult.lines(of: ruleTable)
        if !components.isEmpty { lines += ["", "### Components", ""] + CoverageGateResult.lines(of: componentTable) }
        if !notes.isEmpty { lines += [""] + notes.map { "- \(TextSafety.markdown($0))" } }
        if !unmeasuredFiles.isEmpty {
            lines += ["", "### Changed files that no report measures", ""]
            lines += unmeasuredFiles.map { "- \($0.reason.words): \(TextSafety.markdown($0.path.text))" }
        }
        // Last, since it is the longest and the first to be cut.
        if let patch, !patch.files.isEmpty {
            lines += ["", "### Changed lines", ""] + CoverageGateResult.lines(of: CoverageGateResult.table(of: patch))
        }
        return lines
    }

    private static func lines(of table: Table) -> [String] {
        table.markdownText.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
    }

    private var ruleTable: Table {
        Table(
            columns: [
                .init("Rule", key: "rule", isNumeric: false), .init("Verdict", key: "verdict", isNumeric: false),
                .init("Measured", key: "measured"), .init("Asked", key: "asked"),
                .init("Why", key: "reason", isNumeric: false),
            ],
            rows: rules.map { rule in
                [
                    .text(rule.rule.description), .text("\(rule.verdict.sign) \(rule.verdict.words)"),
                    rule.count.map { .number($0.shareAndCount) } ?? .absent,
                    rule.rule.target.map { .number("\($0) %") } ?? .absent, .text(rule.reason),
                ]
            })
    }

    private var componentTable: Table {
        let measures = CoverageMeasure.allCases.sorted().filter { measure in
            components.contains { $0.counts[measure] != nil }
        }
        return Table(
            columns: [.init("Component", key: "component", isNumeric: false)]
                + measures.map { .init($0.title, key: $0.rawValue) },
            rows: components.map { component in
                [.text(component.exclusionReason == nil ? component.name : "\(component.name) (takes no part)")]
                    + measures.map { component.counts[$0].map { .number($0.shareAndCount) } ?? .absent }
            })
    }

    private static func table(of patch: PatchCoverage) -> Table {
        Table(
            columns: [
                .init("File", key: "path", isNumeric: false), .init("Covered", key: "covered"),
                .init("Did not run", key: "uncovered_lines", isNumeric: false),
                .init("Without all branches", key: "partial_lines", isNumeric: false),
            ],
            rows: patch.filesByWeight.map { file in
                [
                    .text(file.path.text), .number(file.lines.shareAndCount), cell(file.uncoveredLines),
                    cell(file.partialLines),
                ]
            })
    }

    /// How many ranges of one file are listed.
    private static let rangeLimit = 100

    private static func cell(_ lines: [Int]) -> Table.Cell {
        lines.isEmpty ? .absent : .text(lines.numbers(limit: rangeLimit))
    }
}

extension CoverageMeasure {
    /// The measure as the heading of a column.
    var title: String {
        switch self {
        case .lines: "Lines"
        case .strictLines: "Lines with all branches"
        case .branches: "Branches"
        case .functions: "Functions"
        case .statements: "Statements"
        }
    }
}
