/// A stretch of whole days that follows another of its kind: a week, a month, a quarter, a fiscal year.
package protocol CalendarUnit: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The first of its days.
    var firstDay: CivilDate { get }
    /// The one that begins where this one ends.
    var next: Self { get }
    /// The one that ends where this one begins.
    var previous: Self { get }
}

extension CalendarUnit {
    /// When it begins in a zone.
    package func start(in zone: TimeZoneRules) -> Instant {
        zone.startOfDay(firstDay)
    }

    /// The period that it is in a zone.
    package func period(in zone: TimeZoneRules) -> Period {
        Period(orderedStart: start(in: zone), end: next.start(in: zone))
    }

    package static func < (lhs: Self, rhs: Self) -> Bool {
        lhs.firstDay < rhs.firstDay
    }

    /// All of this kind that have an instant in common with a period, from one that contains its start on.
    static func units(from first: Self, covering period: Period, in zone: TimeZoneRules) -> [Self] {
        guard !period.isEmpty else { return [] }
        var units: [Self] = []
        var unit = first
        while unit.start(in: zone) < period.end {
            units.append(unit)
            unit = unit.next
        }
        return units
    }
}
