package import HakaruModel

/// Measures goals on pull requests, through the same code as every other number.
package struct GoalMeter: Sendable {
    private let table: FactTable
    private let query: MetricsQuery
    private let fiscalYearStart: FiscalYear.StartMonth

    /// Prepares the measuring.
    ///
    /// - Parameters:
    ///   - table: The facts, with the columns ``FactColumn/goals``.
    ///   - query: Whose zone, people and treatment of bots are used; period, groups and other filters play no part.
    ///   - fiscalYearStart: The month with which fiscal years begin.
    package init(_ table: FactTable, query: MetricsQuery, fiscalYearStart: FiscalYear.StartMonth) {
        self.table = table
        self.query = query
        self.fiscalYearStart = fiscalYearStart
    }

    /// Measures a goal on a metric of pull requests.
    ///
    /// - Throws: ``MetricsError`` for a question that cannot be put; what has no answer is a ``GoalGap``.
    package func material(
        for goal: Goal, metric: Metric, at moment: GoalMoment
    ) throws(MetricsError) -> GoalMaterial {
        let now = recent(before: moment.readAt)
        let then = baselinePeriod(of: goal, at: moment)
        let value = try reading(of: goal, metric, in: now)
        var baseline: Result<GoalReading, GoalGap>
        switch then {
        case .success(let period): baseline = try reading(of: goal, metric, in: period)
        case .failure(let gap): baseline = .failure(gap)
        }
        let before = try? then.get()
        var guardrails: [GoalGuardrail] = []
        for metric in goal.metric.guardrails {
            guardrails.append(
                GoalGuardrail(
                    metric: metric,
                    before: try before.flatMap { period throws(MetricsError) in
                        try level(of: goal, metric, in: period)
                    },
                    now: try level(of: goal, metric, in: now)))
        }
        return GoalMaterial(value: value, baseline: baseline, guardrails: guardrails)
    }

    /// Lists what is behind the value or the baseline of a goal on a metric of pull requests, and what is not.
    ///
    /// A guardrail of the goal is read over the same stretches: ask with its metric.
    ///
    /// - Returns: The explanation, or why there is no such number.
    /// - Throws: ``MetricsError`` for a question that cannot be put.
    package func explanation(
        of goal: Goal, metric: Metric, at moment: GoalMoment, ofBaseline isBaseline: Bool
    ) throws(MetricsError) -> Result<Explanation, GoalGap> {
        let period: Period
        switch isBaseline ? baselinePeriod(of: goal, at: moment) : .success(recent(before: moment.readAt)) {
        case .success(let found): period = found
        case .failure(let gap): return .failure(gap)
        }
        let query = scoped(goal, in: period)
        guard !query.repositories.isEmpty else { return .failure(.noData) }
        return .success(try table.explain(metric, query))
    }

    /// The last 4 complete weeks before an instant.
    private func recent(before instant: Instant) -> Period {
        Period(lastCompleteWeeks: WeeklySummary.recentWeeks, before: instant, in: query.zone)
    }

    private func baselinePeriod(of goal: Goal, at moment: GoalMoment) -> Result<Period, GoalGap> {
        let start = query.zone.startOfDay(goal.from)
        guard let span = goal.baseline else {
            return moment.readAt < start ? .failure(.notBegun(goal.from)) : .success(recent(before: start))
        }
        let period = span.period(in: query.zone, fiscalYearStart: fiscalYearStart)
        return period.end > table.asOf ? .failure(.baselineNotOver(label: span.description)) : .success(period)
    }

    private func scoped(_ goal: Goal, in period: Period) -> MetricsQuery {
        var query = query
        query.period = period
        query.grouping = []
        query.teams = goal.scope.team.map { [$0] } ?? []
        query.authors = []
        let excluded = goal.exclusions.map(\.part)
        let all = goal.scope.repositories.isEmpty ? table.repositories : goal.scope.repositories
        query.repositories = all.filter { !excluded.contains(.repository($0)) }
        return query
    }

    /// The value over a period, or why there is none.
    private func reading(
        of goal: Goal, _ metric: Metric, in period: Period
    ) throws(MetricsError) -> Result<GoalReading, GoalGap> {
        let query = scoped(goal, in: period)
        guard !query.repositories.isEmpty, !period.isEmpty else { return .failure(.noData) }
        do throws(MetricsError) {
            return try reading(metric, goal.statistic, query)
        } catch {
            switch error {
            case .groupTooSmall: return .failure(.hiddenTeam)
            case .unknownTeam: return .failure(.unknownTeam)
            default: throw error
            }
        }
    }

    private func reading(
        _ metric: Metric, _ statistic: Goal.Statistic, _ query: MetricsQuery
    ) throws(MetricsError) -> Result<GoalReading, GoalGap> {
        let since = query.zone.civilDate(at: query.period.start)
        let until = query.zone.civilDate(at: query.period.end)
        func reading(_ value: Fraction, _ count: Int) -> Result<GoalReading, GoalGap> {
            .success(GoalReading(value: value, count: count, since: since, until: until))
        }
        switch metric.goalReading {
        case .rate:
            let count = try count(of: metric, query)
            let days = until.daysSinceEpoch - since.daysSinceEpoch
            // Nothing at all before the first pull request is no rate of 0.
            guard count > 0 || isKnown(query) else { return .failure(.noData) }
            return reading(Fraction(Int64(count) * 7, over: days), count)
        case .distribution:
            let spread = try table.spread(of: metric, query).total
            guard let distribution = spread.distribution else { return .failure(.noData) }
            guard !distribution.isFew else { return .failure(.few(count: distribution.count)) }
            return reading(Fraction(distribution[statistic]), distribution.count)
        case .share:
            let share = try share(of: metric, query)
            guard share.total > 0 else { return .failure(.noData) }
            return reading(Fraction(Int64(share.part) * 100, over: Int64(share.total)), share.total)
        case .level:
            guard isKnown(query) else { return .failure(.noData) }
            let stock = try stock(of: metric, query)
            return reading(Fraction(Int64(stock)), stock)
        case .sum, nil: return .failure(.noData)
        }
    }

    private func count(of metric: Metric, _ query: MetricsQuery) throws(MetricsError) -> Int {
        let figures = try table.throughput(query).total
        return switch metric {
        case .opened: figures.opened
        case .merged: figures.merged
        case .abandoned: figures.abandoned
        case .reverts: figures.reverts
        default: figures.integrated
        }
    }

    private func stock(of metric: Metric, _ query: MetricsQuery) throws(MetricsError) -> Int {
        let figures = try table.inProgress(query).report.total
        return switch metric {
        case .inTransit: figures.inTransit
        case .stranded: figures.stranded
        default: figures.inProgress
        }
    }

    private func share(of metric: Metric, _ query: MetricsQuery) throws(MetricsError) -> Share {
        metric == .revertShare
            ? try table.throughput(query).total.revertShare : try table.reviews(query).total.unapprovedShare
    }

    /// A guardrail over a period: a median, a share, or a number at its end.
    private func level(of goal: Goal, _ metric: Metric, in period: Period) throws(MetricsError) -> Thousandths? {
        let query = scoped(goal, in: period)
        guard !query.repositories.isEmpty, !period.isEmpty else { return nil }
        do throws(MetricsError) {
            switch metric.unit {
            case .share: return try share(of: metric, query).ratio
            case .count: return isKnown(query) ? Thousandths(Int64(try stock(of: metric, query))) : nil
            case .lines, .seconds, .perPullRequest: return try table.spread(of: metric, query).total.distribution?.p50
            }
        } catch {
            if case .groupTooSmall = error { return nil }
            if case .unknownTeam = error { return nil }
            throw error
        }
    }

    /// Whether a pull request of the scope was opened before the end of the period.
    private func isKnown(_ query: MetricsQuery) -> Bool {
        let end = FactTable.packed(query.period.end)
        return table.repositories.indices.contains { index in
            query.repositories.contains(table.repositories[index])
                && table.rowsByRepository[index].contains { table.createdAt[$0] < end }
        }
    }
}

extension FactColumn {
    /// What ``GoalMeter`` reads.
    package static let goals = reviewing.union(inProgress).union(throughput)
}

extension Distribution {
    /// The figure of a goal.
    fileprivate subscript(statistic: Goal.Statistic) -> Thousandths {
        switch statistic {
        case .p50: p50
        case .p75: p75
        case .p90: p90
        case .mean: mean
        }
    }
}
