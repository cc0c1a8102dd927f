package import HakaruModel

/// The coverage of the lines that a change adds or modifies.
package struct PatchCoverage: Sendable {
    /// A changed file with lines that can run.
    package struct File: Hashable, Sendable {
        /// The path in the repository.
        package let path: SourcePath
        /// The changed lines that can run, and those that did.
        package let lines: CoverageCount
        /// The branches on changed lines; nil where there are none.
        package let branches: CoverageCount?
        /// The changed lines that did not run, ascending.
        package let uncoveredLines: [Int]
        /// The changed lines that ran without all their branches, ascending.
        package let partialLines: [Int]

        /// Makes the entry of a file.
        package init(
            path: SourcePath, lines: CoverageCount, branches: CoverageCount? = nil, uncoveredLines: [Int],
            partialLines: [Int] = []
        ) {
            self.path = path
            self.lines = lines
            self.branches = branches
            self.uncoveredLines = uncoveredLines
            self.partialLines = partialLines
        }
    }

    /// A changed file of a kind that the report measures, but of which it tells no lines.
    package struct UnmeasuredFile: Hashable, Sendable {
        /// Why nothing is known of it.
        package enum Reason: Hashable, Sendable {
            /// The report does not name it.
            case absent
            /// The report states only totals for it.
            case totalsOnly
            /// git compares it as a whole, as `.gitattributes` may tell it to, so that its changed lines are not known.
            case binary
        }

        /// The path in the repository.
        package let path: SourcePath
        /// Why nothing is known of it.
        package let reason: Reason

        /// Makes the entry of a file.
        package init(path: SourcePath, reason: Reason) {
            self.path = path
            self.reason = reason
        }
    }

    /// The changed files with lines that can run, ascending by path.
    package let files: [File]
    /// The changed files that the report should know and does not, ascending by path.
    package let unmeasuredFiles: [UnmeasuredFile]

    /// Compares a change with a report in the paths of the repository.
    ///
    /// A kind of file is measured when the report has a file with the same ending. Deleted and linked files, submodules,
    /// files without a new line, and binary ones of another kind owe nothing.
    ///
    /// - Parameters:
    ///   - diff: The change, against the merge base.
    ///   - report: The coverage after the change.
    ///   - isIncluded: Whether a path takes part, such as that of a component.
    package init(diff: UnifiedDiff, report: CoverageReport, isIncluded: (SourcePath) -> Bool = { _ in true }) {
        let kinds = Set(report.files.map { Array(PathText.kind($0.path.bytes)) })
        var files: [File] = []
        var unmeasured: [UnmeasuredFile] = []
        for changed in diff.files {
            guard let path = changed.newPath, isIncluded(path) else { continue }
            let isOfKind = kinds.contains(Array(PathText.kind(path.bytes)))
            if changed.kind == .binary, isOfKind { unmeasured.append(UnmeasuredFile(path: path, reason: .binary)) }
            guard changed.kind == .text, !changed.addedLines.isEmpty else { continue }
            if let file = report.file(at: path) {
                if !file.knowsLines {
                    unmeasured.append(UnmeasuredFile(path: path, reason: .totalsOnly))
                } else if let patch = File(changed, in: file) {
                    files.append(patch)
                }
            } else if isOfKind {
                unmeasured.append(UnmeasuredFile(path: path, reason: .absent))
            }
        }
        self.files = files.sorted { $0.path < $1.path }
        self.unmeasuredFiles = unmeasured.sorted { $0.path < $1.path }
    }

    /// Makes a value of what is known already; both lists must be in order.
    package init(files: [File], unmeasuredFiles: [UnmeasuredFile]) {
        self.files = files
        self.unmeasuredFiles = unmeasuredFiles
    }

    /// How much of a measure of the changed lines is covered; functions and statements have no lines and give nil.
    package func count(_ measure: CoverageMeasure) -> CoverageCount? {
        switch measure {
        case .functions, .statements: nil
        case .lines, .strictLines, .branches:
            files.reduce(CoverageCount.zero) { $0 + ($1.count(measure) ?? .zero) }
        }
    }
}

extension PatchCoverage.File {
    /// Looks up the changed lines; nil where none of them can run.
    init?(_ changed: UnifiedDiff.File, in file: CoverageFile) {
        var total = 0
        var branches = CoverageCount.zero
        var uncovered: [Int] = []
        var partial: [Int] = []
        for line in changed.addedLines.joined() {
            guard let state = file.state(ofLine: line) else { continue }
            total += 1
            if let found = file.branches(onLine: line) { branches = branches + found }
            switch state {
            case .covered: break
            case .partial: partial.append(line)
            case .uncovered: uncovered.append(line)
            }
        }
        guard total > 0, let lines = CoverageCount(covered: total - uncovered.count, total: total) else { return nil }
        self.path = file.path
        self.lines = lines
        self.branches = branches.total == 0 ? nil : branches
        self.uncoveredLines = uncovered
        self.partialLines = partial
    }

    /// How much of a measure is covered; nil where the file has none of it.
    package func count(_ measure: CoverageMeasure) -> CoverageCount? {
        switch measure {
        case .lines: lines
        case .strictLines: CoverageCount(covered: lines.covered - partialLines.count, total: lines.total)
        case .branches: branches
        case .functions, .statements: nil
        }
    }
}
