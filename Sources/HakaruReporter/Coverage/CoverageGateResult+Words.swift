package import HakaruCoverage
package import HakaruModel

extension CoverageGateResult {
    /// The verdict in one line, without text from elsewhere.
    package var headline: String { "Coverage gate: \(verdict.words)" }

    /// The reason that a person wants first: that of the first rule with the verdict of the whole.
    package var mainReason: String {
        guard let rule = rules.first(where: { $0.verdict == verdict }) else { return "no rule was given" }
        return "\(rule.rule): \(rule.reason)"
    }

    /// The covered lines of all that takes part; nil where nothing was measured.
    package var lineCount: CoverageCount? { totals[.lines].flatMap { $0.total == 0 ? nil : $0 } }

    /// The covered lines of the change; nil where none of them can run, or where the change is not known.
    package var patchLineCount: CoverageCount? {
        patch?.count(.lines).flatMap { $0.total == 0 ? nil : $0 }
    }

    /// What belongs beside the verdict, a sentence each; with text from elsewhere, so it must be made harmless.
    package var notes: [String] {
        var notes = loweredBars.map(\.sentence)
        notes += excludedComponents.map { "Takes no part: \($0.name) (\($0.exclusionReason ?? ""))." }
        if !missingShards.isEmpty { notes.append("Did not arrive: \(missingShards.joined(separator: ", ")).") }
        notes += unmatched.prefix(CoverageGateResult.unmatchedLimit).map { file in
            let path = CoverageGateResult.shortened(file.path.text)
            return "Not in the repository: \(path). \(CoverageGateResult.shortened(file.suggestion ?? ""))".trimmed
        }
        let more = unmatched.count - CoverageGateResult.unmatchedLimit
        if more > 0 { notes.append("Not in the repository: \(more) more paths of the reports.") }
        if let change {
            let commits = "\(change.head.shortText) against \(change.mergeBase.shortText)"
            notes.append("Judged: \(commits), the merge base with \(change.base).")
        }
        if let measuredBase {
            let place =
                switch measuredBase.distance {
                case 0: "the merge base"
                case 1: "1 commit before the merge base"
                default: "\(measuredBase.distance) commits before the merge base"
                }
            notes.append("Compared with \(measuredBase.commit.shortText), \(place).")
        }
        return notes
    }

    /// How many paths that are not in the repository are named; a person reads a few.
    private static let unmatchedLimit = 5

    /// The beginning of a text that may be as long as a report allows.
    private static func shortened(_ text: String) -> String {
        let limit = 200
        let scalars = text.unicodeScalars
        guard scalars.count > limit else { return text }
        return String(String.UnicodeScalarView(scalars.prefix(limit))) + "…"
    }
}

extension CoverageGateResult.LoweredBar {
    /// What the change does to the bar, in one sentence.
    var sentence: String { "This change lowers a bar: \(description)." }
}

extension GateVerdict {
    /// The verdict for people.
    package var words: String {
        switch self {
        case .passed: "passed"
        case .failed: "failed"
        case .notApplicable: "not applicable"
        case .cannotTell: "cannot tell"
        }
    }

    /// A sign that is seen from afar, always beside the words.
    var sign: String {
        switch self {
        case .passed: "✅"
        case .failed: "❌"
        case .notApplicable: "➖"
        case .cannotTell: "❓"
        }
    }
}

extension CoverageCount {
    /// The share and the count, such as `81.87 % (8123/9921)`; only the count of nothing.
    var shareAndCount: String { percent.map { "\($0) % (\(self))" } ?? description }
}

extension ObjectID {
    /// The first eight digits.
    var shortText: String { String(decoding: description.utf8.prefix(8), as: UTF8.self) }
}

extension String {
    /// The text without spaces at its end.
    fileprivate var trimmed: String {
        var text = self
        while text.utf8.last == 0x20 { text.removeLast() }
        return text
    }
}
