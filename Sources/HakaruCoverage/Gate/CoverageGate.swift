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
    package func evaluate(_ evidence: GateEvidence) -> GateResult {
        let judge = GateJudge(evidence: evidence)
        return GateResult(
            rules: rules.map { judge.answer(to: $0) }, patch: judge.patch(of: nil),
            excludedComponents: judge.excluded, missingShards: judge.missingShards, unmatched: evidence.unmatched)
    }

    /// The rules of a base whose bars are lower in the new rules, or that are gone, each with what is left of it.
    package static func lowered(
        from base: [CoverageRule], to new: [CoverageRule]
    ) -> [(before: CoverageRule, after: CoverageRule?)] {
        base.compactMap { before in
            guard let after = new.first(where: { $0.isSameQuestion(as: before) }) else { return (before, nil) }
            guard let old = before.target, let bar = after.target, bar.isLower(than: old) else { return nil }
            return (before, after)
        }
    }
}
