/// A year that begins with a month of choice and is named after the calendar year in which it begins, as in Japan.
package struct FiscalYear: CalendarUnit {
    /// The month with which fiscal years begin.
    package struct StartMonth: Hashable, Sendable {
        /// The month, 1 to 12.
        package let month: Int

        /// Makes a start month, or nil where there is no such month.
        package init?(month: Int) {
            guard (1...12).contains(month) else { return nil }
            self.month = month
        }

        private init(known month: Int) {
            self.month = month
        }

        /// The calendar year itself.
        package static let january = StartMonth(known: 1)
        /// The fiscal year of Japan.
        package static let april = StartMonth(known: 4)
    }

    /// The calendar year in which it begins, 0 to 9999.
    package let year: Int
    /// The month with which it begins.
    package let startMonth: StartMonth

    /// Makes the fiscal year that begins in a calendar year, or nil where that is not 0 to 9999.
    package init?(year: Int, startMonth: StartMonth) {
        guard (0...9999).contains(year) else { return nil }
        self.init(known: year, startMonth: startMonth)
    }

    /// Makes the fiscal year that holds a date.
    package init(containing date: CivilDate, startMonth: StartMonth) {
        self.init(known: date.month >= startMonth.month ? date.year : date.year - 1, startMonth: startMonth)
    }

    /// Makes the fiscal year that holds an instant in a zone.
    package init(containing instant: Instant, startMonth: StartMonth, in zone: TimeZoneRules) {
        self.init(containing: zone.civilDate(at: instant), startMonth: startMonth)
    }

    /// Reads `FY2026`; nil for any other form.
    package init?(_ text: some StringProtocol, startMonth: StartMonth) {
        let bytes = Array(text.utf8)
        guard bytes.count == 6, bytes[0] == 0x46, bytes[1] == 0x59, let year = Digits.number(bytes[2..<6])
        else { return nil }
        self.init(known: year, startMonth: startMonth)
    }

    private init(known year: Int, startMonth: StartMonth) {
        self.year = year
        self.startMonth = startMonth
    }

    package var firstDay: CivilDate { CivilDate.firstDay(ofMonth: startMonth.month, year: year) }
    package var next: FiscalYear { FiscalYear(known: year + 1, startMonth: startMonth) }
    package var previous: FiscalYear { FiscalYear(known: year - 1, startMonth: startMonth) }

    /// The fiscal years of a period in a zone, partly covered ones too, oldest first.
    package static func years(
        of period: Period, startMonth: StartMonth, in zone: TimeZoneRules
    ) -> [FiscalYear] {
        let first = FiscalYear(containing: period.start, startMonth: startMonth, in: zone)
        return units(from: first, covering: period, in: zone)
    }
}

extension FiscalYear: CustomStringConvertible {
    /// The year as `FY2026`.
    package var description: String {
        String(decoding: Array("FY".utf8) + Digits.padded(year, to: 4), as: UTF8.self)
    }
}
