import HakaruMetrics
import HakaruModel

/// The goals in a summary: each with its pace, and with what would show that it is reached at another cost.
struct SummaryGoals {
    let rows: [WeeklySummary.GoalRow]
    let phrases: any Phrases
    let language: Language

    private var goals: [GoalEvaluation] { rows.map(\.evaluation) }

    var table: Table {
        Table(
            columns: [
                .init(phrases.goal, key: "goal", isNumeric: false), .init(phrases.now, key: "value"),
                .init(phrases.paceToday, key: "pace"), .init(phrases.target, key: "target"),
                .init(phrases.by, key: "by"), .init(phrases.state, key: "state", isNumeric: false),
                .init(phrases.besides, key: "guardrails", isNumeric: false),
            ],
            rows: goals.map { goal in
                [
                    .text(goal.goal.name), value(goal), cell(goal.pace, of: goal), target(goal),
                    .text(goal.goal.by.description), .text(state(goal)),
                    goal.guardrails.isEmpty
                        ? .absent : .text(goal.guardrails.map(guardrail).joined(separator: "; ")),
                ]
            },
            notes: goals.flatMap(notes))
    }

    private func value(_ goal: GoalEvaluation) -> Table.Cell {
        guard let reading = goal.value else { return .absent }
        return .text("\(text(reading.value, of: goal)) (\(reading.count))")
    }

    private func cell(_ value: Fraction?, of goal: GoalEvaluation) -> Table.Cell {
        value.map { .text(text($0, of: goal)) } ?? .absent
    }

    private func target(_ goal: GoalEvaluation) -> Table.Cell {
        let sign = goal.goal.direction == .atLeast ? "≥" : "≤"
        return goal.target.map { .text("\(sign) \(text($0, of: goal))") } ?? .absent
    }

    /// How a goal stands, and why that is not known.
    func state(_ goal: GoalEvaluation) -> String {
        ([goal.state.words(in: language)] + (goal.gap.map { [$0.words(in: language)] } ?? [])).joined(separator: ": ")
    }

    /// A value of a goal in its unit.
    func text(_ value: Fraction, of goal: GoalEvaluation) -> String {
        switch goal.goal.metric.unit {
        case .number: return value.thousandths.description
        case .perWeek: return phrases.perWeek(value.thousandths.description)
        case .seconds: return DurationText(seconds: value.thousandths.whole).description
        case .percent:
            // Rounded down: a printed number never reaches a target that the exact one does not reach.
            let hundredths = value.numerator * 100 / value.denominator
            return phrases.share("\(hundredths / 100).\(String(100 + hundredths % 100).dropFirst())")
        }
    }

    private func guardrail(_ guardrail: GoalGuardrail) -> String {
        let numbers = [guardrail.before, guardrail.now].map { number -> String in
            guard let number else { return "–" }
            switch guardrail.metric.unit {
            case .seconds: return DurationText(seconds: number.whole).description
            case .share: return SummaryTables.percent(number, phrases)
            case .count: return number.description
            case .lines, .perPullRequest: return TrendTexts.tenths(number)
            }
        }
        return "\(phrases.name(of: guardrail.metric)) \(numbers.joined(separator: " → "))"
    }

    /// What is left out of a goal, and how its baseline has moved.
    private func notes(_ goal: GoalEvaluation) -> [String] {
        let excluded = goal.goal.exclusions.map { "\(goal.goal.name): \(phrases.leftOut($0.name, reason: $0.reason))" }
        let baseline = goal.baseline.map { baseline -> String in
            let value = "\(text(baseline.value, of: goal)) (\(baseline.count))"
            let label = goal.goal.baseline == nil ? phrases.start(of: goal.goal.from) : baseline.label
            let words = phrases.baseline(label, value: value, isFrozen: baseline.frozenAt != nil)
            return "\(goal.goal.name): \(words)"
        }
        let drift = goal.drift.map { drift -> String in
            let value = "\(text(drift.value, of: goal)) (\(drift.count))"
            return "\(goal.goal.name): \(phrases.restated(value))"
        }
        return excluded + [baseline, drift].compactMap { $0 }
    }
}

extension SummaryCharts {
    /// How many goals have a chart at most.
    private static let drawnGoals = 4

