package import HakaruMetrics
import HakaruModel

extension RenderedResult {
    /// The same result with a comparison: under the table, as `compare` in JSON, and alone in CSV and NDJSON.
    ///
    /// - Parameter comparison: The comparison; nil leaves the result as it is.
    /// - Returns: The result with it.
    package func comparing(_ comparison: PeriodComparison?) -> RenderedResult {
        guard let comparison else { return self }
        return RenderedResult(
            json: json.adding("compare", comparison.json),
            table: Table(columns: table.columns, rows: table.rows, notes: table.notes + comparison.notes),
            records: comparison.records)
    }
}

extension PeriodComparison {
    /// The comparison with its effect, interval, n and words for each metric, and for each group.
    var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init("label", .string(label)), .init("since", .string(before.start.description)),
            .init("until", .string(before.end.description)),
            .init(
                "weeks", ["before": PeriodComparison.json(weeksBefore), "after": PeriodComparison.json(weeksAfter)]),
            .init("statements", .array(statements.map(PeriodComparison.json))),
        ]
        if !groups.isEmpty {
            members.append(
                .init(
                    "groups",
                    .array(
                        groups.map { group in
                            [
                                "key": group.key.json,
                                "statements": .array(group.statements.map(PeriodComparison.json)),
                            ]
                        })))
        }
        return .object(members)
    }

    /// The whole weeks by which counts are compared.
    private static func json(_ weeks: Period?) -> JSONValue {
        guard let weeks else { return .null }
        return ["since": .string(weeks.start.description), "until": .string(weeks.end.description)]
    }

    private static func json(_ statement: Statement) -> JSONValue {
        [
            "metric": .string(statement.metric.rawValue), "before": .thousandths(statement.before),
            "after": .thousandths(statement.after), "ratio": .thousandths(statement.trend.ratio),
            "low": .thousandths(statement.trend.low), "high": .thousandths(statement.trend.high),
            "n_before": .integer(statement.trend.countBefore), "n_after": .integer(statement.trend.countAfter),
            "verdict": .string(statement.trend.verdict.rawValue),
            "words": .string(statement.trend.words(in: .english)),
        ]
    }

    /// A line for each metric, and for each of each group: levels, effect, 95 % interval, n, and the words.
    var notes: [String] {
        lines(statements, of: nil) + groups.flatMap { lines($0.statements, of: $0.key) }
    }

    private func lines(_ statements: [Statement], of key: GroupKey?) -> [String] {
        let name = key.map { key in key.parts.map { $0.value.text ?? "–" }.joined(separator: " ") + ": " } ?? ""
        return statements.map { statement in
            let levels =
                "\(text(statement.before, of: statement.metric)) → \(text(statement.after, of: statement.metric))"
            return "against \(label): \(name)\(statement.metric.rawValue) \(levels)\(evidence(statement.trend)): "
                + statement.trend.words(in: .english)
        }
    }

    /// One row for each metric, and for each of each group; that of all is called `total` as everywhere.
    var records: Table {
        let keys = groups.first?.key.parts.map(\.key) ?? []
        let total = keys.indices.map { Table.Cell.text($0 == 0 ? "total" : "") }
        return Table(
            columns: keys.map(\.column) + [
                .init("metric", key: "metric", isNumeric: false), .init("before", key: "before"),
                .init("after", key: "after"), .init("ratio", key: "ratio"), .init("low", key: "low"),
                .init("high", key: "high"), .init("n before", key: "n_before"), .init("n after", key: "n_after"),
                .init("verdict", key: "verdict", isNumeric: false),
            ],
            rows: groups.flatMap { group in group.statements.map { group.key.cells + row($0) } }
                + statements.map { total + row($0) })
    }

    private func row(_ statement: Statement) -> [Table.Cell] {
        let trend = statement.trend
        let numbers = [statement.before, statement.after, trend.ratio, trend.low, trend.high]
        return [.text(statement.metric.rawValue)]
            + numbers.map { $0.map { .number($0.description) } ?? .absent }
            + [
                .integer(Int64(trend.countBefore)), .integer(Int64(trend.countAfter)),
                .text(trend.verdict.rawValue),
            ]
    }

    private func text(_ value: Thousandths?, of metric: Metric) -> String {
        guard let value else { return "–" }
        switch metric.unit {
        case .seconds: return DurationText(seconds: value.whole).description
        case .count: return "\(value)/week"
        case .lines, .perPullRequest, .share: return value.description
        }
    }

    private func evidence(_ trend: Trend) -> String {
        let n = ", n = \(trend.countAfter) against \(trend.countBefore)"
        guard let ratio = trend.ratio, let low = trend.low, let high = trend.high else { return n }
        return ", × \(ratio) (95 % interval \(low) to \(high))\(n)"
    }
}

extension JSONValue {
    /// The object with one more member at its end; any other value stays as it is.
    fileprivate func adding(_ key: String, _ value: JSONValue) -> JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members + [Member(key, value)])
    }
}
