/// A quarter of a calendar year: January to March is the first.
package struct CalendarQuarter: CalendarUnit {
    /// The year, 0 to 9999.
    package let year: Int
    /// The quarter, 1 to 4.
    package let quarter: Int

    /// Makes a quarter, or nil where there is none such.
    package init?(year: Int, quarter: Int) {
        guard (0...9999).contains(year), (1...4).contains(quarter) else { return nil }
        self.year = year
        self.quarter = quarter
    }

    /// Makes the quarter that holds a date.
    package init(containing date: CivilDate) {
        self.init(containing: CalendarMonth(containing: date))
    }

    /// Makes the quarter that holds an instant in a zone.
    package init(containing instant: Instant, in zone: TimeZoneRules) {
        self.init(containing: zone.civilDate(at: instant))
    }

    /// Reads `2026-Q4`; nil for any other form.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 7, bytes[4] == 0x2D, bytes[5] == 0x51,
            let year = Digits.number(bytes[0..<4]), let quarter = Digits.number(bytes[6..<7])
        else { return nil }
        self.init(year: year, quarter: quarter)
    }

    private init(containing month: CalendarMonth) {
        self.year = month.year
        self.quarter = (month.month - 1) / 3 + 1
    }

    package var firstDay: CivilDate { CivilDate.firstDay(ofMonth: quarter * 3 - 2, year: year) }
    package var next: CalendarQuarter { advanced(byQuarters: 1) }
    package var previous: CalendarQuarter { advanced(byQuarters: -1) }

    /// The quarter that lies `count` quarters after this one (before it where negative).
    package func advanced(byQuarters count: Int) -> CalendarQuarter {
        CalendarQuarter(containing: CalendarMonth(containing: firstDay).advanced(byMonths: count * 3))
    }

    /// The quarters of a period in a zone, partly covered ones too, oldest first.
    package static func quarters(of period: Period, in zone: TimeZoneRules) -> [CalendarQuarter] {
        units(from: CalendarQuarter(containing: period.start, in: zone), covering: period, in: zone)
    }
}

extension CalendarQuarter: CustomStringConvertible {
    /// The quarter as `2026-Q4`.
    package var description: String {
        String(decoding: Digits.padded(year, to: 4) + Array("-Q\(quarter)".utf8), as: UTF8.self)
    }
}
