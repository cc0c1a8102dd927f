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
    /// Whether bots count like people.
    package let includesBots: Bool

    /// Makes a builder.
    package init(engine: QueryEngine, scope: QueryScope, zone: TimeZoneRules, includesBots: Bool = false) {
        self.engine = engine
        self.scope = scope
        self.zone = zone
        self.includesBots = includesBots
    }

    /// The summary of one week; an empty week has one, too.
    package func summary(of week: ISOWeek) async throws -> WeeklySummary {
        let table = try await engine.table(scope)
        let period = week.period(in: zone)
        let recent = WeeklySummary.recentPeriod(endingWith: week, in: zone)
        let before = WeeklySummary.beforePeriod(endingWith: week, in: zone)
        let byRepository = query(period, grouping: [.repository])
        let throughput = try table.throughput(byRepository)
        let leadTime = try table.leadTime(byRepository)
        let open = try table.inProgress(query(period))
        return WeeklySummary(
            week: week, period: period, timeZone: zone.identifier, asOf: scope.asOf,
            throughput: .init(
                week: throughput.total, recent: try table.throughput(query(recent)).total,
                before: try table.throughput(query(before)).total),
            leadTime: .init(
                week: leadTime.total, recent: try table.leadTime(query(recent)).total,
                before: try table.leadTime(query(before)).total),
            inProgress: open.report.total, waiting: try await waiting(open.items),
            repositories: rows(throughput, leadTime), course: try table.course(endingWith: week, query(period)))
    }

    private func query(_ period: Period, grouping: [GroupingKey] = []) -> MetricsQuery {
        MetricsQuery(
            period: period, grouping: grouping, repositories: scope.repositories.map(\.repository.id),
            includesBots: includesBots, zone: zone, organization: engine.organization)
    }

    private func rows(_ throughput: ThroughputReport, _ leadTime: LeadTimeReport) -> [WeeklySummary.RepositoryRow] {
        let durations = Dictionary(uniqueKeysWithValues: leadTime.groups.map { ($0.key, $0.figures) })
        return throughput.groups.compactMap { group in
            guard let name = group.key.parts.first?.value.text, let repository = RepositoryID(name),
                let figures = durations[group.key]
            else { return nil }
            return WeeklySummary.RepositoryRow(repository: repository, throughput: group.figures, leadTime: figures)
        }
    }

    private func waiting(_ items: [InProgressReport.Item]) async throws -> [WeeklySummary.Waiting] {
        let oldest = items.filter { !$0.isReviewed && !$0.isDraft }.prefix(WeeklySummary.namedWaiting)
        var waiting: [WeeklySummary.Waiting] = []
        for item in oldest {
            guard let stored = scope.repositories.first(where: { $0.repository.id == item.repository }) else {
                continue
            }
            let title = try await engine.store.pullRequest(item.number, of: stored.key)?.title ?? ""
            waiting.append(
                .init(repository: item.repository, number: item.number, title: title, ageSeconds: item.ageSeconds))
        }
        return waiting
    }
}
