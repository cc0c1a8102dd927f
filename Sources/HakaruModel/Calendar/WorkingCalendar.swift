/// When people work: hours by weekday, public and company holidays, in a time zone.
///
/// A second counts when a local clock shows a working hour of a working day. So where clocks are set forward within
/// working hours the day is an hour shorter, and where they are set back an hour that is shown twice counts twice.
package struct WorkingCalendar: Hashable, Sendable {
    /// The hours of each weekday.
    package let hours: WorkingHours
    /// The public holidays; nil where none are taken into account.
    package let publicHolidays: PublicHolidays?
    /// The days off of the company, besides public holidays.
    package let companyHolidays: Set<CivilDate>
    /// The zone whose clocks show the hours.
    package let zone: TimeZoneRules

    /// The days off that are not days off by their weekday already, as days since 1970, ascending.
    private let daysOff: [Int64]
    /// The working seconds that fall away with the days off before each of them, and with all.
    private let secondsOff: [Int64]
    /// The working seconds of a week before each weekday from Monday, and of the whole week.
    private let secondsBefore: [Int64]

    /// Makes a calendar.
    ///
    /// - Parameters:
    ///   - hours: The hours of each weekday.
    ///   - publicHolidays: The public holidays; nil where all are worked.
    ///   - companyHolidays: Further days off.
    ///   - zone: The reporting time zone.
    package init(
        hours: WorkingHours = .usual, publicHolidays: PublicHolidays?, companyHolidays: Set<CivilDate> = [],
        zone: TimeZoneRules
    ) {
        self.hours = hours
        self.publicHolidays = publicHolidays
        self.companyHolidays = companyHolidays
        self.zone = zone
        let lengths = hours.spansByWeekday.map { spans in spans.reduce(0) { $0 + Int64($1.end - $1.start) } }
        self.secondsBefore = lengths.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
        let off = companyHolidays.union(publicHolidays?.dates ?? []).filter { lengths[$0.isoWeekday - 1] > 0 }.sorted()
        self.daysOff = off.map(\.daysSinceEpoch)
        self.secondsOff = off.reduce(into: [0]) { $0.append($0[$0.count - 1] + lengths[$1.isoWeekday - 1]) }
    }

    /// Whether a date has working hours; nil where it is not known whether it is a public holiday.
    package func isWorkingDay(_ date: CivilDate) -> Bool? {
        let isWorkday = !hours.spansByWeekday[date.isoWeekday - 1].isEmpty && !companyHolidays.contains(date)
        // What is off by its weekday or by the company is off, whatever the government says.
        guard isWorkday, let publicHolidays else { return isWorkday }
        guard publicHolidays.known.contains(date) else { return nil }
        return !isDayOff(date.daysSinceEpoch)
    }

    /// The working time between two instants; 0 where the end is not after the start.
    ///
    /// - Parameters:
    ///   - start: The first second that counts.
    ///   - end: The second after the last.
    /// - Returns: The seconds, or a warning where a date in between lies outside the known public holidays.
    /// - Complexity: O(log n) in the number of days off, and O(1) in the length, but for each clock change in between.
    package func workingTime(from start: Instant, to end: Instant) -> WorkingTime {
        guard start < end else { return .seconds(0) }
        if let known = publicHolidays?.known {
            let last = zone.civilDate(at: end.advanced(bySeconds: -1))
            guard known.contains(zone.civilDate(at: start)), known.contains(last) else {
                return .holidaysUnknown(knownFrom: known.lowerBound, knownUntil: known.upperBound)
            }
        }
        var seconds: Int64 = 0
        var position = start.secondsSinceEpoch
        while position < end.secondsSinceEpoch {
            let (offset, spanEnd) = zone.span(at: position)
            let next = min(spanEnd, end.secondsSinceEpoch)
            seconds += workingSeconds(untilLocal: next + offset) - workingSeconds(untilLocal: position + offset)
            position = next
        }
        return .seconds(seconds)
    }

    /// The working seconds that a clock shows from the Monday before 1970 until it shows a local time; negative before.
    private func workingSeconds(untilLocal local: Int64) -> Int64 {
        let day = local.flooredQuotient(dividingBy: 86_400)
        // 29 December 1969 was a Monday.
        let week = (day + 3).flooredQuotient(dividingBy: 7)
        let weekday = Int((day + 3).flooredRemainder(dividingBy: 7))
        let wholeDays = week * secondsBefore[7] + secondsBefore[weekday] - secondsOff[countOfDaysOff(before: day)]
        return isDayOff(day) ? wholeDays : wholeDays + workedSeconds(of: weekday, until: Int(local - day * 86_400))
    }

    /// The working seconds of a weekday from Monday, 0, before a second of the day.
    private func workedSeconds(of weekday: Int, until second: Int) -> Int64 {
        hours.spansByWeekday[weekday].reduce(0) { $0 + Int64(max(0, min(second, $1.end) - $1.start)) }
    }

    private func isDayOff(_ day: Int64) -> Bool {
        let index = countOfDaysOff(before: day)
        return index < daysOff.count && daysOff[index] == day
    }

    private func countOfDaysOff(before day: Int64) -> Int {
        var low = 0
        var high = daysOff.count
        while low < high {
            let middle = (low + high) / 2
            if daysOff[middle] < day { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
