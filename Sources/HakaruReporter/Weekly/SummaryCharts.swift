import HakaruMetrics
import HakaruModel

/// The charts of a summary in one language; none where no week is known.
struct SummaryCharts {
    let summary: WeeklySummary
    let zone: TimeZoneRules
    let phrases: any Phrases
    let language: Language

    /// How many single pull requests are drawn at most, so that the page stays small.
    static let drawnPoints = 1_500

    var weeks: [WeeklyCourse.Week] { summary.course.weeks }

    var time: ChartScale {
        ChartScale(.linear, from: weeks.first.map { seconds($0.start) } ?? 0, to: seconds(summary.period.end))
    }

    func seconds(_ instant: Instant) -> Double { Double(instant.secondsSinceEpoch) }

    /// The middle of a week.
    func middle(_ week: WeeklyCourse.Week) -> Double { (seconds(week.start) + end(of: week)) / 2 }

    func end(of week: WeeklyCourse.Week) -> Double { seconds(week.week.next.start(in: zone)) }

    /// The first week of each month, by name.
    var months: [Chart.Tick] { months(of: weeks.map(\.week)) }

    /// The first week of each month among some weeks, by name.
    func months(of weeks: [ISOWeek]) -> [Chart.Tick] {
        var shown = 0
        return weeks.compactMap { week in
            let day = week.firstDay
            // The first week shown rarely begins a month: its name would stand at the wrong place.
            guard day.month != shown, day.day <= 7 else { return nil }
            shown = day.month
            return Chart.Tick(value: seconds(week.start(in: zone)), label: phrases.month(day.month))
        }
    }

    func durations(_ ticks: [Double]) -> [Chart.Tick] {
        ticks.map { Chart.Tick(value: $0, label: DurationText(seconds: Int64($0)).description) }
    }

    private func finding(_ metric: Metric) -> String {
        guard let statement = summary.course.statement(metric, over: .fourWeeks) else {
            return phrases.name(of: metric)
        }
        let texts = TrendTexts(statement, phrases: phrases)
        return phrases.finding(
            phrases.name(of: metric), words: statement.trend.words(in: language), after: texts.after,
            before: texts.before)
    }

    var throughput: [SummaryDocument.Block] {
        guard !weeks.isEmpty else { return [] }
        let limits = NaturalLimits(weeks.map { Double($0.integrated) }, scale: .linear)
        let highest = weeks.map { Double(max($0.integrated, $0.opened)) }.max() ?? 1
        let scale = ChartScale(.linear, from: 0, to: max(highest, limits?.upper ?? 0, 1))
        let bars = weeks.map {
            Chart.Bar(
                start: seconds($0.start), end: end(of: $0), parts: [Double($0.integrated)], isHatched: $0.isHatched)
        }
        let chart = Chart(
            id: "throughput", title: finding(.integrated), detail: phrases.throughputDetail, x: time, y: scale,
            xTicks: months,
            yTicks: scale.countTicks.map { .init(value: $0, label: String(Int($0))) },
            layers: layers(limits) + [
                .bars(bars, looks: [.main]),
                .line(weeks.map { .init(x: middle($0), y: Double($0.opened)) }, look: .second),
            ], height: 200)
        let quiet: [SummaryChart.Key] =
            weeks.contains { $0.isHatched } ? [.init(sample: .hatched, name: phrases.quietWeeks)] : []
        return [
            .chart(
                SummaryChart(
                    chart: chart,
                    legend: [.init(sample: .area("main"), name: phrases.name(of: .integrated))] + quiet + [
                        .init(sample: .line("second"), name: phrases.name(of: .opened))
                    ] + limitsKey(limits),
                    table: Table(
                        columns: [
                            weekColumn, .init(phrases.name(of: .integrated), key: "integrated"),
                            .init(phrases.name(of: .opened), key: "opened"),
                            .init(phrases.name(of: .inProgress), key: "in_progress"),
                        ],
                        rows: weeks.map {
                            [
                                .text($0.week.description), .integer(Int64($0.integrated)), .integer(Int64($0.opened)),
                                .integer(Int64($0.inProgress)),
                            ]
                        })))
        ]
    }

