package import HakaruMetrics
package import HakaruModel

extension Evidence {
    /// Lists the coverage samples behind a share at an instant: the last one of each series, and all others.
    ///
    /// The share is the sum of the values by the sum of their totals. An earlier sample of a series, and one that the
    /// number does not speak of, is *filtered*.
    ///
    /// - Parameters:
    ///   - name: The name of the number.
    ///   - samples: All samples of the repositories in question.
    ///   - end: The instant; what was measured at it or later lies outside.
    ///   - speaksOf: Whether the number speaks of a sample, whenever it was taken.
    package init(
        coverage name: String, samples: some Sequence<CoverageSample>, before end: Instant,
        speaksOf: (CoverageSample) -> Bool
    ) {
        self.init(name: name, kind: .sample)
        let ordered = samples.sorted { Evidence.order($0) < Evidence.order($1) }
        var last: [[String]: Int] = [:]
        for (index, sample) in ordered.enumerated() where sample.measuredAt < end && speaksOf(sample) {
            last[Evidence.series(sample)] = index
        }
        for (index, sample) in ordered.enumerated() {
            var reason: Exclusion?
            if !speaksOf(sample) {
                reason = .filtered
            } else if sample.measuredAt >= end {
                reason = .outsidePeriod
            } else if last[Evidence.series(sample)] != index {
                reason = .filtered
            }
            add(
                Item(
                    repository: sample.repository, commit: sample.commit, name: sample.component,
                    at: sample.measuredAt, value: Fraction(Int64(sample.count.covered)), total: sample.count.total),
                unless: reason)
        }
    }

    /// What one line of a trend is made of.
    private static func series(_ sample: CoverageSample) -> [String] {
        [sample.repository.description, sample.component ?? "", sample.measure.rawValue]
    }

    private static func order(_ sample: CoverageSample) -> (String, String, Instant, ObjectID) {
        (sample.repository.description, sample.component ?? "", sample.measuredAt, sample.commit)
    }
}
