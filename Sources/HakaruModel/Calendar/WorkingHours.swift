/// The hours of each weekday in which people work.
package struct WorkingHours: Hashable, Sendable {
    /// A stretch of one day, such as `09:00-12:00`.
    package struct Span: Hashable, Sendable {
        /// The second of the day at which it begins, 0 to 86,399.
        package let start: Int
        /// The second of the day before which it ends, to 86,400; greater than ``start``.
        package let end: Int

        /// Reads `09:00-18:00`; the end may be `24:00`.
        ///
        /// - Throws: ``ModelError/malformedCalendar(reason:)`` for any other form, and where the end is not after the
        ///   start.
        package init(_ text: some StringProtocol) throws(ModelError) {
            let bytes = Array(text.utf8)
            guard bytes.count == 11, bytes[5] == 0x2D, let start = Self.second(bytes[0..<5]),
                let end = Self.second(bytes[6..<11])
            else { throw .malformedCalendar(reason: "\"\(text)\" is not of the form 09:00-18:00") }
            guard start < end else { throw .malformedCalendar(reason: "\(text) ends before it begins") }
            self.start = start
            self.end = end
        }

        /// `09:00` as seconds of the day, to `24:00`.
        private static func second(_ bytes: ArraySlice<UInt8>) -> Int? {
            let first = bytes.startIndex
            guard bytes[first + 2] == 0x3A, let hour = Digits.number(bytes[first..<(first + 2)]),
                let minute = Digits.number(bytes[(first + 3)..<(first + 5)]), minute <= 59, hour * 60 + minute <= 1_440
            else { return nil }
            return hour * 3_600 + minute * 60
        }

        /// Makes a span of which the caller knows the order.
        fileprivate init(start: Int, end: Int) {
            self.start = start
            self.end = end
        }
    }

    /// The spans of each weekday from Monday, in order; none for a day off.
    package let spansByWeekday: [[Span]]

    /// Makes hours from the spans of the weekdays, 1 for Monday to 7 for Sunday; a weekday that is left out is a day
    /// off.
    ///
    /// - Throws: ``ModelError/malformedCalendar(reason:)`` where spans of a day overlap or are out of order, where
    ///   there is none in the whole week, and for a weekday that does not exist.
    package init(_ spans: [Int: [Span]]) throws(ModelError) {
        var days = [[Span]](repeating: [], count: 7)
        for (weekday, spans) in spans.sorted(by: { $0.key < $1.key }) {
            guard (1...7).contains(weekday) else {
                throw .malformedCalendar(reason: "there is no weekday \(weekday); Monday is 1 and Sunday 7")
            }
            guard zip(spans, spans.dropFirst()).allSatisfy({ $0.end <= $1.start }) else {
                throw .malformedCalendar(reason: "the hours of weekday \(weekday) overlap or are out of order")
            }
            days[weekday - 1] = spans
        }
        guard days.contains(where: { !$0.isEmpty }) else {
            throw .malformedCalendar(reason: "no weekday has working hours")
        }
        self.spansByWeekday = days
    }

    private init(spansByWeekday: [[Span]]) {
        self.spansByWeekday = spansByWeekday
    }

    /// Monday to Friday from 09:00 to 18:00.
    package static let usual = WorkingHours(
        spansByWeekday: (1...7).map { $0 <= 5 ? [Span(start: 9 * 3_600, end: 18 * 3_600)] : [] })
}
