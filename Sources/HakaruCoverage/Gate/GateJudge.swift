import HakaruModel

/// Answers the rules of a gate from its evidence.
struct GateJudge {
    let evidence: GateEvidence

    /// What was counted in all that takes part.
    var totals: [CoverageMeasure: CoverageCount] {
        guard case .known(let report) = evidence.report else { return [:] }
        return evidence.part(nil, of: report).counts
    }

    /// What was counted in each component.
    var components: [CoverageGateResult.ComponentCoverage] {
        evidence.components.map { component in
            .init(
                name: component.name, counts: part(component.name)?.counts ?? [:],
                exclusionReason: component.exclusionReason)
        }
    }

    func answer(to rule: CoverageRule) -> CoverageGateResult.RuleResult {
        if let name = rule.component {
            guard let component = evidence.components.first(where: { $0.name == name }) else {
                return result(rule, .cannotTell, "no component is named \(name)")
            }
            if let reason = component.exclusionReason {
                return result(rule, .notApplicable, "\(name) is excluded: \(reason)")
            }
        }
        if let fault = evidence.reportFault { return result(rule, .cannotTell, fault) }
        switch rule.kind {
        case .total: return total(rule)
        case .patch: return patch(rule)
        case .noDecrease: return noDecrease(rule)
        case .noNewUncovered: return noNewUncovered(rule)
        }
    }

    /// The coverage of the change, of one component or of all that takes part; nil where it is not known.
    func patch(of component: String?) -> PatchCoverage? {
        guard case .known(let diff) = evidence.diff, let report = part(component) else { return nil }
        let patch = PatchCoverage(diff: diff, report: report) { path in
            evidence.components.include(path, in: component) || report.file(at: path) != nil
        }
        let ignored = evidence.ignoredPaths
        return PatchCoverage(
            files: patch.files,
            unmeasuredFiles: patch.unmeasuredFiles.filter { file in
                !ignored.contains { $0.matches(file.path.bytes) }
            })
    }

    private func count(_ measure: CoverageMeasure, of component: String?) -> CoverageCount? {
        part(component)?.count(measure).flatMap { $0.total == 0 ? nil : $0 }
    }

    /// The coverage of one component, or of all that takes part; nil without a report.
    private func part(_ component: String?) -> CoverageReport? {
        guard case .known(let report) = evidence.report else { return nil }
        return evidence.part(component, of: report)
    }

    private func nothingMeasured(_ rule: CoverageRule) -> CoverageGateResult.RuleResult {
        let place = rule.component.map { " of \($0)" } ?? ""
        return result(rule, .cannotTell, "the report measures no \(rule.measure.words)\(place)")
    }

    private func total(_ rule: CoverageRule) -> CoverageGateResult.RuleResult {
        guard let count = count(rule.measure, of: rule.component) else { return nothingMeasured(rule) }
        return compare(rule, count)
    }

    private func compare(_ rule: CoverageRule, _ count: CoverageCount) -> CoverageGateResult.RuleResult {
        guard let target = rule.target, let isMet = count.meets(target) else {
            return result(rule, .cannotTell, "the rule has no bar", count)
        }
        let words = isMet ? "is at least" : "is below"
        return result(
            rule, isMet ? .passed : .failed, "\(count.words(rule.measure)) \(words) \(target) %", count)
    }

    private func patch(_ rule: CoverageRule) -> CoverageGateResult.RuleResult {
        switch changedCount(rule) {
        case .known(let change): compare(rule, change.count)
        case .missing(let answer): result(rule, answer.verdict, answer.reason)
        }
    }

    private func noNewUncovered(_ rule: CoverageRule) -> CoverageGateResult.RuleResult {
        switch changedCount(rule) {
        case .missing(let answer):
            return result(rule, answer.verdict, answer.reason)
        case .known(let change):
            let bad = change.patch.files.filter { ($0.count(rule.measure)?.uncovered ?? 0) > 0 }
            guard let first = bad.first else {
                return result(rule, .passed, "every changed line ran", change.count)
            }
            let words = change.count.uncovered == 1 ? rule.measure.singularWords : rule.measure.words
            let more = bad.count == 1 ? "" : " and \(bad.count - 1) more"
            return result(
                rule, .failed, "\(change.count.uncovered) new \(words) uncovered in \(first.path)\(more)",
                change.count)
        }
    }

