import HakaruModel

/// Finds the parts of a period that an event or a state falls into.
///
/// A total is the clock with one bucket, the whole period; so it is computed by the code that computes the weeks.
struct BucketClock {
    /// The parts, oldest first, without gaps.
    let periods: [Period]
    private let buckets: PeriodBuckets?
    private let start: UInt32
    /// The end of each bucket, no later than the second after `as_of`: what is not known yet has not happened.
    private let ends: [UInt32]
    private let end: UInt32

    /// Cuts a period, or leaves it whole where `grouping` is nil.
    init(_ period: Period, grouping: PeriodGrouping?, zone: TimeZoneRules, asOf: Instant) {
        let buckets = grouping?.buckets(of: period, in: zone)
        self.buckets = buckets
        periods = buckets.map { $0.map(\.period) } ?? [period]
        start = FactTable.packed(period.start)
        end = FactTable.packed(period.end)
        let limit = FactTable.packed(asOf.advanced(bySeconds: 1))
        ends = periods.map { min(FactTable.packed($0.end), limit) }
    }

    /// The number of buckets; 0 only for an empty period that is cut.
    var count: Int { periods.count }

    /// The names of the buckets; empty where the period is whole.
    var labels: [String] { buckets.map { $0.map(\.label) } ?? [] }

    /// The bucket of an event; nil where it lies outside the period.
    func bucket(of instant: UInt32) -> Int? {
        guard instant >= start, instant < end else { return nil }
        guard let buckets else { return 0 }
        return buckets.index(of: Instant(secondsSinceEpoch: Int64(instant)))
    }

    /// The end of a bucket, the second after `as_of` where that comes first.
    func end(of bucket: Int) -> UInt32 { ends[bucket] }

    /// The buckets at whose end a state holds that begins at `start` and ends at `end`; absent for never.
    func buckets(holding start: UInt32, until end: UInt32) -> Range<Int> {
        let first = index { $0 > start }
        let last = end == FactTable.absent ? ends.count : index { $0 > end }
        return first..<max(first, last)
    }

    /// The first bucket whose end fulfils a condition that no earlier one does.
    private func index(where isLate: (UInt32) -> Bool) -> Int {
        var low = 0
        var high = ends.count
        while low < high {
            let middle = (low + high) / 2
            if isLate(ends[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
