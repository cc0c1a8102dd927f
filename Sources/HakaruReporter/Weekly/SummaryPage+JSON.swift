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

    private var inProgress: JSONValue { .object(RenderedResult.members(summary.inProgress)) }
}
