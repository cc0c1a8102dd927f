package import HakaruModel

extension GateEvidence.Base {
    /// The nearest commit on which everything that is asked for was measured.
    ///
    /// - Parameters:
    ///   - commits: The merge base, then its ancestors on the integration branch, one after the other.
    ///   - samples: Coverage of any commits; of several of one commit, component and measure the latest counts.
    ///   - components: The components that must have been measured, nil for the whole.
    ///   - measures: What must have been counted of each.
    /// - Returns: nil where no commit has it all.
    package static func nearest(
        in commits: some Sequence<ObjectID>, samples: some Sequence<CoverageSample>, components: [String?],
        measures: [CoverageMeasure] = [.lines]
    ) -> GateEvidence.Base? {
        var known: [ObjectID: [String?: [CoverageMeasure: CoverageSample]]] = [:]
        for sample in samples {
            let before = known[sample.commit]?[sample.component]?[sample.measure]
            guard before.map({ $0.measuredAt <= sample.measuredAt }) ?? true else { continue }
            known[sample.commit, default: [:]][sample.component, default: [:]][sample.measure] = sample
        }
        for (distance, commit) in commits.enumerated() {
            guard let found = known[commit] else { continue }
            let isWhole = components.allSatisfy { component in
                measures.allSatisfy { found[component]?[$0] != nil }
            }
            guard isWhole else { continue }
            return GateEvidence.Base(
                commit: commit, distance: distance, counts: found.mapValues { $0.mapValues(\.count) })
        }
        return nil
    }
}