    /// What was counted on changed lines, or the answer where there is nothing to count.
    private enum ChangedCount {
        case known((patch: PatchCoverage, count: CoverageCount))
        case missing((verdict: GateVerdict, reason: String))
    }

    private func changedCount(_ rule: CoverageRule) -> ChangedCount {
        if case .missing(let reason) = evidence.diff { return .missing((.cannotTell, reason)) }
        guard let patch = patch(of: rule.component), let count = patch.count(rule.measure) else {
            return .missing((.cannotTell, "\(rule.measure.words) have no lines to look for in a change"))
        }
        if count.total > 0 { return .known((patch, count)) }
        guard patch.files.isEmpty, let first = patch.unmeasuredFiles.first else {
            return .missing((.notApplicable, "the change has no \(rule.measure.words) that can run"))
        }
        let more = patch.unmeasuredFiles.count == 1 ? "" : " and \(patch.unmeasuredFiles.count - 1) more"
        return .missing((.cannotTell, "the report does not measure \(first.path)\(more)"))
    }

    private func noDecrease(_ rule: CoverageRule) -> CoverageGateResult.RuleResult {
        guard let count = count(rule.measure, of: rule.component) else { return nothingMeasured(rule) }
        guard case .known(let base) = evidence.base else {
            guard case .missing(let reason) = evidence.base else { return nothingMeasured(rule) }
            return result(rule, .cannotTell, reason, count)
        }
        guard let before = base.counts[rule.component]?[rule.measure], before.total > 0 else {
            return result(rule, .cannotTell, "\(base.words) has no coverage of \(rule)", count)
        }
        let fell = count.isLower(than: before)
        let grew = count.uncovered > before.uncovered
        let change = "\(count.words(rule.measure)), before \(before.words(rule.measure)) at \(base.words)"
        let reason =
            switch (fell, grew) {
            case (true, true): "\(change): lower, with more uncovered"
            case (true, false): "\(change): lower, but nothing more is uncovered"
            case (false, _): "\(change): not lower"
            }
        return result(rule, fell && grew ? .failed : .passed, reason, count, before)
    }

    private func result(
        _ rule: CoverageRule, _ verdict: GateVerdict, _ reason: String, _ count: CoverageCount? = nil,
        _ base: CoverageCount? = nil
    ) -> CoverageGateResult.RuleResult {
        CoverageGateResult.RuleResult(rule: rule, verdict: verdict, reason: reason, count: count, base: base)
    }
}

extension CoverageMeasure {
    /// What is counted, for a sentence.
    var words: String {
        switch self {
        case .lines: "lines"
        case .strictLines: "lines with all branches"
        case .branches: "branches"
        case .functions: "functions"
        case .statements: "statements"
        }
    }

    /// One of what is counted, for a sentence.
    var singularWords: String {
        switch self {
        case .lines: "line"
        case .strictLines: "line with all branches"
        case .branches: "branch"
        case .functions: "function"
        case .statements: "statement"
        }
    }
}

extension CoverageCount {
    /// The share and the count, such as `81.87 % of lines (8123/9921)`.
    func words(_ measure: CoverageMeasure) -> String {
        "\(percent ?? "0.00") % of \(measure.words) (\(self))"
    }
}

extension GateEvidence.Base {
    /// The commit and how far it lies, such as `1a2b3c4d, 2 commits before the merge base`.
    var words: String {
        let name = String(commit.description.prefix(8))
        return switch distance {
        case 0: "\(name), the merge base"
        case 1: "\(name), 1 commit before the merge base"
        default: "\(name), \(distance) commits before the merge base"
        }
    }
}
