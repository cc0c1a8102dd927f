package import HakaruModel

/// What a coverage gate found: the one value that every renderer of a verdict takes.
package struct CoverageGateResult: Sendable {
    /// The answer to one rule.
    package struct RuleResult: Hashable, Sendable {
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

    /// The coverage of a component, whether it takes part or not.
    package struct ComponentCoverage: Hashable, Sendable {
        /// The name of the component.
        package let name: String
        /// What was counted, by what it counts; empty where the reports tell nothing of it.
        package let counts: [CoverageMeasure: CoverageCount]
        /// Why it takes no part; nil where it does.
        package let exclusionReason: String?

        /// Makes an entry.
        package init(name: String, counts: [CoverageMeasure: CoverageCount], exclusionReason: String? = nil) {
            self.name = name
            self.counts = counts
            self.exclusionReason = exclusionReason
        }
    }

    /// The change that was judged.
    package struct Change: Hashable, Sendable {
        /// The base as the user named it, such as `origin/develop`.
        package let base: String
        /// The commit that the change starts from.
        package let mergeBase: ObjectID
        /// The commit that the change ends at; lines that are not committed yet belong to the change too.
        package let head: ObjectID

        /// Makes a change.
        package init(base: String, mergeBase: ObjectID, head: ObjectID) {
            self.base = base
            self.mergeBase = mergeBase
            self.head = head
        }
    }

    /// The commit that a rule compared coverage with.
    package struct MeasuredBase: Hashable, Sendable {
        /// The commit that was measured.
        package let commit: ObjectID
        /// How many commits it lies before the merge base; 0 is the merge base itself.
        package let distance: Int

        /// Makes a base.
        package init(commit: ObjectID, distance: Int) {
            self.commit = commit
            self.distance = distance
        }
    }

    /// Something that the configuration of the change asks less strictly than that of its base.
    package struct LoweredBar: Hashable, Sendable, CustomStringConvertible {
        /// What was lowered, such as `total` or `component backend`.
        package let name: String
        /// What held at the base, such as `80 %`.
        package let before: String
        /// What holds with the change, such as `79 %` or `no rule`.
        package let after: String

        /// Makes an entry.
        package init(name: String, before: String, after: String) {
            self.name = name
            self.before = before
            self.after = after
        }

        /// The entry in words, such as `total: 80 % before, 79 % now`.
        package var description: String { "\(name): \(before) before, \(after) now" }
    }

    /// The answer over all rules: failed before cannot tell before passed before not applicable.
    package let verdict: GateVerdict
    /// The answer to each rule, in the order of the rules.
    package let rules: [RuleResult]
    /// What was counted in all that takes part, by what it counts; empty where there is no report.
    package let totals: [CoverageMeasure: CoverageCount]
    /// The coverage of each component, in the order of the configuration.
    package let components: [ComponentCoverage]
    /// The coverage of the change without excluded components; nil where it is not known.
    package let patch: PatchCoverage?
    /// The declared shards that did not arrive.
    package let missingShards: [String]
    /// Paths that the reports name and the repository does not have.
    package let unmatched: [PathMapper.Unmatched]
    /// The commit that coverage was compared with; nil where no rule needed one, or none was found.
    package let measuredBase: MeasuredBase?
    /// Why nothing at all could be told, as the end of a sentence; nil where there was a whole report.
    ///
    /// The counts are then those of a part, and must not be taken for the whole.
    package let reportFault: String?
    /// The change that was judged; nil where only totals were.
    package var change: Change?
    /// The bars that the change lowers, in the order of the configuration of its base.
    package var loweredBars: [LoweredBar] = []

    /// Makes a result; the verdict follows from the rules.
    package init(
        rules: [RuleResult], totals: [CoverageMeasure: CoverageCount] = [:], components: [ComponentCoverage] = [],
        patch: PatchCoverage? = nil, missingShards: [String] = [], unmatched: [PathMapper.Unmatched] = [],
        measuredBase: MeasuredBase? = nil, reportFault: String? = nil, change: Change? = nil,
        loweredBars: [LoweredBar] = []
    ) {
        self.verdict = .combined(rules.map(\.verdict))
        self.rules = rules
        self.totals = totals
        self.components = components
        self.patch = patch
        self.missingShards = missingShards
        self.unmatched = unmatched
        self.measuredBase = measuredBase
        self.reportFault = reportFault
        self.change = change
        self.loweredBars = loweredBars
    }

    /// The changed files that the report should know and does not.
    package var unmeasuredFiles: [PatchCoverage.UnmeasuredFile] { patch?.unmeasuredFiles ?? [] }

    /// The components that take no part, each with its reason.
    package var excludedComponents: [ComponentCoverage] { components.filter { $0.exclusionReason != nil } }
}
