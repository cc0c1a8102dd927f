package import HakaruModel

/// Judges coverage by rules: a pure function of what was measured.
///
/// Fractions are compared exactly. What could not be measured is ``GateVerdict/cannotTell`` with its reason, never a
/// pass.
package struct CoverageGate: Sendable {
    /// What is asked.
    package let rules: [CoverageRule]

    /// Makes a gate; without any rule it can never tell.
    package init(rules: [CoverageRule]) {
        self.rules = rules
    }

    /// Answers every rule.
    package func evaluate(_ evidence: GateEvidence) -> CoverageGateResult {
        let judge = GateJudge(evidence: evidence)
        let comparison: CoverageGateResult.MeasuredBase? =
            if case .known(let base) = evidence.base {
                .init(commit: base.commit, distance: base.distance)
            } else {
                nil
            }
        return CoverageGateResult(
            rules: rules.map { judge.answer(to: $0) }, totals: judge.totals, components: judge.components,
            patch: judge.patch(of: nil), missingShards: evidence.missingShards, unmatched: evidence.unmatched,
            measuredBase: comparison, reportFault: evidence.reportFault)
    }
}
