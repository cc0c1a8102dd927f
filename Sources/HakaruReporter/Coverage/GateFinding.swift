package import HakaruCoverage

/// A place in the change that a gate has something to say about.
package struct GateFinding: Hashable, Sendable {
    /// What is wrong there.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Lines that did not run.
        case uncovered = "uncovered_lines"
        /// Lines that ran, but not with all of their branches.
        case partial = "partial_lines"
        /// A file that the reports should know and do not.
        case unmeasured = "unmeasured_file"
    }

    /// How much it matters; the names are GitHub's.
    package enum Level: String, Hashable, Sendable, CaseIterable {
        /// It is why the gate is not green.
        case error
        /// The gate is not red for it, but somebody should look.
        case warning
        /// Good to know.
        case notice
    }

    /// What is wrong.
    package let kind: Kind
    /// How much it matters.
    package let level: Level
    /// The file, in the paths of the repository.
    package let path: SourcePath
    /// The lines, counted from 1; nil for the file as a whole.
    package let lines: ClosedRange<Int>?
}

extension GateFinding {
    /// One sentence about it, without the path.
    package var message: String {
        switch (kind, lines) {
        case (.uncovered, let lines?) where lines.count == 1: "Line \(lines.lowerBound) is new and did not run."
        case (.uncovered, let lines?): "Lines \(lines.numbers) are new and did not run."
        case (.partial, let lines?) where lines.count == 1:
            "Line \(lines.lowerBound) is new and ran without all of its branches."
        case (.partial, let lines?): "Lines \(lines.numbers) are new and ran without all of their branches."
        case (.uncovered, nil): "New lines did not run."
        case (.partial, nil): "New lines ran without all of their branches."
        case (.unmeasured, _): "This file changed, and the coverage reports do not tell which of its lines ran."
        }
    }
}

extension GateFinding.Kind {
    /// A few words for a heading.
    package var title: String {
        switch self {
        case .uncovered: "Not covered"
        case .partial: "Partly covered"
        case .unmeasured: "Not measured"
        }
    }

    /// What the kind means, in one sentence.
    package var explanation: String {
        switch self {
        case .uncovered: "Lines that the change adds or modifies did not run in the tests."
        case .partial: "Lines that the change adds or modifies ran in the tests without all of their branches."
        case .unmeasured:
            "A changed file is of a kind that the coverage reports measure, but they do not tell its lines."
        }
    }
}

extension ClosedRange<Int> {
    /// The numbers for people: `12`, or `12–14`.
    var numbers: String { count == 1 ? String(lowerBound) : "\(lowerBound)–\(upperBound)" }
}
