package import HakaruMetrics
package import HakaruModel
import HakaruStore

/// What lies behind a number: pull requests of the table of facts, or anything else.
package enum NumberExplanation: Sendable {
    /// Pull requests by the code that counts them.
    case pullRequests(Explanation)
    /// Coverage samples or recorded values, and the stretch that they were looked for in; nil where it has no beginning.
    case evidence(Evidence, Period?)
}

extension GoalBuilder {
    /// Lists what is behind the value or the baseline of a goal, and what is not.
    ///
    /// - Parameters:
    ///   - goal: The goal.
    ///   - guardrail: A guardrail of the goal, which is explained in place of its own metric.
    ///   - isBaseline: Whether the baseline is explained as it is computed now, in place of the value.
    ///   - instant: When the goal is judged; nil for the scope's `as_of`.
    ///   - recorded: When custom metrics and coverage are read; nil for the same instant.
    /// - Returns: The explanation, or why there is no such number.
    /// - Throws: A ``StoreError``, or a ``MetricsError`` for facts that cannot be used.
    package func explanation(
        of goal: Goal, guardrail: Metric? = nil, ofBaseline isBaseline: Bool, at instant: Instant? = nil,
        recordedUntil recorded: Instant? = nil
    ) async throws -> Result<NumberExplanation, GoalGap> {
        let instant = min(instant ?? scope.asOf, scope.asOf)
        switch goal.metric {
        case .pullRequests(let metric):
            let moment = GoalMoment(goal, at: instant, in: zone)
            return try await makeMeter().explanation(
                of: goal, metric: guardrail ?? metric, at: moment, ofBaseline: isBaseline
            ).map(NumberExplanation.pullRequests)
        case .custom(let metric):
            let moment = GoalMoment(goal, at: recorded ?? instant, in: zone)
            let records = try await engine.store.customRecords(of: metric.name)
            let days = GoalMaterial.days(
                of: CustomSeries(of: metric.name, records: records), for: goal, metric: metric, at: moment,
                ofBaseline: isBaseline, fiscalYearStart: fiscalYearStart)
            guard let days else { return .failure(.noData) }
            let period = Period(start: zone.startOfDay(days.lowerBound), end: zone.startOfDay(days.upperBound))
            return .success(.evidence(Evidence(metric, records: records, days: days), period))
        case .coverage(let measure):
            let moment = GoalMoment(goal, at: recorded ?? instant, in: zone)
            return try await coverage(of: goal, measure, at: moment, ofBaseline: isBaseline)
        }
    }

    private func coverage(
        of goal: Goal, _ measure: CoverageMeasure, at moment: GoalMoment, ofBaseline isBaseline: Bool
    ) async throws -> Result<NumberExplanation, GoalGap> {
        var samples: [CoverageSample] = []
        var counted: Set<CoverageSample> = []
        for repository in scope.repositories {
            let all = try await engine.store.coverageSamples(of: repository.key)
            samples += all
            counted.formUnion(
                all.filter {
                    $0.measure == measure && engine.rules.isIntegrationBranch($0.branch, of: repository.repository)
                        && goal.covers($0)
                })
        }
        var end = moment.readAt
        if isBaseline {
            let series = GoalMaterial.series(Array(counted), of: goal)
            switch GoalMaterial.baselineInstant(series, goal, moment, fiscalYearStart) {
            case .success(let instant): end = instant
            case .failure(let gap): return .failure(gap)
            }
        }
        let evidence = Evidence(
            coverage: goal.metric.name, samples: samples, before: end, speaksOf: counted.contains)
        return .success(.evidence(evidence, nil))
    }
}
