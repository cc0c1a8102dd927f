/// The offsets from UTC of one time zone, past and future.
///
/// The rules come from the bytes of a TZif file (RFC 9636, versions 1 to 4); reading the file is not done here. All
/// offset changes are laid out once, those of the footer's rule for 400 years, after which the calendar and thus the
/// rule repeats itself: a look-up is one binary search and costs tens of nanoseconds.
package struct TimeZoneRules: Hashable, Sendable {
    /// The name in the zone database, such as `Asia/Tokyo`.
    package let identifier: String
    /// The instants at which the offset changes, ascending, in seconds since 1970.
    let transitions: [Int64]
    /// The seconds that local time is ahead of UTC: before the first transition, then after each; so one more.
    let offsets: [Int32]
    /// Where the last 400 years of ``transitions`` end, and begin to repeat; nil where the last offset stays for good.
    let cycleEnd: Int64?

    /// 400 Gregorian years in seconds; whole weeks, so weekdays repeat too.
    static let cycleLength: Int64 = 146_097 * 86_400
    /// The largest distance from UTC that a zone may have, in seconds; RFC 9636 asks for less than 26 hours.
    static let largestOffset: Int64 = 26 * 3_600

    /// Coordinated Universal Time, which needs no file.
    package static let utc = TimeZoneRules(identifier: "UTC", transitions: [], offsets: [0], cycleEnd: nil)

    /// The seconds that local time is ahead of UTC at an instant; negative west of Greenwich.
    package func offsetSeconds(at instant: Instant) -> Int {
        Int(span(at: instant.secondsSinceEpoch).offset)
    }

    /// The instants between `start` and `end` at which the offset may change, with the offset from there on.
    ///
    /// The first element is `start` itself; each holds until the next one, the last until `end`. Empty where `end` is
    /// not after `start`.
    package func offsetSpans(from start: Instant, to end: Instant) -> [(start: Instant, offsetSeconds: Int)] {
        var spans: [(start: Instant, offsetSeconds: Int)] = []
        var position = start.secondsSinceEpoch
        while position < end.secondsSinceEpoch {
            let span = span(at: position)
            spans.append((Instant(secondsSinceEpoch: position), Int(span.offset)))
            position = span.end
        }
        return spans
    }

    /// The offset at `seconds` and the end, exclusive, of the time for which it holds.
    func span(at seconds: Int64) -> (offset: Int64, end: Int64) {
        var shift: Int64 = 0
        if let cycleEnd, seconds >= cycleEnd {
            shift = ((seconds - cycleEnd) / Self.cycleLength + 1) * Self.cycleLength
        }
        let index = countOfTransitions(upTo: seconds - shift)
        let end = index < transitions.count ? transitions[index] : (cycleEnd ?? Int64.max)
        return (Int64(offsets[index]), end == Int64.max ? end : end + shift)
    }

    /// How many transitions lie at or before `seconds`.
    private func countOfTransitions(upTo seconds: Int64) -> Int {
        var low = 0
        var count = transitions.count
        while count > 0 {
            let half = count / 2
            if transitions[low + half] <= seconds {
                low += half + 1
                count -= half + 1
            } else {
                count = half
            }
        }
        return low
    }
}
