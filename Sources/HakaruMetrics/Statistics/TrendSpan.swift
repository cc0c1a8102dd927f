package import HakaruModel

/// The stretches of time that are compared for a trend (`definitions.md` §7).
///
/// The raw values are keys of JSON.
package enum TrendSpan: String, Hashable, Sendable, CaseIterable {
    /// The last 4 complete weeks against the 13 before them.
    case fourWeeks = "4_weeks"
    /// The last 13 complete weeks against those 52 weeks earlier: the same weeks of the year.
    case thirteenWeeks = "13_weeks"

    /// The two periods, each of whole weeks that are over at an instant.
    ///
    /// - Parameters:
    ///   - instant: Usually the end of the week that is reported.
    ///   - zone: The reporting time zone.
    /// - Returns: The earlier period and the later one.
    package func periods(before instant: Instant, in zone: TimeZoneRules) -> (before: Period, after: Period) {
        let end = ISOWeek(containing: instant, in: zone)
        let after = weeks(from: end.advanced(byWeeks: self == .fourWeeks ? -4 : -13), to: end, in: zone)
        return switch self {
        case .fourWeeks: (weeks(from: end.advanced(byWeeks: -17), to: end.advanced(byWeeks: -4), in: zone), after)
        case .thirteenWeeks: (weeks(from: end.advanced(byWeeks: -65), to: end.advanced(byWeeks: -52), in: zone), after)
        }
    }

    private func weeks(from first: ISOWeek, to end: ISOWeek, in zone: TimeZoneRules) -> Period {
        Period(lastCompleteWeeks: first.weeks(until: end), before: end.start(in: zone), in: zone)
    }
}
