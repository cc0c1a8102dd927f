package import HakaruModel

extension WeeklySummary {
    /// The line coverage of one component over the weeks (`definitions.md` §8).
    package struct CoverageRow: Hashable, Sendable {
        /// What is known of one week.
        package struct Point: Hashable, Sendable {
            /// The last sample of the integration branch up to the end of the week.
            package let count: CoverageCount
            /// How many weeks before it was taken; 0 in the week itself.
            package let ageInWeeks: Int
            /// Whether it is too old to stand for the week.
            package let isStale: Bool

            /// Makes a point.
            package init(count: CoverageCount, ageInWeeks: Int, isStale: Bool) {
                self.count = count
                self.ageInWeeks = ageInWeeks
                self.isStale = isStale
            }
        }

        /// The repository; nil for a component of the configuration that was never measured.
        package let repository: RepositoryID?
        /// The component; nil for the whole repository.
        package let component: String?
        /// Why it is left out of goals and gates; nil where it takes part.
        package let exclusionReason: String?
        /// The weeks of the charts, oldest first, the week of the summary the last; nil before the first sample.
        package let points: [Point?]

        /// Makes a row.
        package init(repository: RepositoryID?, component: String?, exclusionReason: String?, points: [Point?]) {
            self.repository = repository
            self.component = component
            self.exclusionReason = exclusionReason
            self.points = points
        }

        /// The week of the summary; nil where nothing was measured by its end.
        package var current: Point? { points.last ?? nil }

        /// The change over some weeks in hundredths of a percentage point; nil where either end is not known.
        ///
        /// It is the difference of the printed percentages, so that a table adds up.
        package func change(overWeeks count: Int) -> Int? {
            guard points.count > count, let now = current?.count.hundredthsOfPercent,
                let then = points[points.count - 1 - count]?.count.hundredthsOfPercent
            else { return nil }
            return now - then
        }
    }
}
