package import HakaruModel

/// What a coverage gate found.
package struct GateResult: Sendable {
    /// The answer to one rule.
    package struct RuleResult: Sendable {
        /// What was asked.
        package let rule: CoverageRule
        /// The answer.
        package let verdict: GateVerdict
        /// Why, in one sentence without a full stop.
        package let reason: String
        /// What was measured; nil where nothing could be.
        package let count: CoverageCount?
        /// What the rule compared with; nil for rules without a base.
        package let base: CoverageCount?

        /// Makes an answer.
        package init(
            rule: CoverageRule, verdict: GateVerdict, reason: String, count: CoverageCount? = nil,
            base: CoverageCount? = nil
        ) {
            self.rule = rule
            self.verdict = verdict
            self.reason = reason
            self.count = count
            self.base = base
        }
    }

    /// A component that takes no part, and why.
    package struct ExcludedComponent: Hashable, Sendable {
        /// The name of the component.
        package let name: String
        /// The reason that the configuration gives.
        package let reason: String

        /// Makes an entry.
        package init(name: String, reason: String) {
            self.name = name
            self.reason = reason
        }
    }

    /// The answer over all rules: failed before cannot tell before passed before not applicable.
    package let verdict: GateVerdict
    /// The answer to each rule, in the order of the rules.
    package let rules: [RuleResult]
    /// The coverage of the change without excluded components; nil where it is not known.
    package let patch: PatchCoverage?
    /// The components that are left out.
    package let excludedComponents: [ExcludedComponent]
    /// The declared shards that did not arrive.
    package let missingShards: [String]
    /// Paths that the reports name and the repository does not have.
    package let unmatched: [PathMapper.Unmatched]

    /// Makes a result; the verdict follows from the rules.
    package init(
        rules: [RuleResult], patch: PatchCoverage? = nil, excludedComponents: [ExcludedComponent] = [],
        missingShards: [String] = [], unmatched: [PathMapper.Unmatched] = []
    ) {
        self.verdict = .combined(rules.map(\.verdict))
        self.rules = rules
        self.patch = patch
        self.excludedComponents = excludedComponents
        self.missingShards = missingShards
        self.unmatched = unmatched
    }

    /// The changed files that the report should know and does not.
    package var unmeasuredFiles: [PatchCoverage.UnmeasuredFile] { patch?.unmeasuredFiles ?? [] }
}
