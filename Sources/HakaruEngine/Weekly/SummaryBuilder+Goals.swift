import HakaruMetrics
import HakaruModel
import HakaruStore

/// The parts of a summary that the configuration asks for: goals, and series that no forge knows.
extension SummaryBuilder {
    /// The goals at the end of the week, each with its values every four weeks since its year began.
    func goals(endingWith week: ISOWeek) async throws -> [WeeklySummary.GoalRow] {
        let goals = configuration.goals
        guard !goals.isEmpty else { return [] }
        let builder = GoalBuilder(
            engine: engine, scope: scope, zone: zone, fiscalYearStart: configuration.fiscalYearStart,
            includesBots: includesBots)
        let sources = try await builder.sources(of: goals)
        let end = min(week.next.start(in: zone), scope.asOf)
        var instants = (1..<WeeklySummary.GoalRow.longestCourse).reversed().map { back in
            week.next.advanced(byWeeks: -4 * back).start(in: zone)
        }
        instants.append(end)
        let judged = try instants.map { try builder.judge(goals, from: sources, at: $0) }
        guard let now = judged.last else { return [] }
        return now.enumerated().map { index, evaluation in
            let first = zone.startOfDay(evaluation.goal.from)
            let last = zone.startOfDay(evaluation.goal.by.advanced(byDays: 1))
            // What is read before the goal began, or again after its end, is no part of its way.
            let course = zip(instants, judged).filter { at, _ in at > first && at <= last }.map { at, goals in
                WeeklySummary.GoalRow.Point(at: at, value: goals[index].value?.value)
            }
            return WeeklySummary.GoalRow(evaluation, course: course)
        }
    }

    /// The custom metrics of the configuration with their values, in its order.
    func customSeries() async throws -> [(metric: CustomMetric, series: CustomSeries)] {
        guard !configuration.customMetrics.isEmpty else { return [] }
        let records = try await engine.store.customRecords(of: nil)
        return configuration.customMetrics.map { ($0, CustomSeries(of: $0.name, records: records)) }
    }

    /// The custom metrics of the configuration, in its order.
    func customMetrics(endingWith week: ISOWeek) async throws -> [WeeklySummary.CustomRow] {
        let weeks = WeeklySummary.weeks(endingWith: week)
        return try await customSeries().map { metric, series in
            let values = weeks.map { weeks -> Thousandths? in
                guard let first = weeks.first?.firstDay, let end = weeks.last?.next.firstDay,
                    let last = series.last(before: end)
                else { return nil }
                // A series that has not begun is not known, and no sum of 0.
                guard metric.kind == .count else { return last.value.thousandths }
                return series.points(from: first, until: end).reduce(Fraction(0)) { $0 + $1.value }.thousandths
            }
            return WeeklySummary.CustomRow(
                metric: metric, values: values, lastDay: series.last(before: week.next.firstDay)?.date)
        }
    }
}
