/// A stretch of time that includes its start and excludes its end.
package struct Period: Hashable, Sendable {
    /// The first instant that belongs to it.
    package let start: Instant
    /// The first instant after it; not before ``start``.
    package let end: Instant

    /// Makes a period, or nil where the end lies before the start; an empty one is allowed.
    package init?(start: Instant, end: Instant) {
        guard start <= end else { return nil }
        self.start = start
        self.end = end
    }

    /// Makes a period of two instants of which the caller knows the order.
    init(orderedStart start: Instant, end: Instant) {
        self.start = start
        self.end = max(start, end)
    }

    /// Makes the period from the start of `since` to the start of `until` in a zone, so `until` itself is not part of
    /// it.
    ///
    /// - Returns: nil where `until` lies before `since`.
    package init?(since: CivilDate, until: CivilDate, in zone: TimeZoneRules) {
        guard since <= until else { return nil }
        self.init(start: zone.startOfDay(since), end: zone.startOfDay(until))
    }

    /// Makes the last `count` weeks in a zone that are over at `instant`; empty where `count` is 0 or less.
    package init(lastCompleteWeeks count: Int, before instant: Instant, in zone: TimeZoneRules) {
        let end = ISOWeek(containing: instant, in: zone)
        let start = end.advanced(byWeeks: -max(0, count))
        self.init(orderedStart: start.start(in: zone), end: end.start(in: zone))
    }

    /// Makes a calendar year in a zone, or nil where the year is not 0 to 9998.
    package init?(year: Int, in zone: TimeZoneRules) {
        guard let first = CivilDate(year: year, month: 1, day: 1),
            let next = CivilDate(year: year + 1, month: 1, day: 1)
        else { return nil }
        self.init(since: first, until: next, in: zone)
    }

    /// Its length in whole seconds; 0 for an empty one.
    package var seconds: Int64 { end.seconds(since: start) }

    /// Whether no instant belongs to it.
    package var isEmpty: Bool { start == end }

    /// Whether an instant belongs to it.
    package func contains(_ instant: Instant) -> Bool {
        start <= instant && instant < end
    }

    /// The part that both periods have, or nil where they have no instant in common.
    package func intersection(_ other: Period) -> Period? {
        let start = max(start, other.start)
        let end = min(end, other.end)
        return start < end ? Period(orderedStart: start, end: end) : nil
    }
}

extension Period: CustomStringConvertible {
    /// The period as an ISO 8601 interval, `2026-01-05T00:00:00Z/2026-01-12T00:00:00Z`.
    package var description: String { "\(start)/\(end)" }
}
