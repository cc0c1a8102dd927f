import HakaruModel

/// Finds the parts of a period that an event or a state falls into.
///
/// A total is the clock with one bucket, the whole period; so it is computed by the code that computes the weeks.
final class BucketClock: Sendable {
    /// The parts, oldest first, without gaps.
    let periods: [Period]
    /// The names of the buckets; empty where the period is whole.
    let labels: [String]
    private let start: UInt32
    private let starts: [UInt32]
    private let meanLength: UInt32
    /// The end of each bucket, no later than the second after `as_of`: what is not known yet has not happened.
    private let ends: [UInt32]
    private let end: UInt32
    private let asOf: UInt32

    /// Cuts a period, or leaves it whole where `grouping` is nil.
    init(_ period: Period, grouping: PeriodGrouping?, zone: TimeZoneRules, asOf: Instant) {
        let buckets = grouping.map { Array($0.buckets(of: period, in: zone)) }
        labels = buckets?.map(\.label) ?? []
        periods = buckets?.map(\.period) ?? [period]
        start = FactTable.packed(period.start)
        end = FactTable.packed(period.end)
        starts = periods.map { FactTable.packed($0.start) }
        meanLength = max(1, (end - start) / UInt32(max(1, periods.count)))
        self.asOf = FactTable.packed(asOf)
        let limit = FactTable.packed(asOf.advanced(bySeconds: 1))
        ends = periods.map { min(FactTable.packed($0.end), limit) }
    }

    /// The number of buckets; 0 only for an empty period that is cut.
    var count: Int { periods.count }

    /// The bucket of an event; nil where it lies outside the period.
    func bucket(of instant: UInt32) -> Int? {
        guard instant >= start, instant < end else { return nil }
        return index(of: instant)
    }

    /// The end of a bucket, the second after `as_of` where that comes first.
    func end(of bucket: Int) -> UInt32 { ends[bucket] }

    /// The instant that ages are measured at: the end of a bucket, `as_of` itself where that comes first.
    func ageEnd(of bucket: Int) -> Int64 { Int64(min(ends[bucket], asOf)) }

    /// The buckets at whose end a state holds that begins at `start` and ends at `end`; absent for never.
    func buckets(holding start: UInt32, until end: UInt32) -> Range<Int> {
        guard start < end else { return 0..<0 }
        let first = firstBucket(endingAfter: start)
        let last = end == FactTable.absent ? count : firstBucket(endingAfter: end)
        return first..<max(first, last)
    }

    /// The first bucket whose end is later; ``count`` for none.
    private func firstBucket(endingAfter instant: UInt32) -> Int {
        if instant < start { return 0 }
        guard let last = ends.last, instant < last else { return count }
        return index(of: instant)
    }

    /// The bucket of an instant of the period.
    private func index(of instant: UInt32) -> Int {
        // Buckets are of nearly one length, so the guess is off by one or two at most.
        var index = min(Int((instant - start) / meanLength), count - 1)
        while index > 0, starts[index] > instant { index -= 1 }
        while index + 1 < count, starts[index + 1] <= instant { index += 1 }
        return index
    }
}
