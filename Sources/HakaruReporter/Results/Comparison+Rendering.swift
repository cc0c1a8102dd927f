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
    /// The comparison with its effect, interval, n and words for each metric.
    var json: JSONValue {
        [
            "label": .string(label), "since": .string(before.start.description),
            "until": .string(before.end.description),
            "statements": .array(
                statements.map { statement in
                    [
                        "metric": .string(statement.metric.rawValue), "before": .thousandths(statement.before),
                        "after": .thousandths(statement.after), "ratio": .thousandths(statement.trend.ratio),
                        "low": .thousandths(statement.trend.low), "high": .thousandths(statement.trend.high),
                        "n_before": .integer(statement.trend.countBefore),
                        "n_after": .integer(statement.trend.countAfter),
                        "verdict": .string(statement.trend.verdict.rawValue),
                        "words": .string(statement.trend.words(in: .english)),
                    ]
                }),
        ]
    }

    /// A line for each metric: levels, effect, 95 % interval, n, and the words.
    var notes: [String] {
        statements.map { statement in
            let levels =
                "\(text(statement.before, of: statement.metric)) → \(text(statement.after, of: statement.metric))"
            return "against \(label): \(statement.metric.rawValue) \(levels)\(evidence(statement.trend)): "
                + statement.trend.words(in: .english)
        }
    }

    /// One row for each metric.
    var records: Table {
        Table(
            columns: [
                .init("metric", key: "metric", isNumeric: false), .init("before", key: "before"),
                .init("after", key: "after"), .init("ratio", key: "ratio"), .init("low", key: "low"),
                .init("high", key: "high"), .init("n before", key: "n_before"), .init("n after", key: "n_after"),
                .init("verdict", key: "verdict", isNumeric: false),
            ],
            rows: statements.map { statement in
                let trend = statement.trend
                let numbers = [statement.before, statement.after, trend.ratio, trend.low, trend.high]
                return [.text(statement.metric.rawValue)]
                    + numbers.map { $0.map { .number($0.description) } ?? .absent }
                    + [
                        .integer(Int64(trend.countBefore)), .integer(Int64(trend.countAfter)),
                        .text(trend.verdict.rawValue),
                    ]
            })
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
