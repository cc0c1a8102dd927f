/// A series that no forge knows, such as the members of a community (`definitions.md` §9).
package struct CustomMetric: Hashable, Sendable {
    /// How its values make one number.
    ///
    /// The raw values are those of the configuration's `kind`.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A state: the last value counts.
        case level
        /// Events: the values add up.
        case count
    }

    /// The name in the configuration, in goals and after `hakaru record`.
    package let name: String
    /// How its values make one number.
    package let kind: Kind

    /// Makes a metric.
    package init(name: String, kind: Kind) {
        self.name = name
        self.kind = kind
    }

    /// Whether a text can be a name: letters, digits, `_` and `-`, a letter first, at most 64 bytes.
    package static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= 64, isLetter(first) else { return false }
        return text.utf8.allSatisfy { isLetter($0) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x5F || $0 == 0x2D }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x41 && byte <= 0x5A) || byte >= 0x80
    }
}

/// What somebody recorded about a custom metric on one day; a later record of the same day corrects it.
package struct CustomRecord: Hashable, Sendable {
    /// The name of the metric.
    package let metric: String
    /// The day that the value holds for, in the reporting time zone.
    package let date: CivilDate
    /// The value; nil where an earlier one of the day is withdrawn.
    package let value: Fraction?
    /// When it was recorded.
    package let recordedAt: Instant

    /// Makes a record.
    package init(metric: String, date: CivilDate, value: Fraction?, recordedAt: Instant) {
        self.metric = metric
        self.date = date
        self.value = value
        self.recordedAt = recordedAt
    }
}

/// The values of one custom metric with every correction applied: at most one a day.
package struct CustomSeries: Hashable, Sendable {
    /// A day and its value.
    package struct Point: Hashable, Sendable {
        /// The day.
        package let date: CivilDate
        /// The value of the day.
        package let value: Fraction
    }

    /// The points, ascending by their days.
    package let points: [Point]

    /// Applies records in the order in which they were made; those of other metrics are left out.
    package init(of metric: String, records: some Sequence<CustomRecord>) {
        var values: [CivilDate: Fraction] = [:]
        for record in records where record.metric == metric { values[record.date] = record.value }
        points = values.sorted { $0.key < $1.key }.map { Point(date: $0.key, value: $0.value) }
    }

    /// The value of a day; nil where none is recorded.
    package func value(on date: CivilDate) -> Fraction? { points.first { $0.date == date }?.value }

    /// The last point before a day, or nil where there is none.
    package func last(before date: CivilDate) -> Point? { points.last { $0.date < date } }

    /// The first point from a day on, or nil where there is none.
    package func first(from date: CivilDate) -> Point? { points.first { $0.date >= date } }

    /// The points from one day until before another.
    package func points(from start: CivilDate, until end: CivilDate) -> [Point] {
        points.filter { $0.date >= start && $0.date < end }
    }
}
