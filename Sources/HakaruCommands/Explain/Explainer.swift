import HakaruEngine
import HakaruMetrics
import HakaruModel
import HakaruReporter
import HakaruStore

/// Finds what is behind a number, whichever part of the program makes it.
struct Explainer {
    /// The question that was asked.
    let session: QuerySession
    /// The flags.
    let command: ExplainCommand
    /// The environment and the clock.
    let context: CommandContext

    /// The explanation as it is printed.
    func result() async throws -> RenderedResult {
        if let goal = command.goal { return try await explain(goal: goal) }
        let configuration = session.settings.configuration
        let subject = try ExplainedSubject(command.number ?? "", custom: configuration.customMetrics)
        let period = subject.isOfNow ? session.periodUntilNow(at: now(of: subject)) : session.period
        if case .custom(let metric) = subject { return try await explain(metric, in: period) }
        guard !session.scope.repositories.isEmpty else { throw EngineError.emptyStore }
        switch subject {
        case .pullRequests(let number): return try await explain(number, in: period)
        case .delivery(let number): return try await explain(number)
        case .coverage(let measure): return try await explain(measure, in: period)
        case .custom(let metric): return try await explain(metric, in: period)
        }
    }

    /// What people record does not wait for a sync.
    private func now(of subject: ExplainedSubject) -> Instant {
        if case .pullRequests = subject { return session.scope.asOf }
        return session.scope.isAsOfGiven ? session.scope.asOf : context.now()
    }

    private func explain(_ number: ExplainedNumber, in period: Period) async throws -> RenderedResult {
        try refuse(component: true)
        let start = session.settings.configuration.fiscalYearStart
        var query = try session.query(
            grouping: command.by.map { $0.key(fiscalYearStart: start) }, me: session.me(in: context))
        query.period = period
        let calendar = try calendar(of: number)
        // A group may be told by what only reviews tell.
        let columns = command.by.isEmpty ? FactColumn.explaining(number) : FactColumn.reviewing
        let table = try await session.table(columns.needed(by: query))
        let explanation =
            command.by.isEmpty
            ? try table.explain(number, query, calendar: calendar)
            : try table.explain(number, query, group: command.group, calendar: calendar)
        return RenderedResult(explanation, header: session.header(period: explanation.period))
    }

    /// The calendar of the flag, for the numbers that are printed in working time.
    private func calendar(of number: ExplainedNumber) throws -> WorkingCalendar? {
        guard let calendar = try command.working.calendar(session.settings) else { return nil }
        guard case .metric(let metric) = number, metric == .leadTime || Metric.stages.contains(metric) else {
            throw UsageError(
                summary: "--working-time: \(number.name) is not printed in working time.",
                hint: "The lead time and its stages are.")
        }
        return calendar
    }

    private func explain(_ number: DeliveryNumber) async throws -> RenderedResult {
        try refuse(component: true, people: true)
        let allowed: Set<GroupingOption> = [.week, .month, .quarter, .fiscalYear, .repo]
        guard command.by.allSatisfy(allowed.contains) else {
            throw UsageError(
                summary: "Deployments can be cut by week, month, quarter, fiscal-year and repo.", hint: nil)
        }
        let configuration = session.settings.configuration
        var ledgers = try await session.engine.deliveries(
            session.scope, rules: configuration.delivery, includesBots: session.filters.includesBots)
        var period = session.period
        for (option, name) in zip(command.by, command.group) {
            if let unit = option.key(fiscalYearStart: configuration.fiscalYearStart).timeGrouping {
                let buckets = Array(unit.buckets(of: period, in: session.settings.zone))
                guard let bucket = buckets.first(where: { $0.label == name }) else {
                    throw MetricsError.unknownGroup(name: name, known: buckets.map(\.label))
                }
                period = bucket.period
            } else {
                let known = ledgers.map(\.repository.description)
                ledgers = ledgers.filter { $0.repository.description == name }
                if ledgers.isEmpty { throw MetricsError.unknownGroup(name: name, known: known) }
            }
        }
        return RenderedResult(Evidence(number, ledgers, in: period), header: session.header(period: period))
    }

