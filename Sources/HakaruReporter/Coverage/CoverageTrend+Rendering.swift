package import HakaruCoverage
import HakaruModel

extension RenderedResult {
    /// `hakaru.coverage_trend/1`: the coverage of each component by week.
    package init(_ report: CoverageTrendReport, header: ResultHeader) {
        self.init(
            json: .object(
                header.members(schema: "coverage_trend") + [
                    .init("measure", .string(report.measure.rawValue)),
                    .init("series", .array(report.series.map(RenderedResult.json))),
                ]),
            table: RenderedResult.table(report, notes: header.notes), records: RenderedResult.records(report))
    }

    private static func json(_ series: CoverageTrendReport.Series) -> JSONValue {
        .object([
            .init("repository", .string(series.repository.description)),
            .init("component", .string(series.component)),
            .init("excluded_reason", .string(series.exclusionReason)),
            .init("change_points", series.changeInHundredths.map { .number(points($0)) } ?? .null),
            .init("points", .array(series.trend.points.map(json))),
        ])
    }

    private static func json(_ point: CoverageTrend.Point) -> JSONValue {
        let sample = point.sample
        return .object([
            .init("week", .string(point.week.description)), .init("covered", .integer(sample?.count.covered)),
            .init("total", .integer(sample?.count.total)),
            .init("percent", sample?.count.percent.map { .number($0) } ?? .null),
            .init("change_points", point.changeInHundredths.map { .number(points($0)) } ?? .null),
            .init("carried_forward", .bool(point.isCarriedForward)),
            .init("age_weeks", sample == nil ? .null : .integer(point.ageInWeeks)),
            .init("stale", .bool(point.isStale)), .init("commit", .string(sample?.commit.description)),
            .init("measured_at", .string(sample?.measuredAt.description)),
        ])
    }

    /// One row a week for people, under it the whole series as a line.
    private static func table(_ report: CoverageTrendReport, notes: [String]) -> Table {
        var rows: [[Table.Cell]] = []
        var notes = notes
        for series in report.series {
            let name: [Table.Cell] = [
                .text(series.repository.description), series.component.map { .text($0) } ?? .text("(all)"),
            ]
            for point in series.trend.points {
                rows.append(
                    name + [
                        .text(point.week.description), .coverage(point.sample?.count),
                        change(point.changeInHundredths), .text(point.words),
                    ])
            }
            let line = TextSparkline.text(series.trend.points.map { $0.sample?.count.hundredthsOfPercent })
            rows.append(name + [.text("trend"), .text(line), change(series.changeInHundredths), .text("")])
            if let reason = series.exclusionReason {
                notes.append("takes no part in goals and gates: \(series.component ?? ""): \(reason)")
            }
        }
        if report.series.isEmpty {
            notes.append("no coverage of an integration branch is known; see `hakaru coverage record`")
        }
        return Table(
            columns: [
                .init("Repository", key: "repository", isNumeric: false),
                .init("Component", key: "component", isNumeric: false), .init("Week", key: "week", isNumeric: false),
                .init("Covered (\(report.measure.rawValue))", key: "coverage"),
                .init("Points", key: "change_points"), .init("", key: "state", isNumeric: false),
            ], rows: rows, notes: notes)
    }

    private static func records(_ report: CoverageTrendReport) -> Table {
        Table(
            columns: [
                .init("Repository", key: "repository", isNumeric: false),
                .init("Component", key: "component", isNumeric: false),
                .init("Measure", key: "measure", isNumeric: false), .init("Week", key: "week", isNumeric: false),
                .init("Covered", key: "covered"), .init("Total", key: "total"), .init("Percent", key: "percent"),
                .init("Change", key: "change_points"), .init("Age", key: "age_weeks"),
                .init("State", key: "state", isNumeric: false), .init("Commit", key: "commit", isNumeric: false),
            ],
            rows: report.series.flatMap { series in
                series.trend.points.map { point in
                    let sample = point.sample
                    return [
                        .text(series.repository.description), series.component.map { .text($0) } ?? .absent,
                        .text(report.measure.rawValue), .text(point.week.description),
                        .integer(sample?.count.covered), .integer(sample?.count.total),
                        sample?.count.percent.map { .number($0) } ?? .absent,
                        point.changeInHundredths.map { .number(points($0)) } ?? .absent,
                        sample == nil ? .absent : .integer(Int64(point.ageInWeeks)), .text(point.state),
                        sample.map { .text($0.commit.description) } ?? .absent,
                    ]
                }
            })
    }

    private static func change(_ hundredths: Int?) -> Table.Cell {
        hundredths.map { .number(($0 > 0 ? "+" : "") + points($0)) } ?? .absent
    }

    /// Hundredths of a percentage point as points with two decimals, such as `-0.05`.
    private static func points(_ hundredths: Int) -> String {
        let decimals = hundredths.magnitude % 100
        return "\(hundredths < 0 ? "-" : "")\(hundredths.magnitude / 100).\(decimals < 10 ? "0" : "")\(decimals)"
    }
}

extension CoverageTrend.Point {
    /// What the value of the week is, for programs.
    fileprivate var state: String {
        if sample == nil { return "gap" }
        return isStale ? "stale" : isCarriedForward ? "carried_forward" : "measured"
    }

    /// What the value of the week is, for people; nothing for a measured one.
    fileprivate var words: String {
        guard sample != nil else { return "not measured yet" }
        let weeks = ageInWeeks == 1 ? "1 week" : "\(ageInWeeks) weeks"
        return isStale ? "stale: \(weeks) old" : isCarriedForward ? "carried forward, \(weeks) old" : ""
    }
}
