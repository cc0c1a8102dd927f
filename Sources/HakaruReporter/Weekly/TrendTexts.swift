import HakaruMetrics
import HakaruModel

/// The numbers of a trend as people read them.
struct TrendTexts {
    private let trend: Trend
    private let levels: (before: Thousandths?, after: Thousandths?)
    private let phrases: any Phrases

    init(_ statement: WeeklyCourse.Statement, phrases: any Phrases) {
        trend = statement.trend
        levels = (statement.before, statement.after)
        self.phrases = phrases
    }

    init(_ custom: CustomTrend, phrases: any Phrases) {
        trend = custom.trend
        levels = (custom.before, custom.after)
        self.phrases = phrases
    }

    /// The change in whole percent, `−54 %`; nil where there is nothing to compare.
    var change: String? { trend.ratio.map(percent) }

    /// The two ends of the interval; nil where there is none.
    var interval: (low: String, high: String)? {
        guard let low = trend.low, let high = trend.high else { return nil }
        return (percent(low), percent(high))
    }

    /// Effect, interval and n; nil where nothing was tested.
    var evidence: String? {
        guard let change, let interval else { return nil }
        return phrases.evidence(
            change: change, low: interval.low, high: interval.high, before: trend.countBefore,
            after: trend.countAfter)
    }

    /// The level over the earlier stretch.
    var before: String { level(levels.before) }
    /// The level over the later one.
    var after: String { level(levels.after) }

    private func level(_ value: Thousandths?) -> String {
        guard let value else { return "–" }
        if trend.kind == .count { return phrases.perWeek(TrendTexts.tenths(value)) }
        return DurationText(seconds: value.whole).description
    }

    /// A number with one place, a half rounded up.
    static func tenths(_ value: Thousandths) -> String {
        let tenths = (value.count + 50) / 100
        return "\(tenths / 10).\(tenths % 10)"
    }

    private func percent(_ ratio: Thousandths) -> String {
        let change = ratio.count - 1_000
        return phrases.percent((change.magnitude + 5) / 10 == 0 ? 0 : (change + (change < 0 ? -5 : 5)) / 10)
    }
}
