import HakaruMetrics
import HakaruModel

extension SummaryPage {
    /// The page as `hakaru.weekly_summary/1` (`design.md`).
    package var json: JSONValue {
        let header = ResultHeader(
            timeZone: summary.timeZone, asOf: summary.asOf, period: summary.period, incomplete: incomplete)
        return .object(
            header.members(schema: "weekly_summary") + notes.members + [
                .init("week", .string(summary.week.description)),
                .init("demo", .bool(isDemo)),
                .init("throughput", stretches(summary.throughput, RenderedResult.members)),
                .init("lead_time", stretches(summary.leadTime, RenderedResult.members)),
                .init("in_progress", inProgress),
                .init("working_days", workingDays),
                .init("waiting", .array(summary.waiting.map { .object(SummaryPage.members($0)) })),
                .init("waiting_count", .integer(summary.waitingCount)),
                .init("in_transit", .array(summary.inTransit.map(SummaryPage.inTransit))),
                .init("goals", .array(summary.goals.map(SummaryPage.goal))),
                .init("custom_metrics", .array(summary.customMetrics.map(SummaryPage.custom))),
                .init("coverage", .array(summary.coverage.map(SummaryPage.coverage))),
                .init("teams", .array(summary.teams.map { SummaryPage.row($0, key: "team") })),
                .init("repositories", .array(summary.repositories.map { SummaryPage.row($0, key: "repository") })),
                .init(
                    "trends",
                    .array(
                        summary.course.statements.map {
                            SummaryPage.trend(
                                $0.trend, of: $0.metric.rawValue, over: $0.span, before: $0.before, after: $0.after)
                        }
                            + summary.course.customTrends.map {
                                SummaryPage.trend(
                                    $0.trend, of: $0.metric.name, over: $0.span, before: $0.before, after: $0.after)
                            })),
                .init("weeks", .array(summary.course.weeks.map(SummaryPage.week))),
                .init("explain", .string(explainCommands.first { $0.subject == .leadTime }?.command)),
                .init("explain_commands", .array(explainCommands.map { .string($0.command) })),
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

    private var workingDays: JSONValue {
        guard let days = summary.workingDays else { return .null }
        return stretches(days) { days in
            [
                .init("worked", .integer(days.worked)), .init("usual", .integer(days.usual)),
                .init("days_off", .array(days.daysOff.map { .string($0.description) })),
            ]
        }
    }

    private static func members(_ item: WeeklySummary.Waiting) -> [JSONValue.Member] {
        [
            .init("repository", .string(item.repository.description)), .init("number", .integer(item.number)),
            .init("title", .string(item.title)), .init("age_seconds", .integer(item.ageSeconds)),
            .init("url", .string(item.url)),
        ]
    }

    private static func inTransit(_ item: WeeklySummary.InTransit) -> JSONValue {
        .object(
            members(item.pullRequest) + [.init("base", .string(item.base)), .init("stranded", .bool(item.isStranded))])
    }

    private static func goal(_ row: WeeklySummary.GoalRow) -> JSONValue {
        let goal = row.evaluation
        return [
            "name": .string(goal.goal.name), "metric": .string(goal.goal.metric.name),
            "unit": .string(goal.goal.metric.unit.rawValue), "direction": .string(goal.goal.direction.rawValue),
            "by": .string(goal.goal.by.description), "state": .string(goal.state.rawValue),
            "reason": .string(goal.gap?.words(in: .english)), "value": .thousandths(goal.value?.value.thousandths),
            "n": .integer(goal.value?.count), "pace": .thousandths(goal.pace?.thousandths),
            "target": .thousandths(goal.target?.thousandths),
            "baseline": .thousandths(goal.baseline?.value.thousandths),
            "baseline_frozen": .bool(goal.baseline?.frozenAt != nil),
            "excluded": .array(
                goal.goal.exclusions.map { ["name": .string($0.name), "reason": .string($0.reason)] }),
            "guardrails": .array(
                goal.guardrails.map {
                    [
                        "metric": .string($0.metric.rawValue), "before": .thousandths($0.before),
                        "now": .thousandths($0.now),
                    ]
                }),
            "course": .array(
                row.course.map { ["at": .string($0.at.description), "value": .thousandths($0.value?.thousandths)] }),
        ]
    }

    private static func custom(_ row: WeeklySummary.CustomRow) -> JSONValue {
        [
            "name": .string(row.metric.name), "kind": .string(row.metric.kind.rawValue),
            "week": .thousandths(row.values.week), "last_4_weeks": .thousandths(row.values.recent),
            "13_weeks_before": .thousandths(row.values.before),
            "last_recorded": .string(row.lastDay?.description),
        ]
    }

    private static func coverage(_ row: WeeklySummary.CoverageRow) -> JSONValue {
        let point = row.current
        return [
            "repository": .string(row.repository?.description), "component": .string(row.component),
            "excluded": .string(row.exclusionReason), "covered": .integer(point?.count.covered),
            "total": .integer(point?.count.total),
            "line_coverage_percent": point?.count.percent.map { .number($0) } ?? .null,
            "carried_forward": .bool((point?.ageInWeeks ?? 0) > 0), "age_weeks": .integer(point?.ageInWeeks),
            "stale": .bool(point?.isStale ?? false),
        ]
    }

    private static func row(_ row: WeeklySummary.GroupRow, key: String) -> JSONValue {
        let members = { (figures: WeeklySummary.GroupRow.Figures) -> [JSONValue.Member] in
            [
                .init("throughput", .object(RenderedResult.members(figures.throughput))),
                .init("lead_time", .object(RenderedResult.members(figures.leadTime))),
            ]
        }
        return .object(
            [.init(key, .string(row.key.text))]
                + (row.week.map(members) ?? [.init("throughput", .null), .init("lead_time", .null)])
                + [.init("last_4_weeks", .object(members(row.recent)))])
    }

    private static func trend(
        _ trend: Trend, of metric: String, over span: TrendSpan, before: Thousandths?, after: Thousandths?
    ) -> JSONValue {
        [
            "metric": .string(metric), "span": .string(span.rawValue),
            "unit": .string(trend.kind == .count ? "per_week" : "seconds"),
            "before": .thousandths(before), "after": .thousandths(after),
            "ratio": .thousandths(trend.ratio), "low": .thousandths(trend.low), "high": .thousandths(trend.high),
            "n_before": .integer(trend.countBefore), "n_after": .integer(trend.countAfter),
            "p_value": trend.pValue.map { .number("\($0)") } ?? .null, "verdict": .string(trend.verdict.rawValue),
        ]
    }

    private static func week(_ week: WeeklyCourse.Week) -> JSONValue {
        [
            "week": .string(week.week.description), "quiet": .bool(week.isQuiet),
            "working_days": .integer(week.workingDays?.worked),
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
