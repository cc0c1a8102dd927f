/// A week of ISO 8601: from Monday to Sunday, in the year that holds its Thursday.
package struct ISOWeek: CalendarUnit {
    /// The week-numbering year, which differs from the calendar's on up to three days at either end.
    package let year: Int
    /// The number in the year, 1 to 52 or 53.
    package let week: Int

    /// Makes a week, or nil where the year has no such week.
    package init?(year: Int, week: Int) {
        guard (0...9999).contains(year), week >= 1, week <= ISOWeek.weekCount(ofYear: year) else { return nil }
        self.year = year
        self.week = week
    }

    /// Makes the week that holds a date.
    package init(containing date: CivilDate) {
        let thursday = date.advanced(byDays: Int64(4 - date.isoWeekday))
        self.year = thursday.year
        self.week = (thursday.dayOfYear - 1) / 7 + 1
    }

    /// Makes the week that holds an instant in a zone.
    package init(containing instant: Instant, in zone: TimeZoneRules) {
        self.init(containing: zone.civilDate(at: instant))
    }

    /// Reads `2026-W47`; nil for any other form, and for a week that the year does not have.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 8, bytes[4] == 0x2D, bytes[5] == 0x57,
            let year = Digits.number(bytes[0..<4]), let week = Digits.number(bytes[6..<8])
        else { return nil }
        self.init(year: year, week: week)
    }

    /// Its Monday.
    package var firstDay: CivilDate {
        // 4 January always lies in the first week.
        let fourth = CivilDate.firstDayOfYear(year).advanced(byDays: 3)
        return fourth.advanced(byDays: Int64(1 - fourth.isoWeekday + (week - 1) * 7))
    }

    package var next: ISOWeek { advanced(byWeeks: 1) }
    package var previous: ISOWeek { advanced(byWeeks: -1) }

    /// The week that lies `count` weeks after this one (before it where negative).
    package func advanced(byWeeks count: Int) -> ISOWeek {
        ISOWeek(containing: firstDay.advanced(byDays: Int64(count) * 7))
    }

    /// How many weeks lie from this one's start to another's; negative where that is earlier.
    package func weeks(until other: ISOWeek) -> Int {
        Int(other.firstDay.daysSinceEpoch - firstDay.daysSinceEpoch) / 7
    }

    /// How many weeks a week-numbering year has: 52 or 53.
    package static func weekCount(ofYear year: Int) -> Int {
        // The last Thursday of a year is never later than the 31st; 28 December always lies in the last week.
        let last = CivilDate.firstDayOfYear(year + 1).advanced(byDays: -4)
        return ISOWeek(containing: last).week
    }

    /// The weeks of a period in a zone, partly covered ones too, oldest first.
    package static func weeks(of period: Period, in zone: TimeZoneRules) -> [ISOWeek] {
        units(from: ISOWeek(containing: period.start, in: zone), covering: period, in: zone)
    }
}

extension ISOWeek: CustomStringConvertible {
    /// The week as `2026-W47`.
    package var description: String {
        String(decoding: Digits.padded(year, to: 4) + [0x2D, 0x57] + Digits.padded(week, to: 2), as: UTF8.self)
    }
}
