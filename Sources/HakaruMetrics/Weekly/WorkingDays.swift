package import HakaruModel

/// How many days of some weeks people work, by a calendar: what stands beside counts that holidays make small.
package struct WorkingDays: Hashable, Sendable {
    /// The days with working hours.
    package let worked: Int
    /// The days that would have some if there were no holidays.
    package let usual: Int
    /// The holidays among the usual days, ascending.
    package let daysOff: [CivilDate]

    /// Counts the days of some weeks.
    ///
    /// - Returns: nil where it is not known of one of the days whether it is a public holiday.
    package init?(of weeks: some Sequence<ISOWeek>, in calendar: WorkingCalendar) {
        var daysOff: [CivilDate] = []
        var usual = 0
        for week in weeks {
            for (index, spans) in calendar.hours.spansByWeekday.enumerated() where !spans.isEmpty {
                let day = week.firstDay.advanced(byDays: Int64(index))
                guard let isWorked = calendar.isWorkingDay(day) else { return nil }
                usual += 1
                if !isWorked { daysOff.append(day) }
            }
        }
        self.usual = usual
        self.daysOff = daysOff.sorted()
        worked = usual - daysOff.count
    }

    /// Whether less than half of the usual days were worked.
    package var isHoliday: Bool { worked * 2 < usual }
}
