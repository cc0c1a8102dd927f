package import HakaruMetrics
package import HakaruModel
import HakaruStore

/// Makes the weekly summary from what is stored.
package struct SummaryBuilder: Sendable {
    /// What derives the facts.
    package let engine: QueryEngine
    /// The repositories and the instant that the summary speaks of.
    package let scope: QueryScope
    /// The reporting time zone.
    package let zone: TimeZoneRules
    /// What the files say: the components of coverage, the goals and the custom metrics.
    package let configuration: Configuration
    /// The days that people work; nil where that is not known.
    package let calendar: WorkingCalendar?
    /// Whether bots count like people.
    package let includesBots: Bool

    /// Makes a builder.
    package init(
        engine: QueryEngine, scope: QueryScope, zone: TimeZoneRules, configuration: Configuration = Configuration(),
        calendar: WorkingCalendar? = nil, includesBots: Bool = false
    ) {
        self.engine = engine
        self.scope = scope
        self.zone = zone
        self.configuration = configuration
        self.calendar = calendar
        self.includesBots = includesBots
    }

    /// The summary of one week; an empty week has one, too.
    package func summary(of week: ISOWeek) async throws -> WeeklySummary {
        let table = try await engine.table(scope)
        let period = week.period(in: zone)
        let recent = WeeklySummary.recentPeriod(endingWith: week, in: zone)
        let before = WeeklySummary.beforePeriod(endingWith: week, in: zone)
        let open = try table.inProgress(query(period))
        let unreviewed = open.items.filter { !$0.isReviewed && !$0.isDraft }
        let stretches = WeeklySummary.Stretches(week: period, recent: recent, before: before)
        var summary = WeeklySummary(
            week: week, period: period, timeZone: zone.identifier, asOf: scope.asOf,
            throughput: try total(stretches) { query throws(MetricsError) in try table.throughput(query).total },
            leadTime: try total(stretches) { query throws(MetricsError) in try table.leadTime(query).total },
            inProgress: open.report.total, waiting: try await waiting(unreviewed),
            course: try table.course(
                endingWith: week, query(period), calendar: calendar, custom: try await customSeries()))
        summary.waitingCount = unreviewed.count
        summary.inTransit = try await inTransit(try table.inTransit(query(period)))
        summary.repositories = try rows(.repository, of: table, stretches)
        if !engine.organization.teams.isEmpty { summary.teams = try rows(.team, of: table, stretches) }
        summary.goals = try await goals(endingWith: week)
        summary.coverage = try await coverage(endingWith: week)
        summary.customMetrics = try await customMetrics(endingWith: week)
        summary.workingDays = workingDays(endingWith: week)
        return summary
    }

    private func query(_ period: Period, grouping: [GroupingKey] = []) -> MetricsQuery {
        MetricsQuery(
            period: period, grouping: grouping, repositories: scope.repositories.map(\.repository.id),
            includesBots: includesBots, zone: zone, organization: engine.organization)
    }

    private func total<Figures>(
        _ periods: WeeklySummary.Stretches<Period>, _ figures: (MetricsQuery) throws(MetricsError) -> Figures
    ) throws(MetricsError) -> WeeklySummary.Stretches<Figures> {
        .init(
            week: try figures(query(periods.week)), recent: try figures(query(periods.recent)),
            before: try figures(query(periods.before)))
    }

    /// The rows of the last 4 weeks, each with its week where that has one.
    private func rows(
        _ key: GroupingKey, of table: FactTable, _ periods: WeeklySummary.Stretches<Period>
    ) throws(MetricsError) -> [WeeklySummary.GroupRow] {
        let recent = try groups(key, of: table, periods.recent)
        let week = Dictionary(uniqueKeysWithValues: try groups(key, of: table, periods.week))
        return recent.map { value, figures in
            // What is folded in a week is not what is folded in 4.
            WeeklySummary.GroupRow(key: value, week: value == .other ? nil : week[value], recent: figures)
        }
    }

    private func groups(
        _ key: GroupingKey, of table: FactTable, _ period: Period
    ) throws(MetricsError) -> [(GroupKey.Value, WeeklySummary.GroupRow.Figures)] {
        let leadTimes = try table.leadTime(query(period, grouping: [key])).groups
        let durations = Dictionary(uniqueKeysWithValues: leadTimes.map { ($0.key, $0.figures) })
        return try table.throughput(query(period, grouping: [key])).groups.compactMap { group in
            guard let value = group.key.parts.first?.value else { return nil }
            return (value, .init(throughput: group.figures, leadTime: durations[group.key] ?? LeadTimeFigures()))
        }
    }

    private func waiting(_ items: [InProgressReport.Item]) async throws -> [WeeklySummary.Waiting] {
        var waiting: [WeeklySummary.Waiting] = []
        for item in items.prefix(WeeklySummary.namedWaiting) {
            guard let (entry, _) = try await named(item.number, of: item.repository, age: item.ageSeconds) else {
                continue
            }
            waiting.append(entry)
        }
        return waiting
    }

    private func inTransit(_ items: [InTransitItem]) async throws -> [WeeklySummary.InTransit] {
        var named: [WeeklySummary.InTransit] = []
        // What will not arrive is an old story; what is still on its way comes first.
        for item in (items.filter { !$0.isStranded } + items.filter(\.isStranded)).prefix(WeeklySummary.namedWaiting) {
            let entry = try await self.named(item.number, of: item.repository, age: item.ageSeconds)
            guard let (entry, base) = entry else { continue }
            named.append(.init(entry, base: base, isStranded: item.isStranded))
        }
        return named
    }

    /// A pull request as it is named in a list, and its base.
    private func named(
        _ number: Int, of repository: RepositoryID, age: Int64
    ) async throws -> (WeeklySummary.Waiting, base: String?)? {
        guard let stored = scope.repositories.first(where: { $0.repository.id == repository }) else { return nil }
        let pullRequest = try await engine.store.pullRequest(number, of: stored.key)
        let entry = WeeklySummary.Waiting(
            repository: repository, number: number, title: pullRequest?.title ?? "", ageSeconds: age,
            url: stored.webAddress(ofPullRequest: number))
        return (entry, pullRequest?.baseBranch)
    }

    private func workingDays(endingWith week: ISOWeek) -> WeeklySummary.Stretches<WorkingDays>? {
        guard let calendar else { return nil }
        let weeks = WeeklySummary.weeks(endingWith: week)
        guard let own = WorkingDays(of: weeks.week, in: calendar),
            let recent = WorkingDays(of: weeks.recent, in: calendar),
            let before = WorkingDays(of: weeks.before, in: calendar)
        else { return nil }
        return .init(week: own, recent: recent, before: before)
    }
}
