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
    /// The coverage of each component that has reports of its own, by its name; the whole is in ``report`` too.
    package var reportsOfComponents: [String: CoverageReport] = [:]
    /// Paths that the reports name and the repository does not have.
    package var unmatched: [PathMapper.Unmatched] = []
    /// The parts of the repository that are measured by themselves.
    package var components: [CoverageComponent] = []
    /// The declared shards that did not arrive.
    package var missingShards: [String] = []
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

extension GateEvidence {
    /// The part of the coverage that a component has, or all that takes part for nil.
    package func part(_ component: String?, of report: CoverageReport) -> CoverageReport {
        guard let name = component, let found = components.first(where: { $0.name == name }), !found.reports.isEmpty
        else { return report.part(component, of: components) }
        let own = reportsOfComponents[name] ?? report.filtered { _ in false }
        return found.paths.isEmpty ? own : own.filtered { found.contains($0.bytes) }
    }

    /// Why nothing at all can be told, as the end of a sentence; nil where there is a whole report.
    package var reportFault: String? {
        switch report {
        case .missing(let reason): reason
        case .known where !missingShards.isEmpty:
            "\(missingShards.count == 1 ? "shard" : "shards") \(missingShards.joined(separator: ", ")) did not arrive"
        case .known(let report) where report.files.isEmpty:
            unmatched.isEmpty
                ? "the report names no source file"
                : "no file of the report is in the repository, such as \(unmatched[0].path)"
        case .known: nil
        }
    }
}
