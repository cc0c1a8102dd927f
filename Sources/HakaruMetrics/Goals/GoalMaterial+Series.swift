package import HakaruModel

extension GoalMaterial {
    /// Measures a goal on a custom metric.
    ///
    /// - Parameters:
    ///   - series: The recorded values.
    ///   - goal: The goal.
    ///   - metric: The custom metric.
    ///   - moment: When the goal is judged.
    ///   - fiscalYearStart: The month with which fiscal years begin.
    package init(
        _ series: CustomSeries, for goal: Goal, metric: CustomMetric, at moment: GoalMoment,
        fiscalYearStart: FiscalYear.StartMonth
    ) {
        switch metric.kind {
        case .level:
            let value = GoalMaterial.level(series.last(before: moment.lastDay.advanced(byDays: 1)), at: moment)
            self.init(value: value, baseline: GoalMaterial.start(series, goal, moment, fiscalYearStart))
        case .count:
            let value = GoalMaterial.sum(series, from: goal.from, until: moment.lastDay.advanced(byDays: 1))
            let span = goal.baseline?.period(in: moment.zone, fiscalYearStart: fiscalYearStart)
            let baseline = span.map { span in
                GoalMaterial.sum(
                    series, from: moment.zone.civilDate(at: span.start), until: moment.zone.civilDate(at: span.end))
            }
            self.init(value: value, baseline: baseline ?? .failure(.noData))
        }
    }

    /// The last value of a stretch, or the one that holds when the goal's year begins, else the first one in it.
    private static func start(
        _ series: CustomSeries, _ goal: Goal, _ moment: GoalMoment, _ fiscalYearStart: FiscalYear.StartMonth
    ) -> Result<GoalReading, GoalGap> {
        if let span = goal.baseline {
            let end = span.period(in: moment.zone, fiscalYearStart: fiscalYearStart).end
            guard end <= moment.readAt else { return .failure(.baselineNotOver(label: span.description)) }
            return level(series.last(before: moment.zone.civilDate(at: end)), at: moment)
        }
        guard moment.lastDay >= goal.from else { return .failure(.notBegun(goal.from)) }
        let first = series.first(from: goal.from).flatMap { $0.date <= moment.lastDay ? $0 : nil }
        return level(series.last(before: goal.from.advanced(byDays: 1)) ?? first, at: moment)
    }

    /// The days whose records give the value of a goal on a custom metric, or its baseline; nil where there is none.
    package static func days(
        of series: CustomSeries, for goal: Goal, metric: CustomMetric, at moment: GoalMoment,
        ofBaseline isBaseline: Bool, fiscalYearStart: FiscalYear.StartMonth
    ) -> Range<CivilDate>? {
        let tomorrow = moment.lastDay.advanced(byDays: 1)
        guard isBaseline else { return goal.from < tomorrow ? goal.from..<tomorrow : nil }
        if let span = goal.baseline?.period(in: moment.zone, fiscalYearStart: fiscalYearStart) {
            return moment.zone.civilDate(at: span.start)..<moment.zone.civilDate(at: span.end)
        }
        guard metric.kind == .level else { return nil }
        let first = series.last(before: goal.from.advanced(byDays: 1)) ?? series.first(from: goal.from)
        return first.map { $0.date..<max(goal.from, $0.date).advanced(byDays: 1) }
    }

    private static func level(_ point: CustomSeries.Point?, at moment: GoalMoment) -> Result<GoalReading, GoalGap> {
        guard let point else { return .failure(.noData) }
        let days = moment.lastDay.daysSinceEpoch - point.date.daysSinceEpoch
        return .success(
            GoalReading(value: point.value, count: 1, until: point.date, ageInWeeks: Int(max(0, days) / 7)))
    }

    private static func sum(
        _ series: CustomSeries, from start: CivilDate, until end: CivilDate
    ) -> Result<GoalReading, GoalGap> {
        let points = series.points(from: start, until: end)
        // A series that has begun and has no value in the stretch stands at 0; one without any value is not known.
        guard series.last(before: end) != nil else { return .failure(.noData) }
        let sum = points.reduce(Fraction(0)) { $0 + $1.value }
        return .success(GoalReading(value: sum, count: points.count, since: start, until: end))
    }
}
