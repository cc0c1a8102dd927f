import HakaruMetrics
import HakaruModel

/// Coverage in a summary: one line a component, what is left out among them with its reason.
struct SummaryCoverage {
    let rows: [WeeklySummary.CoverageRow]
    let phrases: any Phrases

    /// The bar that the chart draws, in percent.
    static let bar = 80

    /// The name of a component, with its repository where there are several.
    func name(_ row: WeeklySummary.CoverageRow) -> String {
        let repositories = Set(rows.compactMap(\.repository))
        guard let component = row.component else { return row.repository?.description ?? "" }
        guard repositories.count > 1, let repository = row.repository else { return component }
        return "\(repository): \(component)"
    }

    var table: Table {
        Table(
            columns: [
                .init(phrases.component, key: "component", isNumeric: false),
                .init(phrases.lineCoverage, key: "line_coverage"), .init(phrases.lines, key: "lines"),
                .init(phrases.sinceLastWeek, key: "change"), .init(phrases.sinceFourWeeks, key: "change_4_weeks"),
                .init(phrases.measured, key: "age", isNumeric: false),
                .init(phrases.excluded, key: "excluded", isNumeric: false),
            ],
            rows: rows.map { row in
                let count = row.current?.count
                return [
                    .text(name(row)), count?.percent.map { .text(phrases.share($0)) } ?? .absent,
                    count.map { .text("\($0.covered) / \($0.total)") } ?? .absent,
                    points(row.change(overWeeks: 1)), points(row.change(overWeeks: 4)),
                    row.current.map { .text(age($0)) } ?? .text(phrases.neverMeasured),
                    row.exclusionReason.map { .text($0) } ?? .absent,
                ]
            })
    }

    private func age(_ point: WeeklySummary.CoverageRow.Point) -> String {
        point.isStale
            ? phrases.stale(weeks: point.ageInWeeks)
            : point.ageInWeeks > 0 ? phrases.carriedForward(weeks: point.ageInWeeks) : phrases.thisWeek
    }

    /// A change in percentage points with two places and a sign.
    private func points(_ hundredths: Int?) -> Table.Cell {
        guard let hundredths else { return .absent }
        let sign = hundredths > 0 ? "+" : hundredths < 0 ? "−" : "±"
        let places = String(100 + hundredths.magnitude % 100).dropFirst()
        return .text("\(sign)\(hundredths.magnitude / 100).\(places)")
    }

    /// How many components reach the bar, those left out apart.
    var finding: String {
        let counted = rows.filter { $0.exclusionReason == nil }.compactMap { $0.current?.count }
        let reached = counted.count { count in
            CoverageTarget("\(SummaryCoverage.bar)").flatMap { count.meets($0) } ?? false
        }
        return phrases.coverageFinding(
            reached: reached, of: counted.count, bar: SummaryCoverage.bar,
            excluded: rows.count { $0.exclusionReason != nil })
    }

    /// The components as they are drawn, each with a line of its own; at most as many as can be told apart.
    var drawn: [(row: WeeklySummary.CoverageRow, look: Chart.Look)] {
        let looks: [Chart.Look] = [.coding, .pickup, .review, .merge, .integration]
        let measured = rows.filter { $0.points.contains { $0 != nil } }
        return zip(measured, looks).map { (row: $0, look: $1) }
    }
}

extension SummaryCharts {
    /// The coverage of the components week by week, with the bar of 80 %.
    var coverage: [SummaryDocument.Block] {
        let coverage = SummaryCoverage(rows: summary.coverage, phrases: phrases)
        let drawn = coverage.drawn
        guard !drawn.isEmpty, !coverageWeeks.isEmpty else { return [] }
        func percent(_ point: WeeklySummary.CoverageRow.Point?) -> Double? {
            point.flatMap { point in
                point.isStale ? nil : point.count.hundredthsOfPercent.map { Double($0) / 100 }
            }
        }
        let values = drawn.flatMap { $0.row.points.compactMap(percent) }
        let low = min(values.min() ?? 0, Double(SummaryCoverage.bar))
        let scale = ChartScale(.linear, from: max(0, (low / 10 - 0.5).rounded(.down) * 10), to: 100)
        let lines = drawn.map { row, look in
            Chart.Layer.line(
                zip(coverageWeeks, row.points).map { week, point in
                    percent(point).map {
                        .init(x: (seconds(week.start(in: zone)) + seconds(week.next.start(in: zone))) / 2, y: $0)
                    }
                }, look: look)
        }
        let bar = Chart.Layer.rule(Double(SummaryCoverage.bar), label: phrases.share("\(SummaryCoverage.bar)"))
        let chart = Chart(
            id: "coverage", title: coverage.finding, detail: phrases.coverageDetail,
            x: ChartScale(
                .linear, from: seconds(coverageWeeks[0].start(in: zone)), to: seconds(summary.period.end)), y: scale,
            xTicks: months(of: coverageWeeks),
            yTicks: scale.countTicks.map { .init(value: $0, label: phrases.share(String(Int($0)))) },
            layers: [bar] + lines, height: 200)
        let columns = drawn.map { Table.Column(coverage.name($0.row), key: "coverage") }
        let rows = coverageWeeks.enumerated().map { index, week -> [Table.Cell] in
            [.text(week.description)]
                + drawn.map { entry -> Table.Cell in
                    let percent = entry.row.points[index].flatMap { $0.count.percent }
                    return percent.map { .text(phrases.share($0)) } ?? .absent
                }
        }
        return [
            .chart(
                SummaryChart(
                    chart: chart,
                    legend: drawn.map { .init(sample: .line($0.look.rawValue), name: coverage.name($0.row)) },
                    table: Table(columns: [weekColumn] + columns, rows: rows)))
        ]
    }

    /// The weeks that the points of coverage stand for.
    private var coverageWeeks: [ISOWeek] {
        let count = summary.coverage.first?.points.count ?? 0
        return (0..<count).reversed().map { summary.week.advanced(byWeeks: -$0) }
    }
}