    private func explain(_ measure: CoverageMeasure, in period: Period) async throws -> RenderedResult {
        try refuse(people: true, groups: true)
        let wanted = command.component.map { $0 == "all" ? nil : $0 }
        var samples: [CoverageSample] = []
        var counted: Set<CoverageSample> = []
        for repository in session.scope.repositories {
            let known = try await session.engine.store.coverageSamples(of: repository.key).filter {
                !session.scope.isAsOfGiven || $0.measuredAt <= session.scope.asOf
            }
            samples += known
            counted.formUnion(
                known.filter {
                    $0.measure == measure && (wanted.isEmpty || wanted.contains($0.component))
                        && session.engine.rules.isIntegrationBranch($0.branch, of: repository.repository)
                })
        }
        let name = GoalMetric.coverage(measure).name
        let evidence = Evidence(coverage: name, samples: samples, before: period.end, speaksOf: counted.contains)
        return RenderedResult(evidence, header: session.header(period: period))
    }

    private func explain(_ metric: CustomMetric, in period: Period) async throws -> RenderedResult {
        try refuse(component: true, people: true, groups: true)
        guard session.filters.repositories.isEmpty else {
            throw UsageError(summary: "\(metric.name) belongs to no repository: leave -R out.", hint: nil)
        }
        let zone = session.settings.zone
        let days =
            zone.civilDate(
                at: period.start)..<zone.civilDate(at: period.end.advanced(bySeconds: -1)).advanced(byDays: 1)
        let records = try await session.engine.store.customRecords(of: metric.name)
        return RenderedResult(
            Evidence(metric, records: records, days: days), header: session.header(period: period))
    }

    private func explain(goal name: String) async throws -> RenderedResult {
        let goals = session.settings.configuration.goals
        guard let goal = goals.first(where: { $0.name == name }) else {
            throw UsageError(
                summary: "There is no goal '\(name)'.",
                hint: SpellingDistance.nearest(to: name, among: goals.map(\.name)).map { "Did you mean '\($0)'?" }
                    ?? "The goals are \(goals.map(\.name).joined(separator: ", ")).")
        }
        let guardrail = try command.guardrail.map { try self.guardrail($0, of: goal) }
        let builder = GoalBuilder(
            engine: session.engine, scope: session.scope, zone: session.settings.zone,
            fiscalYearStart: session.settings.configuration.fiscalYearStart,
            includesBots: session.filters.includesBots)
        let end = session.filters.week == nil ? nil : session.period.end
        let found = try await builder.explanation(
            of: goal, guardrail: guardrail, ofBaseline: command.baseline, at: end,
            recordedUntil: end ?? (session.scope.isAsOfGiven ? nil : context.now()))
        switch found {
        case .success(.pullRequests(let explanation)):
            return RenderedResult(explanation, header: session.header(period: explanation.period))
        case .success(.evidence(let evidence, let period)):
            return RenderedResult(evidence, header: session.header(period: period))
        case .failure(let gap):
            throw UsageError(
                summary: "The goal '\(name)' has no \(command.baseline ? "baseline" : "value"): "
                    + "\(gap.words(in: .english)).", hint: nil)
        }
    }

    /// The guardrail of a goal that a word names, with `-` or `_`.
    private func guardrail(_ word: String, of goal: Goal) throws(UsageError) -> Metric {
        let guardrails = goal.metric.guardrails
        guard let found = guardrails.first(where: { $0.rawValue == word.replacing("-", with: "_") }) else {
            throw UsageError(
                summary: "The goal '\(goal.name)' has no guardrail '\(word)'.",
                hint: guardrails.isEmpty
                    ? "Nothing stands beside it."
                    : "Beside it stand \(guardrails.map(\.rawValue).joined(separator: ", ")).")
        }
        return found
    }

    /// Refuses flags that say nothing about a number.
    private func refuse(component: Bool = false, people: Bool = false, groups: Bool = false) throws(UsageError) {
        let filters = session.filters
        let name = command.number ?? ""
        if component, !command.component.isEmpty {
            throw UsageError(summary: "--component says nothing about \(name).", hint: "It is a part of coverage.")
        }
        let isOfPeople =
            !filters.teams.isEmpty || filters.author != nil || !filters.bases.isEmpty || !filters.labels.isEmpty
        if people, isOfPeople || command.working.workingTime {
            throw UsageError(
                summary: "--team, --author, --base, --label and --working-time say nothing about \(name).", hint: nil)
        }
        if groups, !command.by.isEmpty {
            throw UsageError(
                summary: "--by and --group say nothing about \(name).",
                hint: "Name a period with --week, or --since and --until.")
        }
    }
}
