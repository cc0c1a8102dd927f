package import HakaruCoverage
import HakaruModel

extension CoverageGateResult {
    /// What the change leaves uncovered or unmeasured, place by place; neighbouring lines are one place.
    ///
    /// Errors first, then the files with the most lines, then by path and line.
    package var findings: [GateFinding] {
        guard let patch else { return [] }
        let levels = FindingLevels(rules)
        var findings = patch.unmeasuredFiles.map {
            GateFinding(kind: .unmeasured, level: levels.unmeasured, path: $0.path, lines: nil)
        }
        for file in patch.filesByWeight {
            let uncovered = file.uncoveredLines.ranges.map { (GateFinding.Kind.uncovered, levels.uncovered, $0) }
            let partial = file.partialLines.ranges.map { (GateFinding.Kind.partial, levels.partial, $0) }
            for (kind, level, lines) in (uncovered + partial).sorted(by: { $0.2.lowerBound < $1.2.lowerBound }) {
                findings.append(GateFinding(kind: kind, level: level, path: file.path, lines: lines))
            }
        }
        return GateFinding.Level.allCases.flatMap { level in findings.filter { $0.level == level } }
    }
}

/// How much each kind of finding matters under the answers of a gate.
private struct FindingLevels {
    let uncovered: GateFinding.Level
    let partial: GateFinding.Level
    let unmeasured: GateFinding.Level

    init(_ rules: [CoverageGateResult.RuleResult]) {
        let changeRules = rules.filter { $0.rule.kind == .patch || $0.rule.kind == .noNewUncovered }
        let failed = changeRules.filter { $0.verdict == .failed }.map(\.rule.measure)
        uncovered = failed.isEmpty ? .warning : .error
        partial = failed.contains(.strictLines) || failed.contains(.branches) ? .error : .notice
        unmeasured = changeRules.contains { $0.verdict == .cannotTell } ? .error : .warning
    }
}

extension PatchCoverage {
    /// The files with the most lines that did not run, or not whole, first; then by path.
    var filesByWeight: [File] {
        files.sorted { one, other in
            let weights = (one.openLineCount, other.openLineCount)
            return weights.0 == weights.1 ? one.path < other.path : weights.0 > weights.1
        }
    }
}

extension PatchCoverage.File {
    /// How many of the changed lines did not run, or not with all of their branches.
    var openLineCount: Int { uncoveredLines.count + partialLines.count }
}

extension [Int] {
    /// Ascending numbers as ranges without gaps.
    var ranges: [ClosedRange<Int>] {
        var ranges: [ClosedRange<Int>] = []
        for number in self {
            if let last = ranges.last, last.upperBound + 1 == number {
                ranges[ranges.count - 1] = last.lowerBound...number
            } else {
                ranges.append(number...number)
            }
        }
        return ranges
    }

    /// Ascending numbers for people, such as `12–14, 20`; after `limit` ranges only how many follow.
    func numbers(limit: Int) -> String {
        let ranges = ranges
        let shown = ranges.prefix(limit).map(\.numbers).joined(separator: ", ")
        return ranges.count > limit ? "\(shown) and \(ranges.count - limit) more" : shown
    }
}
