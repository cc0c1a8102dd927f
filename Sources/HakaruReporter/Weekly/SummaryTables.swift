import HakaruMetrics
import HakaruModel

/// The tables of a summary in one language.
struct SummaryTables {
    let summary: WeeklySummary
    let phrases: any Phrases
    let language: Language

    /// The stretches by name, in the order of ``WeeklySummary/Stretches/all``.
    private var stretches: [String] { [phrases.thisWeek, phrases.recentWeeks, phrases.weeksBefore] }

    var stretchColumns: [Table.Column] {
        zip(stretches, ["week", "recent", "before"]).map { .init($0, key: $1) }
    }

    var throughput: Table {
        let metrics: [(Metric, (ThroughputFigures) -> Int)] = [
            (.integrated, { $0.integrated }), (.merged, { $0.merged }), (.opened, { $0.opened }),
            (.abandoned, { $0.abandoned }),
        ]
        let rows = metrics.map { metric, value in
            [.text(phrases.name(of: metric))] + rates(summary.throughput.map(value))
        }
        // Stocks and heads do not add up over weeks, so they stand as they were at the end and over the stretch.
        let stocks: [(Metric, (ThroughputFigures) -> Int)] = [
            (.inProgress, { $0.inProgress }), (.contributors, { $0.contributors }),
        ]
        let others = stocks.map { metric, value -> [Table.Cell] in
            [.text(phrases.name(of: metric))] + summary.throughput.all.map { .integer(Int64(value($0))) }
        }
        let days = summary.workingDays.map { days in
            [[Table.Cell.text(phrases.workingDays)] + rates(days.map(\.worked))]
        }
        return Table(columns: [metricColumn] + stretchColumns, rows: rows + others + (days ?? []))
    }

    var metricColumn: Table.Column { .init(phrases.metric, key: "metric", isNumeric: false) }

    /// The count of the week, and those of the stretches as rates a week.
    private func rates(_ counts: WeeklySummary.Stretches<Int>) -> [Table.Cell] {
        [
            .integer(Int64(counts.week)), .text(rate(counts.recent, weeks: WeeklySummary.recentWeeks)),
            .text(rate(counts.before, weeks: WeeklySummary.beforeWeeks)),
        ]
    }

    /// A count over several weeks as a rate a week, with one place.
    func rate(_ count: Int, weeks: Int) -> String {
        let tenths = (count * 20 + weeks) / (weeks * 2)
        return phrases.perWeek("\(tenths / 10).\(tenths % 10)")
    }

    /// The lead time and its stages, each over the three stretches.
    var leadTime: Table {
        let metrics: [(Metric, (LeadTimeFigures) -> Distribution?)] =
            [(.leadTime, { $0.leadTime })]
            + Metric.stages.map { stage in
                (stage, { figures in figures.stages.all.first { $0.metric == stage }?.distribution })
            }
        let rows = metrics.flatMap { metric, distribution in
            zip(stretches, summary.leadTime.all).map { stretch, figures in
                [.text(phrases.name(of: metric)), .text(stretch)] + cells(distribution(figures), of: metric)
            }
        }
        let isFew = summary.leadTime.all.contains { figures in metrics.contains { $0.1(figures)?.isFew == true } }
        var table = Table(
            columns: [
                metricColumn, .init(phrases.weeks, key: "weeks", isNumeric: false), .init("n", key: "n"),
                .init(phrases.median, key: "p50"), .init("p75", key: "p75"), .init("p90", key: "p90"),
                .init(phrases.mean, key: "mean"),
            ], rows: rows, notes: isFew ? [phrases.few] : [])
        table.rowsPerName = stretches.count
        return table
    }

    private func cells(_ distribution: Distribution?, of metric: Metric) -> [Table.Cell] {
        let isFew = distribution?.isFew ?? false
        // A few old first commits are nearly all of the mean of coding_time (definitions.md §5).
        return [.integer(distribution?.count ?? 0)]
            + [distribution?.p50, distribution?.p75, distribution?.p90].map { .duration($0, isFew: isFew) }
            + [metric == .codingTime ? .absent : .duration(distribution?.mean)]
    }

    /// Reverts and what nobody approved, with the sizes that make them likelier.
    var quality: Table {
        let integrated = summary.leadTime.map(\.integrated)
        func shares(_ metric: Metric, _ counts: WeeklySummary.Stretches<Int>) -> [Table.Cell] {
            [.text(phrases.name(of: metric))] + zip(counts.all, integrated.all).map { .text(share($0, of: $1)) }
        }
        let reviews: [(Metric, (LeadTimeFigures) -> Int)] = [
            (.unapprovedShare, { $0.unreviewed + $0.notApproved }), (.unreviewed, { $0.unreviewed }),
            (.notApproved, { $0.notApproved }), (.commentedOnly, { $0.commentedOnly }),
        ]
        let sizes = summary.throughput.all.map { figures -> Table.Cell in
            figures.size.map { .text("\(TrendTexts.tenths($0.p50)) (\($0.count))\($0.isFew ? "*" : "")") } ?? .absent
        }
        return Table(
            columns: [metricColumn] + stretchColumns,
            rows: [shares(.reverts, summary.throughput.map(\.reverts))]
                + reviews.map { shares($0, summary.leadTime.map($1)) }
                + [[.text("\(phrases.name(of: .size)): \(phrases.median) (n)")] + sizes])
    }

    /// A part of a whole, `3 / 27 (11.1 %)`; without the percentage where the whole is 0.
    private func share(_ part: Int, of total: Int) -> String {
        let percent = Share(part, of: total).ratio.map { " (\(SummaryTables.percent($0, phrases)))" }
        return "\(part) / \(total)\(percent ?? "")"
    }

    var trends: Table {
        let course = summary.course
        let all =
            course.statements.map { ($0.span, phrases.name(of: $0.metric), $0.trend, TrendTexts($0, phrases: phrases)) }
            + course.customTrends.map { ($0.span, $0.metric.name, $0.trend, TrendTexts($0, phrases: phrases)) }
        let told = all.filter { $0.2.verdict != .tooFew }
        let notes = told.count < all.count ? [phrases.tooFewNote] : []
        let rows = told.map { span, name, trend, texts -> [Table.Cell] in
            [
                .text(name), .text(phrases.span(span)), .text(texts.before), .text(texts.after),
                texts.change.map { .text($0) } ?? .absent,
                texts.interval.map { .text("\($0.low) … \($0.high)") } ?? .absent,
                .text("\(trend.countBefore) / \(trend.countAfter)"), .text(trend.words(in: language)),
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

    /// A ratio in percent with one place.
    static func percent(_ ratio: Thousandths, _ phrases: any Phrases) -> String {
        let unit = phrases.percent(0).dropFirst()
        return "\(ratio.count / 10).\(ratio.count % 10)\(unit)"
    }
}
