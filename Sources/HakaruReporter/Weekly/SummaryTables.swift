import HakaruMetrics
import HakaruModel

/// The tables of a summary in one language.
struct SummaryTables {
    let summary: WeeklySummary
    let phrases: any Phrases
    let language: Language

    var throughput: Table {
        let metrics: [(Metric, (ThroughputFigures) -> Int)] = [
            (.integrated, { $0.integrated }), (.merged, { $0.merged }), (.opened, { $0.opened }),
            (.abandoned, { $0.abandoned }),
        ]
        let rows = metrics.map { metric, value -> [Table.Cell] in
            [
                .text(phrases.name(of: metric)), .integer(Int64(value(summary.throughput.week))),
                .text(rate(value(summary.throughput.recent), weeks: WeeklySummary.recentWeeks)),
                .text(rate(value(summary.throughput.before), weeks: WeeklySummary.beforeWeeks)),
            ]
        }
        // Stocks and heads do not add up over weeks, so they stand as they were at the end and over the stretch.
        let stocks: [(Metric, (ThroughputFigures) -> Int)] = [
            (.inProgress, { $0.inProgress }), (.contributors, { $0.contributors }),
        ]
        let others = stocks.map { metric, value -> [Table.Cell] in
            [
                .text(phrases.name(of: metric)), .integer(Int64(value(summary.throughput.week))),
                .integer(Int64(value(summary.throughput.recent))), .integer(Int64(value(summary.throughput.before))),
            ]
        }
        return Table(
            columns: [
                metricColumn, .init(phrases.thisWeek, key: "week"), .init(phrases.recentWeeks, key: "recent"),
                .init(phrases.weeksBefore, key: "before"),
            ],
            rows: rows + others)
    }

    private var metricColumn: Table.Column { .init(phrases.metric, key: "metric", isNumeric: false) }

    /// A count over several weeks as a rate a week, with one place.
    private func rate(_ count: Int, weeks: Int) -> String {
        let tenths = (count * 20 + weeks) / (weeks * 2)
        return "\(tenths / 10).\(tenths % 10) \(phrases.perWeek)"
    }

    var leadTime: Table {
        let columns: [Table.Column] = [
            metricColumn, .init("n", key: "n"), .init(phrases.median, key: "p50"),
            .init("p75", key: "p75"), .init("p90", key: "p90"), .init(phrases.mean, key: "mean"),
            .init("\(phrases.recentWeeks): \(phrases.median) (n)", key: "recent"),
            .init("\(phrases.weeksBefore): \(phrases.median) (n)", key: "before"),
        ]
        let metrics: [(Metric, (LeadTimeFigures) -> Distribution?)] =
            [(.leadTime, { $0.leadTime })]
            + Metric.stages.map { stage in
                (stage, { figures in figures.stages.all.first { $0.metric == stage }?.distribution })
            }
        let rows = metrics.map { metric, distribution -> [Table.Cell] in
            let week = distribution(summary.leadTime.week)
            let isFew = week?.isFew ?? false
            return [
                .text(phrases.name(of: metric)), .integer(week?.count ?? 0), .duration(week?.p50, isFew: isFew),
                .duration(week?.p75, isFew: isFew), .duration(week?.p90, isFew: isFew),
                // A few old first commits are nearly all of the mean of coding_time (definitions.md §5).
                metric == .codingTime ? .absent : .duration(week?.mean),
                .median(distribution(summary.leadTime.recent)), .median(distribution(summary.leadTime.before)),
            ]
        }
        let isFew = metrics.contains { $0.1(summary.leadTime.week)?.isFew == true }
        return Table(columns: columns, rows: rows, notes: isFew ? [phrases.few] : [])
    }

    var trends: Table {
        let told = summary.course.statements.filter { $0.trend.verdict != .tooFew }
        let notes = told.count < summary.course.statements.count ? [phrases.tooFewNote] : []
        let rows = told.map { statement -> [Table.Cell] in
            let texts = TrendTexts(statement, phrases: phrases)
            return [
                .text(phrases.name(of: statement.metric)), .text(phrases.span(statement.span)), .text(texts.before),
                .text(texts.after), texts.change.map { .text($0) } ?? .absent,
                texts.interval.map { .text("\($0.low) … \($0.high)") } ?? .absent,
                .text("\(statement.trend.countBefore) / \(statement.trend.countAfter)"),
                .text(statement.trend.words(in: language)),
            ]
        }
        return Table(
            columns: [
                metricColumn, .init(phrases.stretch, key: "span", isNumeric: false),
                .init(phrases.before, key: "before"),
                .init(phrases.after, key: "after"), .init(phrases.change, key: "change"),
                .init(phrases.interval, key: "interval"), .init("n", key: "n"),
                .init(phrases.verdict, key: "verdict", isNumeric: false),
            ], rows: rows, notes: [phrases.trendNote] + notes)
    }

    var repositories: Table {
        Table(
            columns: [
                .init(phrases.repository, key: "repository", isNumeric: false),
                .init(phrases.name(of: .integrated), key: "integrated"),
                .init(phrases.name(of: .opened), key: "opened"),
                .init(phrases.name(of: .inProgress), key: "in_progress"),
                .init("\(phrases.name(of: .leadTime)): \(phrases.median) (n)", key: "lead_time"),
            ],
            rows: summary.repositories.map { row in
                [
                    .text(row.repository.description), .integer(Int64(row.throughput.integrated)),
                    .integer(Int64(row.throughput.opened)), .integer(Int64(row.throughput.inProgress)),
                    .median(row.leadTime.leadTime),
                ]
            })
    }

    var waiting: Table {
        Table(
            columns: [
                .init(phrases.openFor, key: "age"), .init(phrases.repository, key: "repository", isNumeric: false),
                .init(phrases.number, key: "number"), .init(phrases.pullRequestTitle, key: "title", isNumeric: false),
            ],
            rows: summary.waiting.map { item in
                [
                    .duration(Thousandths(item.ageSeconds)), .text(item.repository.description),
                    .integer(Int64(item.number)), .text(item.title),
                ]
            })
    }

    /// A ratio in percent with one place.
    static func percent(_ ratio: Thousandths, _ phrases: any Phrases) -> String {
        let unit = phrases.percent(0).dropFirst()
        return "\(ratio.count / 10).\(ratio.count % 10)\(unit)"
    }
}
