package import HakaruModel

/// What may be said about a custom metric that counts, over one span, judged together with all else in the summary.
///
/// A level has none: its values follow from each other, so that no test bears on them; its rows show how it stood.
package struct CustomTrend: Hashable, Sendable {
    /// The metric.
    package let metric: CustomMetric
    /// The stretches that are compared.
    package let span: TrendSpan
    /// The sum a week over the earlier stretch; nil where nothing is known.
    package let before: Thousandths?
    /// The same over the later stretch.
    package let after: Thousandths?
    /// The comparison.
    package let trend: Trend

    /// Makes a statement.
    package init(metric: CustomMetric, span: TrendSpan, before: Thousandths?, after: Thousandths?, trend: Trend) {
        self.metric = metric
        self.span = span
        self.before = before
        self.after = after
        self.trend = trend
    }
}

/// The weekly sums of a custom metric in the two stretches of a span.
struct CustomSides {
    let metric: CustomMetric
    let span: TrendSpan
    private let before: [Fraction]
    private let after: [Fraction]

    /// Adds up the values of each week; a week before the one after the first value is not known, and no week of 0.
    init(_ metric: CustomMetric, _ series: CustomSeries, span: TrendSpan, before end: Instant, in zone: TimeZoneRules) {
        self.metric = metric
        self.span = span
        let first = series.points.first.map { ISOWeek(containing: $0.date).next }
        func sums(_ period: Period) -> [Fraction] {
            ISOWeek.weeks(of: period, in: zone).filter { week in first.map { week >= $0 } ?? false }.map { week in
                series.points(from: week.firstDay, until: week.next.firstDay).reduce(Fraction(0)) { $0 + $1.value }
            }
        }
        let periods = span.periods(before: end, in: zone)
        before = sums(periods.before)
        after = sums(periods.after)
    }

    /// The sums as whole numbers, which is what the test is about.
    var sample: TrendSample {
        func whole(_ sums: [Fraction]) -> [Int] { sums.map { Int(($0.thousandths.count + 500) / 1_000) } }
        return .weeklyCounts(before: whole(before), after: whole(after))
    }

    /// The statement of a trend.
    func statement(_ trend: Trend) -> CustomTrend {
        func level(_ sums: [Fraction]) -> Thousandths? {
            guard !sums.isEmpty else { return nil }
            return (sums.reduce(Fraction(0), +) * Fraction(1, over: Int64(sums.count))).thousandths
        }
        return CustomTrend(metric: metric, span: span, before: level(before), after: level(after), trend: trend)
    }
}
