import HakaruMetrics
import HakaruModel

extension SummaryPage {
    /// The page as `hakaru.weekly_summary/1` (`design.md`).
    package var json: JSONValue {
        let header = ResultHeader(
            timeZone: summary.timeZone, asOf: summary.asOf, period: summary.period, incomplete: incomplete)
        return .object(
            header.members(schema: "weekly_summary") + [
                .init("week", .string(summary.week.description)),
                .init("demo", .bool(isDemo)),
                .init("throughput", stretches(summary.throughput, RenderedResult.members)),
                .init("lead_time", stretches(summary.leadTime, RenderedResult.members)),
                .init("in_progress", inProgress),
                .init(
                    "waiting",
                    .array(
                        summary.waiting.map {
                            [
                                "repository": .string($0.repository.description), "number": .integer($0.number),
                                "title": .string($0.title), "age_seconds": .integer($0.ageSeconds),
                            ]
                        })),
                .init(
                    "repositories",
                    .array(
                        summary.repositories.map { row in
                            [
                                "repository": .string(row.repository.description),
                                "throughput": .object(RenderedResult.members(row.throughput)),
                                "lead_time": .object(RenderedResult.members(row.leadTime)),
                            ]
                        })),
                .init("trends", .array(summary.course.statements.map(SummaryPage.trend))),
                .init("weeks", .array(summary.course.weeks.map(SummaryPage.week))),
                .init("explain", .string(explainCommand)),
            ])
    }

    private func stretches<Figures>(
        _ stretches: WeeklySummary.Stretches<Figures>, _ members: (Figures) -> [JSONValue.Member]
    ) -> JSONValue {
        [
            "week": .object(members(stretches.week)), "last_4_weeks": .object(members(stretches.recent)),
            "13_weeks_before": .object(members(stretches.before)),
        ]
    }

    private static func trend(_ statement: WeeklyCourse.Statement) -> JSONValue {
        let trend = statement.trend
        return [
            "metric": .string(statement.metric.rawValue), "span": .string(statement.span.rawValue),
            "unit": .string(statement.metric == .integrated ? "per_week" : "seconds"),
            "before": .thousandths(statement.before), "after": .thousandths(statement.after),
            "ratio": .thousandths(trend.ratio), "low": .thousandths(trend.low), "high": .thousandths(trend.high),
            "n_before": .integer(trend.countBefore), "n_after": .integer(trend.countAfter),
            "p_value": trend.pValue.map { .number("\($0)") } ?? .null, "verdict": .string(trend.verdict.rawValue),
        ]
    }

    private static func week(_ week: WeeklyCourse.Week) -> JSONValue {
        [
            "week": .string(week.week.description), "quiet": .bool(week.isQuiet),
            "integrated": .integer(week.integrated), "opened": .integer(week.opened),
            "in_progress": .integer(week.inProgress), "lead_time_seconds": Distribution.json(week.leadTime),
            "lead_time_seconds_p25": .thousandths(week.leadTimeP25),
            "stages": .object(
                zip(Metric.stages, week.stages).map { stage, distribution in
                    .init(
                        "\(stage.rawValue)_seconds", Distribution.json(distribution, withMean: stage != .codingTime))
                }),
        ]
    }

    private var inProgress: JSONValue { .object(RenderedResult.members(summary.inProgress)) }
}
