import HakaruMetrics
import HakaruModel
import HakaruReporter

extension RenderedResult {
    /// `hakaru.record/1`: what became of each value.
    init(_ plan: RecordPlan) {
        self.init(
            json: .object([
                .init("schema", .string("hakaru.record/1")),
                .init(
                    "values",
                    .array(
                        plan.entries.map {
                            [
                                "metric": .string($0.record.metric), "date": .string($0.record.date.description),
                                "value": .thousandths($0.record.value?.thousandths),
                                "before": .thousandths($0.before?.thousandths),
                                "outcome": .string($0.outcome.rawValue),
                            ]
                        })),
            ]),
            table: Table(
                columns: [
                    .init("Metric", key: "metric", isNumeric: false), .init("Date", key: "date", isNumeric: false),
                    .init("Value", key: "value"), .init("Before", key: "before"),
                    .init("Outcome", key: "outcome", isNumeric: false),
                ],
                rows: plan.entries.map {
                    [
                        .text($0.record.metric), .text($0.record.date.description), .value($0.record.value),
                        .value($0.before), .text($0.outcome.rawValue),
                    ]
                }))
    }

    /// `hakaru.series/1`: the values of a custom metric, corrections applied.
    init(_ series: CustomSeries, of name: String) {
        self.init(
            json: .object([
                .init("schema", .string("hakaru.series/1")), .init("metric", .string(name)),
                .init(
                    "values",
                    .array(
                        series.points.map {
                            ["date": .string($0.date.description), "value": .thousandths($0.value.thousandths)]
                        })),
            ]),
            table: Table(
                columns: [.init("Date", key: "date", isNumeric: false), .init("Value", key: "value")],
                rows: series.points.map { [.text($0.date.description), .value($0.value)] }))
    }
}

extension Table.Cell {
    fileprivate static func value(_ value: Fraction?) -> Table.Cell {
        value.map { .number($0.thousandths.description) } ?? .absent
    }
}
