import HakaruModel

/// When the made-up team works: weekdays without the holidays of Japan and the company's summer and New Year breaks.
///
/// The zones have no daylight saving time, so an offset is all that it takes.
struct DemoCalendar: Sendable {
    private let firstDay: Int64
    private let isWorkday: [Bool]

    /// The days from `start` to a year after `end`.
    init(from start: Instant, to end: Instant) {
        let first = start.secondsSinceEpoch / 86_400 - 120
        let last = end.secondsSinceEpoch / 86_400 + 400
        firstDay = first
        isWorkday = (first...last).map { DemoCalendar.isWorkday(CivilDate(daysSinceEpoch: $0)) }
    }

    func isWorkday(_ day: Int64) -> Bool {
        let index = Int(day - firstDay)
        return isWorkday.indices.contains(index) ? isWorkday[index] : (day + 3) % 7 < 5
    }

    /// How many of the seven days from `day` on are worked.
    func workdays(from day: Int64) -> Int { (day..<(day + 7)).reduce(0) { $0 + (isWorkday($1) ? 1 : 0) } }

    private static func isWorkday(_ date: CivilDate) -> Bool {
        if date.isoWeekday > 5 { return false }
        let weekOfMonth = (date.day - 1) / 7 + 1
        let isMonday = date.isoWeekday == 1
        switch (date.month, date.day) {
        case (12, 28...31), (1, 1...4): return false
        case (4, 29), (5, 2...6): return false
        case (8, 11...16): return false
        case (2, 11), (2, 23), (3, 20), (9, 23), (11, 3), (11, 23): return false
        case (1, _), (10, _): return !(isMonday && weekOfMonth == 2)
        case (7, _), (9, _): return !(isMonday && weekOfMonth == 3)
        default: return true
        }
    }
}

/// The working hours of a person in the person's own zone.
struct DemoWorkHours: Hashable, Sendable {
    /// Seconds ahead of UTC.
    var offset: Int64
    /// Seconds after midnight.
    var start: Int64 = 9 * 3_600 + 1_800
    /// Seconds after midnight.
    var end: Int64 = 18 * 3_600 + 1_800

    static let tokyo = DemoWorkHours(offset: 9 * 3_600)
    static let saoPaulo = DemoWorkHours(offset: -3 * 3_600)

    /// The instant after so many seconds of work from an instant on.
    func advance(_ instant: Instant, by seconds: Double, in calendar: DemoCalendar) -> Instant {
        let local = instant.secondsSinceEpoch + offset
        var day = local / 86_400
        var clock = local % 86_400
        var rest = Int64(seconds)
        while true {
            if calendar.isWorkday(day) {
                clock = max(clock, start)
                if clock + rest <= end { return Instant(secondsSinceEpoch: day * 86_400 + clock + rest - offset) }
                rest -= max(0, end - clock)
            }
            day += 1
            clock = 0
        }
    }
}
