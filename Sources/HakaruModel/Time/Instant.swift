/// A point in time in UTC, in whole seconds.
///
/// Instants are what forges deliver and what every metric starts from. They carry no zone: weeks and days are made from
/// them with a ``TimeZoneRules``. The range is that of RFC 3339, the years 0000 to 9999.
package struct Instant: Hashable, Comparable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted; negative before that.
    package let secondsSinceEpoch: Int64

    /// Makes the instant that lies the given number of seconds after 1970-01-01T00:00:00Z.
    package init(secondsSinceEpoch: Int64) {
        self.secondsSinceEpoch = secondsSinceEpoch
    }

    /// The first instant of the year 0000, before which RFC 3339 has no form.
    package static let earliest = Instant(secondsSinceEpoch: -62_167_219_200)
    /// The last instant of the year 9999, after which RFC 3339 has no form.
    package static let latest = Instant(secondsSinceEpoch: 253_402_300_799)

    package static func < (lhs: Instant, rhs: Instant) -> Bool {
        lhs.secondsSinceEpoch < rhs.secondsSinceEpoch
    }

    /// The whole seconds from `start` to this instant; negative where `start` is later.
    package func seconds(since start: Instant) -> Int64 {
        secondsSinceEpoch - start.secondsSinceEpoch
    }

    /// The instant that lies `seconds` after this one (before it where negative).
    package func advanced(bySeconds seconds: Int64) -> Instant {
        Instant(secondsSinceEpoch: secondsSinceEpoch + seconds)
    }
}
