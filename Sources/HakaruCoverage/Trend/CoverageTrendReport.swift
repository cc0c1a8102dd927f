package import HakaruModel

/// The coverage trends of several repositories and components over the same weeks.
package struct CoverageTrendReport: Sendable {
    /// The trend of one component, or of a whole repository.
    package struct Series: Sendable {
        /// The repository.
        package let repository: RepositoryID
        /// The component; nil for the whole.
        package let component: String?
        /// Why the component takes no part in goals and gates; nil where it does.
        package let exclusionReason: String?
        /// One point for each week.
        package let trend: CoverageTrend

        /// The change from the first known week to the last, in hundredths of a percentage point; nil where neither or
        /// only one is known.
        package var changeInHundredths: Int? {
            let known = trend.points.compactMap { $0.sample?.count.hundredthsOfPercent }
            guard known.count > 1, let first = known.first, let last = known.last else { return nil }
            return last - first
        }
    }

    /// What is counted.
    package let measure: CoverageMeasure
    /// The weeks of every series, ascending.
    package let weeks: [ISOWeek]
    /// The series: by repository in the order of the question, then the whole, then the components by name.
    package let series: [Series]

    /// Samples of one repository, on its integration branch.
    package struct Input: Sendable {
        /// The repository.
        package let repository: RepositoryID
        /// Its samples, in any order and of any component and measure.
        package let samples: [CoverageSample]

        /// Makes an input.
        package init(repository: RepositoryID, samples: [CoverageSample]) {
            self.repository = repository
            self.samples = samples
        }
    }

    /// Makes the trends of samples.
    ///
    /// - Parameters:
    ///   - inputs: The repositories with their samples.
    ///   - measure: What is counted; other samples are left out.
    ///   - components: The components to show, nil for the whole; empty for all that have samples.
    ///   - configured: The components of the configuration, for the reasons of those that are left out.
    ///   - weeks: Ascending.
    ///   - zone: The reporting time zone.
    package init(
        _ inputs: [Input], measure: CoverageMeasure, components: [String?], configured: [CoverageComponent],
        weeks: [ISOWeek], in zone: TimeZoneRules
    ) {
        var series: [Series] = []
        for input in inputs {
            var samples: [String?: [CoverageSample]] = [:]
            for sample in input.samples where sample.measure == measure {
                samples[sample.component, default: []].append(sample)
            }
            let names =
                components.isEmpty
                ? samples.keys.sorted { ($0 ?? "").utf8.lexicographicallyPrecedes(($1 ?? "").utf8) } : components
            for name in names {
                series.append(
                    Series(
                        repository: input.repository, component: name,
                        exclusionReason: configured.first { $0.name == name }?.exclusionReason,
                        trend: CoverageTrend(samples: samples[name] ?? [], weeks: weeks, in: zone)))
            }
        }
        self.measure = measure
        self.weeks = weeks
        self.series = series
    }
}
