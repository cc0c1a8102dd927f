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
        let series = GoalMaterial.series(samples, of: goal)
        self.init(
            value: GoalMaterial.reading(series, at: moment.readAt, in: moment.zone, mayBeStale: false),
            baseline: GoalMaterial.baseline(series, goal, moment, fiscalYearStart))
    }

    /// The samples of each component and repository that a goal looks at.
    static func series(_ samples: [CoverageSample], of goal: Goal) -> [[CoverageSample]] {
        Dictionary(grouping: samples.filter { goal.covers($0) }) { sample in
            [sample.repository.description, sample.component ?? ""]
        }.values.map { $0 }
    }

    private static func baseline(
        _ series: [[CoverageSample]], _ goal: Goal, _ moment: GoalMoment, _ fiscalYearStart: FiscalYear.StartMonth
    ) -> Result<GoalReading, GoalGap> {
        switch baselineInstant(series, goal, moment, fiscalYearStart) {
        case .success(let instant): reading(series, at: instant, in: moment.zone, mayBeStale: true)
        case .failure(let gap): .failure(gap)
        }
    }

    /// The end of the named stretch, or when the goal's year begins, else when the first samples in it are there.
    static func baselineInstant(
        _ series: [[CoverageSample]], _ goal: Goal, _ moment: GoalMoment, _ fiscalYearStart: FiscalYear.StartMonth
    ) -> Result<Instant, GoalGap> {
        if let span = goal.baseline {
            let end = span.period(in: moment.zone, fiscalYearStart: fiscalYearStart).end
            guard end <= moment.readAt else { return .failure(.baselineNotOver(label: span.description)) }
            return .success(end)
        }
        let start = moment.zone.startOfDay(goal.from)
        guard moment.readAt > start else { return .failure(.notBegun(goal.from)) }
        if case .success = reading(series, at: start, in: moment.zone, mayBeStale: true) { return .success(start) }
        // A team that begins to measure within the year is judged from its first samples.
        let firsts = series.compactMap { $0.map(\.measuredAt).min() }
        guard let first = firsts.max(), first < moment.readAt else { return .failure(.noData) }
        return .success(first.advanced(bySeconds: 1))
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
    func covers(_ sample: CoverageSample) -> Bool {
        guard scope.repositories.isEmpty || scope.repositories.contains(sample.repository) else { return false }
        let parts = exclusions.map(\.part)
        if parts.contains(.repository(sample.repository)) { return false }
        guard let component = sample.component else { return scope.components.isEmpty }
        return scope.covers(component: component) && !parts.contains(.component(component))
    }
}