    var weekColumn: Table.Column { .init(phrases.week, key: "week", isNumeric: false) }

    private func layers(_ limits: NaturalLimits?) -> [Chart.Layer] {
        limits.map { [.limits(low: $0.lower, centre: $0.centre, high: $0.upper)] } ?? []
    }

    private func limitsKey(_ limits: NaturalLimits?) -> [SummaryChart.Key] {
        limits == nil ? [] : [.init(sample: .area("limits"), name: phrases.naturalLimits)]
    }

    var leadTime: [SummaryDocument.Block] {
        guard !summary.course.points.isEmpty else { return [] }
        let points = thinned
        let lengths = summary.course.points.map { Double($0.leadTimeSeconds) }
        // A change that took less than a minute lies at the foot of the axis.
        let scale = ChartScale(
            .logarithmic, from: max(60, (lengths.min() ?? 60) * 0.8), to: (lengths.max() ?? 60) * 1.25)
        let limits = NaturalLimits(weeks.map { $0.leadTime?.p50.approximate }, scale: .logarithmic)
        let chart = Chart(
            id: "lead-time", title: finding(.leadTime), detail: phrases.leadTimeDetail, x: time, y: scale,
            xTicks: months,
            yTicks: durations(scale.durationTicks),
            layers: layers(limits) + [
                .points(points.map { .init(x: seconds($0.integratedAt), y: Double($0.leadTimeSeconds)) }, look: .dots),
                .ribbon(
                    weeks.map { week in
                        guard let low = week.leadTimeP25, let high = week.leadTime?.p75 else { return nil }
                        return .init(x: middle(week), low: low.approximate, high: high.approximate)
                    }, look: .mainRibbon),
                .line(line { $0.p90 }, look: .mainDotted), .line(line { $0.p50 }, look: .main),
            ], height: 300)
        let note =
            points.count < summary.course.points.count
            ? [phrases.drawn(points.count, of: summary.course.points.count)] : []
        return [
            .chart(
                SummaryChart(
                    chart: chart,
                    legend: [
                        .init(sample: .line("main"), name: phrases.median),
                        .init(sample: .area("ribbon"), name: phrases.middleHalf),
                        .init(sample: .line("dotted"), name: "p90"),
                        .init(sample: .dot("dots"), name: phrases.singlePullRequest),
                    ] + limitsKey(limits),
                    table: leadTimeTable(notes: note)))
        ]
    }

    private func line(_ value: (Distribution) -> Thousandths) -> [Chart.Point?] {
        weeks.map { week in week.leadTime.map { .init(x: middle(week), y: value($0).approximate) } }
    }

    private func leadTimeTable(notes: [String]) -> Table {
        let isFew = weeks.contains { $0.leadTime?.isFew == true }
        return Table(
            columns: [
                weekColumn, .init("n", key: "n"), .init("p25", key: "p25"), .init(phrases.median, key: "p50"),
                .init("p75", key: "p75"), .init("p90", key: "p90"),
            ],
            rows: weeks.map { week in
                let isFew = week.leadTime?.isFew ?? false
                return [
                    .text(week.week.description), .integer(week.leadTime?.count ?? 0),
                    .duration(week.leadTimeP25, isFew: isFew), .duration(week.leadTime?.p50, isFew: isFew),
                    .duration(week.leadTime?.p75, isFew: isFew), .duration(week.leadTime?.p90, isFew: isFew),
                ]
            }, notes: (isFew ? [phrases.few] : []) + notes)
    }

    /// Every k-th pull request, so that no more than ``drawnPoints`` are drawn.
    private var thinned: [WeeklyCourse.Point] {
        let points = summary.course.points
        let step = (points.count + SummaryCharts.drawnPoints - 1) / SummaryCharts.drawnPoints
        return step <= 1 ? points : stride(from: 0, to: points.count, by: step).map { points[$0] }
    }
}
