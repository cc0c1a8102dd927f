/// How a period is cut into the rows of a table or the points of a chart.
package enum PeriodGrouping: Hashable, Sendable {
    /// By ISO week, `2026-W47`.
    case week
    /// By month, `2026-11`.
    case month
    /// By quarter of the calendar year, `2026-Q4`.
    case quarter
    /// By fiscal year, `FY2026`.
    case fiscalYear(FiscalYear.StartMonth)

    /// Cuts a period, so that each of its instants lies in one bucket; buckets without any event are there too.
    package func buckets(of period: Period, in zone: TimeZoneRules) -> PeriodBuckets {
        switch self {
        case .week: PeriodBuckets(ISOWeek.weeks(of: period, in: zone), of: period, in: zone)
        case .month: PeriodBuckets(CalendarMonth.months(of: period, in: zone), of: period, in: zone)
        case .quarter: PeriodBuckets(CalendarQuarter.quarters(of: period, in: zone), of: period, in: zone)
        case .fiscalYear(let startMonth):
            PeriodBuckets(FiscalYear.years(of: period, startMonth: startMonth, in: zone), of: period, in: zone)
        }
    }
}

/// A named part of a period.
package struct PeriodBucket: Hashable, Sendable {
    /// The name of the week, month, quarter or fiscal year.
    package let label: String
    /// The part of it that lies in the period that was cut; never empty.
    package let period: Period
    /// Whether that part is all of it; false only for the first and last of a period that begins or ends inside one.
    package let isWhole: Bool
}

/// The parts of a period, oldest first, without gaps.
package struct PeriodBuckets: Hashable, Sendable, RandomAccessCollection {
    private let buckets: [PeriodBucket]
    /// The start of each bucket, then the end of the last.
    private let boundaries: [Int64]
    /// The mean length of a bucket in seconds, from which the search starts; at least 1.
    private let meanLength: Int64

    init(_ units: [some CalendarUnit], of period: Period, in zone: TimeZoneRules) {
        let buckets = units.compactMap { unit -> PeriodBucket? in
            let whole = unit.period(in: zone)
            guard let part = whole.intersection(period) else { return nil }
            return PeriodBucket(label: unit.description, period: part, isWhole: part == whole)
        }
        self.buckets = buckets
        self.boundaries =
            buckets.isEmpty ? [] : buckets.map(\.period.start.secondsSinceEpoch) + [period.end.secondsSinceEpoch]
        self.meanLength = Swift.max(1, period.seconds / Int64(Swift.max(1, buckets.count)))
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { buckets.count }
    package subscript(position: Int) -> PeriodBucket { buckets[position] }

    /// The index of the bucket that an instant lies in, or nil where it lies outside the period.
    ///
    /// - Complexity: O(1)
    package func index(of instant: Instant) -> Int? {
        let seconds = instant.secondsSinceEpoch
        guard let first = boundaries.first, let last = boundaries.last, seconds >= first, seconds < last else {
            return nil
        }
        // Buckets are of nearly one length, so the guess is off by one or two at most.
        var index = Swift.min(Int((seconds - first) / meanLength), buckets.count - 1)
        while boundaries[index] > seconds { index -= 1 }
        while boundaries[index + 1] <= seconds { index += 1 }
        return index
    }
}
