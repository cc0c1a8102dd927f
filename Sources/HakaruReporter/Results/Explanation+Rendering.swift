package import HakaruMetrics
import HakaruModel

extension RenderedResult {
    /// `hakaru.explanation/1` (`design.md`).
    package init(_ explanation: Explanation, header: ResultHeader) {
        let isDuration = explanation.metric.unit == .seconds
        let included = explanation.included.map { item -> [Table.Cell] in
            let value: Table.Cell =
                if let value = item.value {
                    isDuration ? .duration(Thousandths(value)) : .integer(value)
                } else { .absent }
            return [.text(item.repository.description), .integer(Int64(item.number)), .text("included"), value]
        }
        let excluded = explanation.excluded.map { item -> [Table.Cell] in
            [.text(item.repository.description), .integer(Int64(item.number)), .text(item.reason.rawValue), .absent]
        }
        let counts =
            "\(explanation.included.count) included + \(explanation.excluded.count) excluded = \(explanation.collected) collected"
        self.init(
            json: .object(
                header.members(schema: "explanation") + [
                    .init("metric", .string(explanation.metric.rawValue)),
                    .init("collected", .integer(explanation.collected)),
                    .init("included_count", .integer(explanation.included.count)),
                    .init("excluded_count", .integer(explanation.excluded.count)),
                    .init(
                        "included",
                        .array(
                            explanation.included.map {
                                [
                                    "repository": .string($0.repository.description), "number": .integer($0.number),
                                    "value": .integer($0.value),
                                ]
                            })),
                    .init(
                        "excluded",
                        .array(
                            explanation.excluded.map {
                                [
                                    "repository": .string($0.repository.description), "number": .integer($0.number),
                                    "reason": .string($0.reason.rawValue),
                                ]
                            })),
                ]),
            table: Table(
                columns: [
                    .init("Repository", key: "repository", isNumeric: false), .init("Number", key: "number"),
                    .init("Reason", key: "reason", isNumeric: false),
                    .init("Value", key: isDuration ? "value_seconds" : "value"),
                ],
                rows: included + excluded, notes: [counts] + header.notes))
    }
}
