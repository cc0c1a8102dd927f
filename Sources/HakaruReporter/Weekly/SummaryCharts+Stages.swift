import HakaruMetrics
import HakaruModel

extension SummaryCharts {
    /// The stages week by week, one on the other.
    ///
    /// A median of fewer than five stays in the table and out of the picture, where one slow pull request would dwarf the
    /// rest; only where no week has more are they drawn.
    var stages: [SummaryDocument.Block] {
        let all = weeks.map { week in week.stages.map { ($0?.p50.approximate ?? 0, isFew: $0?.isFew == true) } }
        let hasMany = all.contains { $0.contains { $0.0 > 0 && !$0.isFew } }
        let medians = all.map { $0.map { hasMany && $0.isFew ? 0 : $0.0 } }
        guard let highest = medians.map({ $0.reduce(0, +) }).max(), highest > 0 else { return [] }
        let scale = ChartScale(.linear, from: 0, to: highest)
        let looks: [Chart.Look] = [.coding, .pickup, .review, .merge, .integration]
        let bars = zip(weeks, medians).map { Chart.Bar(start: seconds($0.start), end: end(of: $0), parts: $1) }
        let chart = Chart(
            id: "stages", title: longestStage ?? phrases.stagesDetail, detail: phrases.stagesDetail, x: time, y: scale,
            xTicks: months, yTicks: durations(scale.durationTicks), layers: [.bars(bars, looks: looks)], height: 200)
        let isAnyFew = all.contains { $0.contains { $0.isFew } }
        return [
            .chart(
                SummaryChart(
                    chart: chart,
                    legend: zip(Metric.stages, looks).map {
                        .init(sample: .area($1.rawValue), name: phrases.name(of: $0))
                    },
                    table: Table(
                        columns: [weekColumn]
                            + Metric.stages.map { .init("\(phrases.name(of: $0)) (n)", key: $0.rawValue) },
                        rows: weeks.map { [.text($0.week.description)] + $0.stages.map { .median($0) } },
                        notes: hasMany && isAnyFew ? [phrases.fewNotDrawn] : [])))
        ]
    }

    /// The longest stage of the last 4 weeks; nothing is concluded from fewer than five (`definitions.md` §7).
    private var longestStage: String? {
        let known = summary.leadTime.recent.stages.all.compactMap { stage in
            stage.distribution.flatMap { $0.isFew ? nil : (metric: stage.metric, median: $0.p50) }
        }
        return known.max { $0.median < $1.median }.map {
            phrases.longestStage(
                phrases.name(of: $0.metric), median: DurationText(seconds: $0.median.whole).description)
        }
    }
}
