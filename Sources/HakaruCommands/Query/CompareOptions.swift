import ArgumentParser
import HakaruMetrics
import HakaruModel

/// The earlier period that a report is compared with.
struct CompareOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Compare the whole period with an earlier one: \(CalendarSpan.forms).",
            discussion: "CSV and NDJSON then print the comparison alone.", valueName: "period"))
    var compare: String?

    /// The comparison of a query; nil without the flag.
    func comparison(
        of query: MetricsQuery, in table: FactTable, metrics: [Metric], settings: Settings
    ) throws -> PeriodComparison? {
        guard let compare else { return nil }
        guard let span = CalendarSpan(compare) else {
            throw UsageError(
                summary: "--compare: '\(compare)' is not a period.", hint: "Write it as \(CalendarSpan.forms).")
        }
        let before = span.period(in: settings.zone, fiscalYearStart: settings.configuration.fiscalYearStart)
        guard before.end <= query.period.start else {
            throw UsageError(
                summary:
                    "--compare: \(span) ends on \(before.end), after \(query.period.start), where the period begins.",
                hint: "Name an earlier one, or a later period with --since or --last.")
        }
        return try table.compare(query, with: before, label: span.description, metrics: metrics)
    }
}
