import HakaruModel

/// Turns the flags about time into a period.
struct PeriodReader {
    /// The reporting time zone.
    let zone: TimeZoneRules
    /// The instant that the last weeks end before.
    let now: Instant

    /// The weeks that a query shows when nothing is said: the last eight complete ones.
    static let usualWeeks = 8

    /// The period of a query.
    func period(_ filters: QueryFilters) throws(UsageError) -> Period {
        let given = [filters.week != nil, filters.last != nil, filters.since != nil || filters.until != nil]
        guard given.count(where: { $0 }) <= 1 else {
            throw UsageError(
                summary: "--week, --last and --since with --until each name a period; more than one was given.",
                hint: "Keep one of them.")
        }
        if let week = filters.week { return try PeriodReader.week(week).period(in: zone) }
        if let last = filters.last { return try self.last(last) }
        guard filters.since != nil || filters.until != nil else {
            return Period(lastCompleteWeeks: PeriodReader.usualWeeks, before: now, in: zone)
        }
        let start = try filters.since.map { text throws(UsageError) in try instant(text, flag: "--since") }
        let end = try filters.until.map { text throws(UsageError) in try instant(text, flag: "--until") } ?? now
        guard let period = Period(start: start ?? Instant(secondsSinceEpoch: 0), end: end) else {
            throw UsageError(
                summary: "The period runs backwards: it would start at \(filters.since ?? "") and end at \(end).",
                hint: "Give an --until after --since.")
        }
        return period
    }

    /// A week such as `2026-W47`.
    static func week(_ text: String) throws(UsageError) -> ISOWeek {
        guard let week = ISOWeek(text) else {
            throw UsageError(summary: "'\(text)' is not an ISO week.", hint: "Write it as 2026-W47.")
        }
        return week
    }

    /// An instant such as `2026-11-24T09:00:00Z`, or the start of a day such as `2026-11-24` in the zone.
    func instant(_ text: String, flag: String) throws(UsageError) -> Instant {
        if let instant = Instant(rfc3339: text) { return instant }
        if let date = CivilDate(iso: text) { return zone.startOfDay(date) }
        throw UsageError(
            summary: "\(flag): '\(text)' is neither a day nor an instant.",
            hint: "Write a day as 2026-11-24, an instant as 2026-11-24T09:00:00Z.")
    }

    private func last(_ text: String) throws(UsageError) -> Period {
        let error = UsageError(
            summary: "--last: '\(text)' is not a number of weeks or months.", hint: "Write 8w or 6m.")
        guard let unit = text.last, let count = Int(text.dropLast()), (1...5_200).contains(count) else { throw error }
        switch unit {
        case "w": return Period(lastCompleteWeeks: count, before: now, in: zone)
        case "m":
            let end = CalendarMonth(containing: now, in: zone)
            var start = end
            for _ in 0..<count { start = start.previous }
            guard let period = Period(start: start.period(in: zone).start, end: end.period(in: zone).start) else {
                throw error
            }
            return period
        default: throw error
        }
    }
}
