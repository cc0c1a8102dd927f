import HakaruCoverage
import HakaruMetrics
import HakaruModel
import HakaruStore

/// The part of a summary that comes from what test runs record.
extension SummaryBuilder {
    private typealias Point = WeeklySummary.CoverageRow.Point

    /// The line coverage of each component on the integration branch, those that are left out last.
    func coverage(endingWith week: ISOWeek) async throws -> [WeeklySummary.CoverageRow] {
        let weeks = (0..<WeeklyCourse.shownWeeks).reversed().map { week.advanced(byWeeks: -$0) }
        let components = configuration.coverage.components
        var rows: [WeeklySummary.CoverageRow] = []
        for stored in scope.repositories {
            let samples = try await engine.store.coverageSamples(of: stored.key).filter { sample in
                sample.measure == .lines && sample.measuredAt <= scope.asOf
                    && engine.rules.isIntegrationBranch(sample.branch, of: stored.repository)
            }
            let parts = Dictionary(grouping: samples, by: \.component).sorted { ($0.key ?? "") < ($1.key ?? "") }
            for (component, samples) in parts {
                let points = CoverageTrend(samples: samples, weeks: weeks, in: zone).points
                guard points.last?.sample != nil else { continue }
                rows.append(
                    .init(
                        repository: stored.repository.id, component: component,
                        exclusionReason: components.first { $0.name == component }?.exclusionReason,
                        points: points.map { point -> Point? in
                            point.sample.map {
                                Point(count: $0.count, ageInWeeks: point.ageInWeeks, isStale: point.isStale)
                            }
                        }))
            }
        }
        // What is configured and was never measured is named, too.
        let measured = Set(rows.compactMap(\.component))
        let unknown = [Point?](repeating: nil, count: weeks.count)
        rows += components.filter { !measured.contains($0.name) }.map { component in
            WeeklySummary.CoverageRow(
                repository: nil, component: component.name, exclusionReason: component.exclusionReason,
                points: unknown)
        }
        return rows.filter { $0.exclusionReason == nil } + rows.filter { $0.exclusionReason != nil }
    }
}
