package import HakaruMetrics
package import HakaruModel
import HakaruStore

/// Measures and judges goals from what is stored, and says what of their baselines is to be frozen.
package struct GoalBuilder: Sendable {
    /// What derives the facts.
    package let engine: QueryEngine
    /// The repositories and the instant that the answer speaks of.
    package let scope: QueryScope
    /// The reporting time zone.
    package let zone: TimeZoneRules
    /// The month with which fiscal years begin.
    package let fiscalYearStart: FiscalYear.StartMonth
    /// Whether bots count like people.
    package let includesBots: Bool

    /// Makes a builder.
    package init(
        engine: QueryEngine, scope: QueryScope, zone: TimeZoneRules, fiscalYearStart: FiscalYear.StartMonth,
        includesBots: Bool = false
    ) {
        self.engine = engine
        self.scope = scope
        self.zone = zone
        self.fiscalYearStart = fiscalYearStart
        self.includesBots = includesBots
    }

    /// Judges goals.
    ///
    /// - Parameters:
    ///   - goals: The goals, usually those of the configuration.
    ///   - instant: When they are judged, such as the end of a week; nil for the scope's `as_of`.
    ///   - recorded: When custom metrics and coverage are read, which no sync brings; nil for the same instant.
    /// - Returns: One evaluation for each goal, in their order.
    /// - Throws: A ``StoreError``, or a ``MetricsError`` for facts that cannot be used.
    package func report(
        on goals: [Goal], at instant: Instant? = nil, recordedUntil recorded: Instant? = nil
    ) async throws -> GoalReport {
        let instant = min(instant ?? scope.asOf, scope.asOf)
        let evaluations = try judge(goals, from: try await sources(of: goals), at: instant, recordedUntil: recorded)
        return GoalReport(timeZone: zone.identifier, asOf: scope.asOf, goals: evaluations)
    }

    /// What goals are judged from, read once for any number of instants.
    struct Sources {
        fileprivate var frozen: [FrozenBaseline]
        fileprivate var records: [CustomRecord]
        fileprivate var meter: GoalMeter?
        fileprivate var samples: [CoverageSample] = []
    }

    /// Reads what some goals are judged from, and no more.
    func sources(of goals: [Goal]) async throws -> Sources {
        var sources = Sources(
            frozen: try await engine.store.frozenBaselines(), records: try await engine.store.customRecords(of: nil))
        for goal in goals {
            if case .pullRequests = goal.metric, sources.meter == nil { sources.meter = try await makeMeter() }
            if case .coverage = goal.metric, sources.samples.isEmpty { sources.samples = try await coverageSamples() }
        }
        return sources
    }

    /// Judges goals at an instant.
    func judge(
        _ goals: [Goal], from sources: Sources, at instant: Instant, recordedUntil recorded: Instant? = nil
    ) throws -> [GoalEvaluation] {
        let recorded = recorded ?? instant
        return try goals.map { goal in
            let moment: GoalMoment
            let material: GoalMaterial
            switch goal.metric {
            case .pullRequests(let metric):
                moment = GoalMoment(goal, at: instant, in: zone)
                material =
                    try sources.meter?.material(for: goal, metric: metric, at: moment)
                    ?? GoalMaterial(value: .failure(.noData), baseline: .failure(.noData))
            case .coverage(let measure):
                moment = GoalMoment(goal, at: recorded, in: zone)
                material = GoalMaterial(
                    coverage: sources.samples.filter { $0.measure == measure }, for: goal, at: moment,
                    fiscalYearStart: fiscalYearStart)
            case .custom(let metric):
                moment = GoalMoment(goal, at: recorded, in: zone)
                material = GoalMaterial(
                    CustomSeries(of: metric.name, records: sources.records), for: goal, metric: metric, at: moment,
                    fiscalYearStart: fiscalYearStart)
            }
            return GoalEvaluation(goal, material: material, frozen: sources.frozen, at: moment)
        }
    }

    /// The baselines to freeze: every one that is computed and that a goal needs.
    ///
    /// The store keeps those that differ from the last of their goal.
    ///
    /// - Parameters:
    ///   - report: The goals as they were judged.
    ///   - now: When they are frozen.
    /// - Returns: The baselines, each with the cause of its change.
    package func baselines(of report: GoalReport, frozenAt now: Instant) -> [FrozenBaseline] {
        report.goals.compactMap { evaluation in
            guard evaluation.goal.needsBaseline, let computed = evaluation.computedBaseline else { return nil }
            let fingerprint = evaluation.goal.fingerprint(engine.rules)
            let last = evaluation.frozen.last
            let cause: FrozenBaseline.Cause =
                if last == nil {
                    .first
                } else if last?.definitionsVersion != Definitions.version {
                    .definitions
                } else if last?.fingerprint != fingerprint {
                    .configuration
                } else {
                    .data
                }
            return FrozenBaseline(
                goal: evaluation.goal.name, label: evaluation.goal.baselineLabel, value: computed.value,
                count: computed.count, frozenAt: now, definitionsVersion: Definitions.version,
                fingerprint: fingerprint, cause: cause)
        }
    }

    func makeMeter() async throws -> GoalMeter {
        let epoch = Instant(secondsSinceEpoch: 0)
        let query = MetricsQuery(
            period: Period(lastCompleteWeeks: 0, before: epoch, in: zone), includesBots: includesBots, zone: zone,
            organization: engine.organization)
        return GoalMeter(
            try await engine.table(scope, columns: FactColumn.goals), query: query, fiscalYearStart: fiscalYearStart)
    }

    /// The samples on the integration branches of the scope.
    private func coverageSamples() async throws -> [CoverageSample] {
        var samples: [CoverageSample] = []
        for repository in scope.repositories {
            samples += try await engine.store.coverageSamples(of: repository.key).filter { sample in
                engine.rules.isIntegrationBranch(sample.branch, of: repository.repository)
            }
        }
        return samples
    }
}
