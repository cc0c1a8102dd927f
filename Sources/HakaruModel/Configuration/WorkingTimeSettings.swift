/// What the configuration says about when people work; ``calendar(in:publicHolidays:)`` makes it a calendar.
package struct WorkingTimeSettings: Hashable, Sendable {
    /// Where the public holidays come from.
    package enum PublicHolidaySource: Hashable, Sendable {
        /// None are taken into account.
        case none
        /// The bundled table of Japan.
        case japan
        /// A file in UTF-8 or cp932, see ``PublicHolidays/init(csv:source:)``; its path as it was written.
        case file(String)
    }

    /// The hours of each weekday.
    package var hours: WorkingHours
    /// The days off of the company, besides public holidays.
    package var companyHolidays: Set<CivilDate>
    /// Where the public holidays come from.
    package var publicHolidays: PublicHolidaySource

    /// Makes settings; the defaults are Monday to Friday from nine to six without any holiday.
    package init(
        hours: WorkingHours = .usual, companyHolidays: Set<CivilDate> = [], publicHolidays: PublicHolidaySource = .none
    ) {
        self.hours = hours
        self.companyHolidays = companyHolidays
        self.publicHolidays = publicHolidays
    }

    /// The calendar in a zone.
    ///
    /// - Parameters:
    ///   - zone: The reporting time zone.
    ///   - publicHolidays: What was read from ``publicHolidays``; nil where none are taken into account.
    /// - Returns: The calendar.
    package func calendar(in zone: TimeZoneRules, publicHolidays: PublicHolidays?) -> WorkingCalendar {
        WorkingCalendar(
            hours: hours, publicHolidays: publicHolidays, companyHolidays: companyHolidays, zone: zone)
    }
}
