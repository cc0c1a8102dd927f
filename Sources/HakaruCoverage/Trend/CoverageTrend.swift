package import HakaruModel

/// The coverage of one component over the weeks.
///
/// A week has the last sample that was taken in it on the integration branch; a week without one carries the last
/// forward.
package struct CoverageTrend: Sendable {
    /// The weeks for which a sample is carried forward before it is stale.
    package static let staleAfterWeeks = 8

    /// What is known of one week.
    package struct Point: Hashable, Sendable {
        /// The week.
        package let week: ISOWeek
        /// The last sample up to the end of the week; nil in a gap, before the first sample.
        package let sample: CoverageSample?
        /// How many weeks before this one the sample was taken; 0 for one of this week.
        package let ageInWeeks: Int
        /// The change against the week before, in hundredths of a percentage point; nil where either is unknown.
        ///
        /// It is the difference of the printed percentages, so that a table adds up.
        package let changeInHundredths: Int?

        /// Whether the week has no sample of its own and shows an older one.
        package var isCarriedForward: Bool { sample != nil && ageInWeeks > 0 }
        /// Whether the sample is too old to stand for the present.
        package var isStale: Bool { sample != nil && ageInWeeks > CoverageTrend.staleAfterWeeks }
    }

    /// One point for each week, in the order of the weeks.
    package let points: [Point]

    /// Makes the trend of samples of one repository, component, measure and branch.
    ///
    /// - Parameters:
    ///   - samples: In any order, also from before the weeks; of several at one second the greatest commit counts.
    ///   - weeks: Ascending; they need not be neighbours.
    ///   - zone: The reporting time zone.
    package init(samples: some Sequence<CoverageSample>, weeks: [ISOWeek], in zone: TimeZoneRules) {
        let ordered = samples.sorted { ($0.measuredAt, $0.commit) < ($1.measuredAt, $1.commit) }
        var points: [Point] = []
        points.reserveCapacity(weeks.count)
        var next = 0
        for week in weeks {
            let end = week.next.start(in: zone)
            while next < ordered.count, ordered[next].measuredAt < end { next += 1 }
            guard next > 0 else {
                points.append(Point(week: week, sample: nil, ageInWeeks: 0, changeInHundredths: nil))
                continue
            }
            let sample = ordered[next - 1]
            let taken = ISOWeek(containing: sample.measuredAt, in: zone)
            let days = week.firstDay.daysSinceEpoch - taken.firstDay.daysSinceEpoch
            let before = points.last?.sample?.count.hundredthsOfPercent
            let change = before.flatMap { before in sample.count.hundredthsOfPercent.map { $0 - before } }
            points.append(Point(week: week, sample: sample, ageInWeeks: Int(days / 7), changeInHundredths: change))
        }
        self.points = points
    }
}
