package import HakaruCoverage
import HakaruModel

extension CoverageGateResult {
    /// The verdict for a person at a terminal or in the log of a job.
    ///
    /// The last line is `coverage: 81.87 %` where lines were measured, for GitLab's `coverage:` keyword and for `tail`.
    /// No line begins with text from elsewhere, so none is a command to what reads the log.
    ///
    /// - Parameter width: The width of the terminal in cells; nil where there is none.
    /// - Returns: The lines, each with its end.
    package func text(width: Int?) -> String {
        var parts = ["\(headline)\n"]
        if !rules.isEmpty { parts.append(indented(ruleTable.terminalText(width: width.map { max(20, $0 - 2) }))) }
        if let patch {
            parts += CoverageGateResult.list(
                "Changed lines that did not run:", patch.files.filter { !$0.uncoveredLines.isEmpty },
                \.uncoveredLines)
            parts += CoverageGateResult.list(
                "Changed lines that ran without all of their branches:",
                patch.files.filter { !$0.partialLines.isEmpty }, \.partialLines)
            parts += CoverageGateResult.list("Changed files that no report measures:", patch.unmeasuredFiles)
        }
        if !notes.isEmpty { parts.append(notes.map { "\(TextSafety.log($0))\n" }.joined()) }
        if let percent = lineCount?.percent { parts.append("coverage: \(percent) %\n") }
        return parts.joined(separator: "\n")
    }

    private var ruleTable: Table {
        Table(
            columns: [
                .init("Verdict", key: "verdict", isNumeric: false), .init("Rule", key: "rule", isNumeric: false),
                .init("Why", key: "reason", isNumeric: false),
            ],
            rows: rules.map { rule in
                [
                    .text(rule.verdict.words), .text(TextSafety.log(rule.rule.description)),
                    .text(TextSafety.log(rule.reason)),
                ]
            })
    }

    private func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: true).map { "  \($0)\n" }.joined()
    }

    /// How many files, and ranges of lines in each, a person reads in a log.
    private static let fileLimit = 20
    private static let rangeLimit = 12

    private static func list(
        _ heading: String, _ files: [PatchCoverage.File], _ lines: KeyPath<PatchCoverage.File, [Int]>
    ) -> [String] {
        list(heading, files.map { "\($0.path.text): \($0[keyPath: lines].numbers(limit: rangeLimit))" })
    }

    private static func list(_ heading: String, _ files: [PatchCoverage.UnmeasuredFile]) -> [String] {
        list(heading, files.map { "\($0.path.text) (\($0.reason.words))" })
    }

    private static func list(_ heading: String, _ entries: [String]) -> [String] {
        guard !entries.isEmpty else { return [] }
        var lines = entries.prefix(fileLimit).map { "  - \(TextSafety.log($0))\n" }
        if entries.count > fileLimit { lines.append("  - and \(entries.count - fileLimit) more files\n") }
        return ["\(heading)\n" + lines.joined()]
    }
}

extension PatchCoverage.UnmeasuredFile.Reason {
    /// Why nothing is known of the file, in a few words.
    var words: String {
        switch self {
        case .absent: "no report names it"
        case .totalsOnly: "the report states only totals"
        case .binary: "git takes it for binary"
        }
    }
}