    /// The way of each goal to its target, beside the straight line to it.
    var goals: [SummaryDocument.Block] {
        let goals = SummaryGoals(rows: summary.goals, phrases: phrases, language: language)
        let drawn = summary.goals.filter { row in
            row.evaluation.target != nil && row.course.contains { $0.value != nil }
        }
        return drawn.prefix(SummaryCharts.drawnGoals).enumerated().map { index, row in
            .chart(chart(row, id: "goal-\(index)", goals: goals))
        }
    }

    private func chart(_ row: WeeklySummary.GoalRow, id: String, goals: SummaryGoals) -> SummaryChart {
        let goal = row.evaluation
        let from = zone.startOfDay(goal.goal.from)
        let by = zone.startOfDay(goal.goal.by.advanced(byDays: 1))
        let start = goal.goal.metric.reading == .sum ? Fraction(0) : goal.baseline?.value
        let target = goal.target
        let values = (row.course.map(\.value) + [start, target]).compactMap { $0?.thousandths.approximate }
        let scale = ChartScale(.linear, from: min(0, values.min() ?? 0), to: (values.max() ?? 1) * 1.08)
        var layers: [Chart.Layer] = []
        if let target { layers.append(.rule(target.thousandths.approximate, label: goals.text(target, of: goal))) }
        if let start, let target {
            layers.append(
                .line(
                    [
                        .init(x: seconds(from), y: start.thousandths.approximate),
                        .init(x: seconds(by), y: target.thousandths.approximate),
                    ], look: .mainDotted))
        }
        layers.append(
            .line(
                row.course.map { point in point.value.map { .init(x: seconds(point.at), y: $0.thousandths.approximate) }
                },
                look: .main)
        )
        let days = row.course.map { zone.civilDate(at: $0.at) }
        let chart = Chart(
            id: id, title: "\(goal.goal.name): \(goals.state(goal))", detail: phrases.goalDetail,
            x: ChartScale(.linear, from: seconds(from), to: max(seconds(by), seconds(summary.period.end))), y: scale,
            xTicks: quarters(from: goal.goal.from, until: goal.goal.by),
            yTicks: ticks(scale, of: goal, goals: goals), layers: layers, height: 180)
        return SummaryChart(
            chart: chart,
            legend: [
                .init(sample: .line("main"), name: phrases.now),
                .init(sample: .line("dotted"), name: phrases.paceToday),
            ],
            table: Table(
                columns: [
                    .init(phrases.day, key: "day", isNumeric: false), .init(goal.goal.name, key: "value"),
                ],
                rows: zip(days, row.course).map { day, point in
                    [
                        .text(day.description),
                        point.value.map { .text(goals.text($0, of: goal)) } ?? .absent,
                    ]
                }))
    }

    private func ticks(_ scale: ChartScale, of goal: GoalEvaluation, goals: SummaryGoals) -> [Chart.Tick] {
        if goal.goal.metric.unit == .seconds { return durations(scale.durationTicks) }
        let unit = goal.goal.metric.unit
        return scale.countTicks.map {
            .init(value: $0, label: unit == .percent ? phrases.share(String(Int($0))) : String(Int($0)))
        }
    }

    /// The first day of each quarter, by its month.
    private func quarters(from first: CivilDate, until last: CivilDate) -> [Chart.Tick] {
        var ticks: [Chart.Tick] = []
        var day = first
        while day <= last, ticks.count < 12 {
            if day.day == 1, day.month % 3 == 1 {
                ticks.append(.init(value: seconds(zone.startOfDay(day)), label: phrases.month(day.month)))
            }
            day = day.advanced(byDays: 1)
        }
        return ticks
    }
}

extension SummaryTables {
    /// The series that no forge knows.
    var customMetrics: Table {
        Table(
            columns: [metricColumn, .init(phrases.kind, key: "kind", isNumeric: false)] + stretchColumns + [
                .init(phrases.lastRecorded, key: "last")
            ],
            rows: summary.customMetrics.map { row in
                [.text(row.metric.name), .text(phrases.kind(row.metric.kind))]
                    + row.values.all.map { value in value.map { .number($0.description) } ?? .absent }
                    + [row.lastDay.map { .text($0.description) } ?? .absent]
            })
    }
}
