package import HakaruMetrics
package import HakaruModel

/// A weekly summary with what its readers need besides the numbers.
package struct SummaryPage: Sendable {
    /// The numbers.
    package let summary: WeeklySummary
    /// What is not complete.
    package let incomplete: [ResultHeader.Incomplete]
    /// Whether the numbers are made up.
    package let isDemo: Bool
    /// The rules of the zone, for the days of the week.
    package let zone: TimeZoneRules

    /// Makes a page.
    package init(
        _ summary: WeeklySummary, incomplete: [ResultHeader.Incomplete], isDemo: Bool = false, zone: TimeZoneRules
    ) {
        self.summary = summary
        self.incomplete = incomplete
        self.isDemo = isDemo
        self.zone = zone
    }

    /// The command that shows what is behind the lead time of the week.
    var explainCommand: String { "hakaru explain lead-time --week \(summary.week)" }

    /// The first and the last day of the week.
    var days: String { "\(summary.week.firstDay) – \(summary.week.firstDay.advanced(byDays: 6))" }
}
