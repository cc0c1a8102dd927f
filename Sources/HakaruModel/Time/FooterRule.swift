/// The rule in the footer of a TZif file, in POSIX's form of the `TZ` variable: `JST-9`, `EST5EDT,M3.2.0,M11.1.0`.
struct FooterRule {
    /// The seconds that standard time is ahead of UTC.
    let standardOffset: Int32
    /// Summer time, where the zone has it.
    let daylight: Daylight?

    /// Summer time: its offset, and when it begins and ends each year.
    struct Daylight {
        /// The seconds that summer time is ahead of UTC.
        let offset: Int32
        /// When it begins, on the clock of standard time.
        let start: YearlyMoment
        /// When it ends, on the clock of summer time.
        let end: YearlyMoment
    }

    /// A day of each year and a time on it.
    struct YearlyMoment {
        let day: YearlyDay
        /// Seconds after midnight; negative or beyond a day where the rule says so, within a week.
        let seconds: Int64
    }

    /// A day of each year, in one of the three forms of POSIX.
    enum YearlyDay {
        /// `Jn`: 1 to 365, 29 February never counted.
        case julian(Int)
        /// `n`: 0 to 365, 29 February counted.
        case zeroBased(Int)
        /// `Mm.w.d`: the week from 1, 5 for the last, and the weekday from Sunday, 0.
        case weekday(month: Int, week: Int, weekday: Int)
    }

    /// Reads a rule.
    init(_ text: [UInt8]) throws(MalformedZone) {
        var parser = RuleParser(text)
        try parser.skipName()
        standardOffset = -Int32(try parser.time(largestHour: 24))
        guard !parser.isAtEnd else {
            daylight = nil
            return
        }
        try parser.skipName()
        let offset = parser.next == 0x2C ? standardOffset + 3_600 : -Int32(try parser.time(largestHour: 24))
        // A rule without dates is left to the system by POSIX, and not allowed in a TZif file.
        let start = try parser.moment()
        let end = try parser.moment()
        guard parser.isAtEnd else { throw MalformedZone("its rule has something after its end") }
        daylight = Daylight(offset: offset, start: start, end: end)
    }

    /// The changes of a year with the offset after each, in seconds since 1970, earlier first; empty without summer
    /// time.
    func changes(inYear year: Int) -> [(seconds: Int64, offset: Int32)] {
        guard let daylight else { return [] }
        let start = (daylight.start.localSeconds(inYear: year) - Int64(standardOffset), daylight.offset)
        let end = (daylight.end.localSeconds(inYear: year) - Int64(daylight.offset), standardOffset)
        return start.0 <= end.0 ? [start, end] : [end, start]
    }
}

extension FooterRule.YearlyMoment {
    /// Seconds since 1970-01-01 00:00 on the local clock.
    func localSeconds(inYear year: Int) -> Int64 {
        day.daysSinceEpoch(inYear: year) * 86_400 + seconds
    }
}

extension FooterRule.YearlyDay {
    /// The day of the given year, in days since 1970-01-01.
    func daysSinceEpoch(inYear year: Int) -> Int64 {
        switch self {
        case .julian(let number):
            let march = CivilDate.firstDay(ofMonth: 3, year: year).daysSinceEpoch
            return number >= 60
                ? march + Int64(number - 60) : CivilDate.firstDayOfYear(year).daysSinceEpoch + Int64(number - 1)
        case .zeroBased(let number):
            return CivilDate.firstDayOfYear(year).daysSinceEpoch + Int64(number)
        case .weekday(let month, let week, let weekday):
            let first = CivilDate.firstDay(ofMonth: month, year: year)
            let toWeekday = (weekday - first.isoWeekday).flooredRemainder(dividingBy: 7)
            let day = first.daysSinceEpoch + Int64(toWeekday + (week - 1) * 7)
            let nextMonth = CalendarMonth(containing: first).next.firstDay.daysSinceEpoch
            return day < nextMonth ? day : day - 7
        }
    }
}

/// Reads the parts of a rule, one after the other.
private struct RuleParser {
    private let text: [UInt8]
    private var position = 0

    init(_ text: [UInt8]) {
        self.text = text
    }

    var isAtEnd: Bool { position == text.count }
    var next: UInt8? { position < text.count ? text[position] : nil }

    /// A name in letters (`JST`) or in angle brackets (`<+0330>`).
    mutating func skipName() throws(MalformedZone) {
        let start = position
        if take(0x3C) {
            while let byte = next, byte != 0x3E {
                position += 1
                _ = byte
            }
            guard take(0x3E) else { throw MalformedZone("a name in its rule does not end") }
        } else {
            while let byte = next, (0x61...0x7A).contains(byte | 0x20) { position += 1 }
        }
        guard position - start >= 3 else { throw MalformedZone("its rule has no name") }
    }

    /// `[+-]h[:m[:s]]` in seconds.
    mutating func time(largestHour: Int) throws(MalformedZone) -> Int64 {
        let isNegative = take(0x2D)
        if !isNegative { _ = take(0x2B) }
        var seconds = Int64(try number(0...largestHour)) * 3_600
        if take(0x3A) {
            seconds += Int64(try number(0...59)) * 60
            if take(0x3A) { seconds += Int64(try number(0...59)) }
        }
        return isNegative ? -seconds : seconds
    }

    /// `,day[/time]`; the time is 02:00 where it is left out.
    mutating func moment() throws(MalformedZone) -> FooterRule.YearlyMoment {
        guard take(0x2C) else { throw MalformedZone("its rule lacks a date") }
        let day: FooterRule.YearlyDay
        if take(0x4A) {
            day = .julian(try number(1...365))
        } else if take(0x4D) {
            let month = try number(1...12)
            guard take(0x2E) else { throw MalformedZone("a date of its rule is cut short") }
            let week = try number(1...5)
            guard take(0x2E) else { throw MalformedZone("a date of its rule is cut short") }
            day = .weekday(month: month, week: week, weekday: try number(0...6))
        } else {
            day = .zeroBased(try number(0...365))
        }
        // Up to a week either way since version 3.
        return FooterRule.YearlyMoment(day: day, seconds: take(0x2F) ? try time(largestHour: 167) : 7_200)
    }

    private mutating func number(_ range: ClosedRange<Int>) throws(MalformedZone) -> Int {
        let start = position
        var value = 0
        while let byte = next, (0x30...0x39).contains(byte), position - start < 3 {
            value = value * 10 + Int(byte - 0x30)
            position += 1
        }
        guard position > start, range.contains(value) else {
            throw MalformedZone("a number of its rule is out of range")
        }
        return value
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }
}
