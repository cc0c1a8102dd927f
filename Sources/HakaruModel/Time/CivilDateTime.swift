/// What a clock on a wall shows: a date and a time of day, without a zone.
package struct CivilDateTime: Hashable, Comparable, Sendable {
    /// The date.
    package let date: CivilDate
    /// Seconds since the midnight that the date began with, 0 to 86,399.
    package let secondOfDay: Int

    /// Makes a date and time, or nil where the day has no such second.
    package init?(date: CivilDate, secondOfDay: Int) {
        guard (0..<86_400).contains(secondOfDay) else { return nil }
        self.date = date
        self.secondOfDay = secondOfDay
    }

    /// Makes the date and time that a clock shows which was set to 1970-01-01 00:00 that many seconds ago.
    init(secondsSinceEpoch: Int64) {
        self.date = CivilDate(daysSinceEpoch: secondsSinceEpoch.flooredQuotient(dividingBy: 86_400))
        self.secondOfDay = Int(secondsSinceEpoch.flooredRemainder(dividingBy: 86_400))
    }

    /// The hour, 0 to 23.
    package var hour: Int { secondOfDay / 3_600 }
    /// The minute of the hour, 0 to 59.
    package var minute: Int { secondOfDay / 60 % 60 }
    /// The second of the minute, 0 to 59.
    package var second: Int { secondOfDay % 60 }

    package static func < (lhs: CivilDateTime, rhs: CivilDateTime) -> Bool {
        (lhs.date, lhs.secondOfDay) < (rhs.date, rhs.secondOfDay)
    }
}

extension CivilDateTime: CustomStringConvertible {
    /// The date and time as `2026-01-05 09:00:00`.
    package var description: String { "\(date) \(timeDescription)" }

    /// The time as `09:00:00`.
    var timeDescription: String {
        let digits = Digits.padded(hour, to: 2) + [0x3A] + Digits.padded(minute, to: 2) + [0x3A]
        return String(decoding: digits + Digits.padded(second, to: 2), as: UTF8.self)
    }
}
