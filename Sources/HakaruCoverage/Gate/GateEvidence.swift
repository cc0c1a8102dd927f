package import HakaruModel

/// Something that the gate needs, or the reason for which it is not there.
package enum GateFact<Value: Sendable>: Sendable {
    /// It is known.
    case known(Value)
    /// It could not be got; the text completes “cannot tell: …”.
    case missing(String)
}

/// What a gate judges by: all of it was read before, nothing is fetched here.
package struct GateEvidence: Sendable {
    /// Coverage at an earlier commit, to compare with.
    package struct Base: Sendable {
        /// The commit that was measured.
        package let commit: ObjectID
        /// How many commits it lies before the merge base; 0 is the merge base itself.
        package let distance: Int
        /// What was measured there, by component (nil for the whole) and measure.
        package let counts: [String?: [CoverageMeasure: CoverageCount]]

        /// Makes a base.
        package init(commit: ObjectID, distance: Int, counts: [String?: [CoverageMeasure: CoverageCount]]) {
            self.commit = commit
            self.distance = distance
            self.counts = counts
        }
    }

    /// The coverage of the commit, its paths those of the repository, all shards united.
    package var report: GateFact<CoverageReport>
    /// Paths that the reports name and the repository does not have.
    package var unmatched: [PathMapper.Unmatched] = []
    /// The parts of the repository that are measured by themselves.
    package var components: [CoverageComponent] = []
    /// The names of the shards that must be there.
    package var expectedShards: [String] = []
    /// The names of the shards that are there.
    package var presentShards: [String] = []
    /// The change, against the merge base.
    package var diff: GateFact<UnifiedDiff> = .missing("no base was given; use --base")
    /// The coverage to compare with.
    package var base: GateFact<Base> = .missing("no coverage of the base is known")
    /// Changed files that need not be measured, such as tests.
    package var ignoredPaths: [PathPattern] = []

    /// Makes evidence of a report alone.
    package init(report: GateFact<CoverageReport>) {
        self.report = report
    }
}
