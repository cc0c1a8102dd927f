/// A stretch of the calendar by its name, such as `2023` or `2026-Q1`: a baseline, or what is compared with.
package enum CalendarSpan: Hashable, Sendable {
    /// A calendar year, `2023`.
    case year(Int)
    /// A fiscal year by the year in which it begins, `FY2023`.
    case fiscalYear(Int)
    /// A quarter of a calendar year, `2023-Q4`.
    case quarter(CalendarQuarter)
    /// A month, `2023-11`.
    case month(CalendarMonth)
    /// A week, `2023-W47`.
    case week(ISOWeek)
    /// Days from the first until before the second, `2023-04-01/2024-04-01`.
    case days(CivilDate, until: CivilDate)

    /// How the forms are written, for an error.
    package static let forms = "2023, FY2023, 2023-Q4, 2023-11, 2023-W47 or 2023-04-01/2024-04-01"

    /// Reads one of ``forms``; nil for anything else, and for days that run backwards or are none.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        if bytes.count == 4, let year = Digits.number(bytes), year >= 1, year <= 9_998 {
            self = .year(year)
        } else if let year = FiscalYear(text, startMonth: .january), year.year >= 1, year.year <= 9_998 {
            self = .fiscalYear(year.year)
        } else if let quarter = CalendarQuarter(text) {
            self = .quarter(quarter)
        } else if let month = CalendarMonth(text) {
            self = .month(month)
        } else if let week = ISOWeek(text) {
            self = .week(week)
        } else {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 2, let first = CivilDate(iso: parts[0]), let end = CivilDate(iso: parts[1]),
                first < end
            else { return nil }
            self = .days(first, until: end)
        }
    }

    /// The period that it is in a zone.
    ///
    /// - Parameters:
    ///   - zone: The reporting time zone.
    ///   - startMonth: The month with which fiscal years begin.
    /// - Returns: The period, which is never empty.
    package func period(in zone: TimeZoneRules, fiscalYearStart startMonth: FiscalYear.StartMonth) -> Period {
        switch self {
        case .year(let year): days(CivilDate.firstDayOfYear(year), CivilDate.firstDayOfYear(year + 1), in: zone)
        case .fiscalYear(let year):
            days(
                CivilDate.firstDay(ofMonth: startMonth.month, year: year),
                CivilDate.firstDay(ofMonth: startMonth.month, year: year + 1), in: zone)
        case .quarter(let quarter): quarter.period(in: zone)
        case .month(let month): month.period(in: zone)
        case .week(let week): week.period(in: zone)
        case .days(let first, let end): days(first, end, in: zone)
        }
    }

    private func days(_ first: CivilDate, _ end: CivilDate, in zone: TimeZoneRules) -> Period {
        Period(orderedStart: zone.startOfDay(first), end: zone.startOfDay(end))
    }
}

extension CalendarSpan: CustomStringConvertible {
    /// The name as it is written.
    package var description: String {
        switch self {
        case .year(let year): String(decoding: Digits.padded(year, to: 4), as: UTF8.self)
        case .fiscalYear(let year): "FY" + String(decoding: Digits.padded(year, to: 4), as: UTF8.self)
        case .quarter(let quarter): quarter.description
        case .month(let month): month.description
        case .week(let week): week.description
        case .days(let first, let end): "\(first)/\(end)"
        }
    }
}
