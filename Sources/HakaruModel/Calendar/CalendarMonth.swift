/// A month of the Gregorian calendar.
package struct CalendarMonth: CalendarUnit {
    /// The year, 0 to 9999.
    package let year: Int
    /// The month, 1 to 12.
    package let month: Int

    /// Makes a month, or nil where the calendar has no such month.
    package init?(year: Int, month: Int) {
        guard (0...9999).contains(year), (1...12).contains(month) else { return nil }
        self.init(monthsSinceYearZero: year * 12 + month - 1)
    }

    /// Makes the month that holds a date.
    package init(containing date: CivilDate) {
        self.init(monthsSinceYearZero: date.year * 12 + date.month - 1)
    }

    /// Makes the month that holds an instant in a zone.
    package init(containing instant: Instant, in zone: TimeZoneRules) {
        self.init(containing: zone.civilDate(at: instant))
    }

    /// Reads `2026-11`; nil for any other form.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 7, bytes[4] == 0x2D,
            let year = Digits.number(bytes[0..<4]), let month = Digits.number(bytes[5..<7])
        else { return nil }
        self.init(year: year, month: month)
    }

    private init(monthsSinceYearZero months: Int) {
        self.year = months.flooredQuotient(dividingBy: 12)
        self.month = months.flooredRemainder(dividingBy: 12) + 1
    }

    package var firstDay: CivilDate { CivilDate.firstDay(ofMonth: month, year: year) }
    package var next: CalendarMonth { advanced(byMonths: 1) }
    package var previous: CalendarMonth { advanced(byMonths: -1) }

    /// The month that lies `count` months after this one (before it where negative).
    package func advanced(byMonths count: Int) -> CalendarMonth {
        CalendarMonth(monthsSinceYearZero: year * 12 + month - 1 + count)
    }

    /// The months of a period in a zone, partly covered ones too, oldest first.
    package static func months(of period: Period, in zone: TimeZoneRules) -> [CalendarMonth] {
        units(from: CalendarMonth(containing: period.start, in: zone), covering: period, in: zone)
    }
}

extension CalendarMonth: CustomStringConvertible {
    /// The month as `2026-11`.
    package var description: String {
        String(decoding: Digits.padded(year, to: 4) + [0x2D] + Digits.padded(month, to: 2), as: UTF8.self)
    }
}
