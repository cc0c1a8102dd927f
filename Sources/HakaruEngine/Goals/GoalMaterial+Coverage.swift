import HakaruCoverage
package import HakaruMetrics
package import HakaruModel

extension GoalMaterial {
    /// Measures a goal on coverage: the sums over the last samples of its components and repositories.
    ///
    /// - Parameters:
    ///   - samples: The samples of the goal's measure on integration branches.
    ///   - goal: The goal.
    ///   - moment: When the goal is judged.
    ///   - fiscalYearStart: The month with which fiscal years begin.
    package init(
        coverage samples: [CoverageSample], for goal: Goal, at moment: GoalMoment,
        fiscalYearStart: FiscalYear.StartMonth
    ) {
        let series = Dictionary(grouping: samples.filter { goal.covers($0) }) { sample in
            [sample.repository.description, sample.component ?? ""]
        }.values.map { $0 }
        self.init(
            value: GoalMaterial.reading(series, at: moment.readAt, in: moment.zone, mayBeStale: false),
            baseline: GoalMaterial.baseline(series, goal, moment, fiscalYearStart))
    }

    /// The state at the end of the named stretch, or when the goal's year begins, else the first one in it.
    private static func baseline(
        _ series: [[CoverageSample]], _ goal: Goal, _ moment: GoalMoment, _ fiscalYearStart: FiscalYear.StartMonth
    ) -> Result<GoalReading, GoalGap> {
        if let span = goal.baseline {
            let end = span.period(in: moment.zone, fiscalYearStart: fiscalYearStart).end
            guard end <= moment.readAt else { return .failure(.baselineNotOver(label: span.description)) }
            return reading(series, at: end, in: moment.zone, mayBeStale: true)
        }
        let start = moment.zone.startOfDay(goal.from)
        guard moment.readAt > start else { return .failure(.notBegun(goal.from)) }
        let atStart = reading(series, at: start, in: moment.zone, mayBeStale: true)
        if case .success = atStart { return atStart }
        // A team that begins to measure within the year is judged from its first samples.
        let firsts = series.compactMap { $0.map(\.measuredAt).min() }
        guard let first = firsts.max(), first < moment.readAt else { return .failure(.noData) }
        return reading(series, at: first.advanced(bySeconds: 1), in: moment.zone, mayBeStale: true)
    }

    /// The sums over the last sample of each series before an instant; the oldest of them says how old it is.
    private static func reading(
        _ series: [[CoverageSample]], at instant: Instant, in zone: TimeZoneRules, mayBeStale: Bool
    ) -> Result<GoalReading, GoalGap> {
        let second = instant.advanced(bySeconds: -1)
        let week = ISOWeek(containing: second, in: zone)
        var count = CoverageCount.zero
        var age = 0
        for samples in series {
            let known = samples.filter { $0.measuredAt <= second }
            guard let point = CoverageTrend(samples: known, weeks: [week], in: zone).points.first,
                let sample = point.sample
            else { continue }
            count = count + sample.count
            age = max(age, point.ageInWeeks)
        }
        guard count.total > 0 else { return .failure(.noData) }
        guard mayBeStale || age <= CoverageTrend.staleAfterWeeks else { return .failure(.stale(weeks: age)) }
        return .success(
            GoalReading(
                value: Fraction(Int64(count.covered)) * Fraction(100, over: Int64(count.total)), count: count.total,
                until: zone.civilDate(at: second), ageInWeeks: age))
    }
}

extension Goal {
    /// Whether a sample belongs to what is looked at and is not left out.
    fileprivate func covers(_ sample: CoverageSample) -> Bool {
        guard scope.repositories.isEmpty || scope.repositories.contains(sample.repository) else { return false }
        let parts = exclusions.map(\.part)
        if parts.contains(.repository(sample.repository)) { return false }
        guard let component = sample.component else { return scope.components.isEmpty }
        return scope.covers(component: component) && !parts.contains(.component(component))
    }
}
