package import HakaruMetrics
package import HakaruModel

/// The numbers of the last complete week, and of the four that end with it, for Prometheus.
///
/// A label is a repository, a team or a stage, never a person. What is not known has no sample, so an alert on its
/// absence is possible; it is never 0.
package struct SummaryMetrics: Sendable {
    /// When a repository was last collected to the end.
    package struct Collection: Hashable, Sendable {
        /// The repository.
        package let repository: RepositoryID
        /// The end of its last complete sync; nil before the first.
        package let completedAt: Instant?
        /// Whether nothing of it is missing.
        package let isComplete: Bool

        /// Makes an entry.
        package init(repository: RepositoryID, completedAt: Instant?, isComplete: Bool) {
            self.repository = repository
            self.completedAt = completedAt
            self.isComplete = isComplete
        }
    }

    private let summary: WeeklySummary
    private let collections: [Collection]
    private let version: String
    private let weekStart: Instant

    /// Takes over what is to be told.
    ///
    /// - Parameters:
    ///   - summary: The last complete week.
    ///   - collections: How fresh the repositories are.
    ///   - version: The version of this program.
    package init(_ summary: WeeklySummary, collections: [Collection], version: String) {
        self.summary = summary
        self.collections = collections
        self.version = version
        weekStart = summary.period.start
    }

    /// A whole, a repository or a team, and its figures.
    private struct Scope {
        let labels: [PrometheusText.Label]
        let week: WeeklySummary.GroupRow.Figures?
        let recent: WeeklySummary.GroupRow.Figures

        init(
            _ scope: String, _ name: String, week: WeeklySummary.GroupRow.Figures?,
            recent: WeeklySummary.GroupRow.Figures
        ) {
            labels = [.init("scope", scope), .init("name", name)]
            self.week = week
            self.recent = recent
        }
    }

    private var scopes: [Scope] {
        let all = Scope(
            "all", "", week: .init(throughput: summary.throughput.week, leadTime: summary.leadTime.week),
            recent: .init(throughput: summary.throughput.recent, leadTime: summary.leadTime.recent))
        return [all]
            + summary.repositories.map { Scope("repository", $0.key.text ?? "", week: $0.week, recent: $0.recent) }
            + summary.teams.map { Scope("team", $0.key.text ?? "none", week: $0.week, recent: $0.recent) }
    }

    /// The bytes of a file for the textfile collector.
    package var bytes: [UInt8] {
        var text = PrometheusText()
        text.add(
            "hakaru_build_info", .gauge, help: "The version of the program and of its definitions; always 1.",
            [
                .init(
                    labels: [
                        .init("version", version), .init("definitions_version", String(Definitions.version)),
                    ], value: "1")
            ])
        text.add(
            "hakaru_as_of_timestamp_seconds", .gauge, help: "The instant that the numbers speak of.",
            [.init(labels: [], value: String(summary.asOf.secondsSinceEpoch))])
        text.add(
            "hakaru_week_start_timestamp_seconds", .gauge, help: "When the last complete week began.",
            [.init(labels: [], value: String(weekStart.secondsSinceEpoch))])
        addCollections(to: &text)
        addCounts(to: &text)
        addDurations(to: &text)
        addCoverage(to: &text)
        return text.bytes
    }

    private func addCollections(to text: inout PrometheusText) {
        text.add(
            "hakaru_last_sync_timestamp_seconds", .gauge, help: "The end of the last complete sync of a repository.",
            collections.compactMap { collection in
                collection.completedAt.map {
                    .init(
                        labels: [.init("repository", collection.repository.description)],
                        value: String($0.secondsSinceEpoch))
                }
            })
        text.add(
            "hakaru_repository_complete", .gauge, help: "1 where nothing of a repository is missing, else 0.",
            collections.map {
                .init(
                    labels: [.init("repository", $0.repository.description)], value: $0.isComplete ? "1" : "0")
            })
    }

    private func addCounts(to text: inout PrometheusText) {
        let counts: [(StaticString, StaticString, (ThroughputFigures) -> Int)] = [
            (
                "hakaru_pull_requests_integrated",
                "Pull requests that reached the integration branch in the last weeks.",
                { $0.integrated }
            ),
            ("hakaru_pull_requests_opened", "Pull requests opened in the last weeks.", { $0.opened }),
            (
                "hakaru_pull_requests_abandoned", "Pull requests closed without a merge in the last weeks.",
                { $0.abandoned }
            ),
            (
                "hakaru_pull_requests_reverts", "Integrated pull requests of the last weeks that revert another.",
                { $0.reverts }
            ),
        ]
        for (name, help, value) in counts {
            text.add(name, .gauge, help: help, scopes.flatMap { SummaryMetrics.samples($0, value) })
        }
        text.add(
            "hakaru_pull_requests_in_progress", .gauge,
            help: "Pull requests open at the end of the last complete week.",
            scopes.map { .init(labels: $0.labels, value: String($0.recent.throughput.inProgress)) })
        text.add(
            "hakaru_pull_requests_in_transit", .gauge,
            help: "Pull requests merged and not in the integration branch at the end of the last complete week.",
            scopes.map { .init(labels: $0.labels, value: String($0.recent.leadTime.inTransit)) })
        text.add(
            "hakaru_pull_requests_unapproved_ratio", .gauge,
            help: "The share of what was integrated in the last 4 weeks that nobody approved.",
            scopes.compactMap { scope in
                scope.recent.leadTime.unapprovedShare.ratio.map {
                    .init(labels: scope.labels, value: $0.description)
                }
            })
    }

    /// A count of the last week, where it is known, and of the last 4.
    private static func samples(_ scope: Scope, _ value: (ThroughputFigures) -> Int) -> [PrometheusText.Sample] {
        var samples: [PrometheusText.Sample] = []
        let stretches: [(String, WeeklySummary.GroupRow.Figures?)] = [("1", scope.week), ("4", scope.recent)]
        for (weeks, figures) in stretches {
            guard let figures else { continue }
            samples.append(
                .init(labels: scope.labels + [.init("weeks", weeks)], value: String(value(figures.throughput))))
        }
        return samples
    }

    private func addDurations(to text: inout PrometheusText) {
        text.add(
            "hakaru_lead_time_seconds", .summary,
            help: "First commit to integration branch, of what was integrated in the last 4 weeks.",
            scopes.flatMap { SummaryMetrics.samples($0.recent.leadTime.leadTime, labels: $0.labels) })
        text.add(
            "hakaru_stage_time_seconds", .summary,
            help: "A stage of the lead time, of what was integrated in the last 4 weeks.",
            scopes.flatMap { scope in
                scope.recent.leadTime.stages.all.flatMap { stage in
                    SummaryMetrics.samples(
                        stage.distribution, labels: scope.labels + [.init("stage", stage.metric.rawValue)])
                }
            })
    }

    /// The lines themselves, not their ratio, so that sums over components are exact; what is stale has no sample.
    private func addCoverage(to text: inout PrometheusText) {
        let rows = summary.coverage.compactMap { row -> (labels: [PrometheusText.Label], count: CoverageCount)? in
            guard let point = row.current, !point.isStale, let repository = row.repository else { return nil }
            let labels = [
                PrometheusText.Label("repository", repository.description), .init("component", row.component ?? ""),
                .init("excluded", row.exclusionReason == nil ? "false" : "true"),
            ]
            return (labels, point.count)
        }
        text.add(
            "hakaru_coverage_lines", .gauge, help: "Instrumented lines on the integration branch, by component.",
            rows.map { .init(labels: $0.labels, value: String($0.count.total)) })
        text.add(
            "hakaru_coverage_covered_lines", .gauge, help: "Those of them that the tests ran.",
            rows.map { .init(labels: $0.labels, value: String($0.count.covered)) })
    }

    /// The percentiles, the sum and the number of a distribution; nothing where there is none.
    private static func samples(
        _ distribution: Distribution?, labels: [PrometheusText.Label]
    ) -> [PrometheusText.Sample] {
        guard let distribution else { return [] }
        let percentiles = [("0.5", distribution.p50), ("0.75", distribution.p75), ("0.9", distribution.p90)]
        // The values are whole seconds: their sum is the nearest whole number to the mean times n.
        let sum = (Int128(distribution.mean.count) * Int128(distribution.count) + 500) / 1_000
        return percentiles.map {
            .init(labels: labels + [.init("quantile", $0.0)], value: $0.1.description)
        } + [
            .init(suffix: "_sum", labels: labels, value: String(sum)),
            .init(suffix: "_count", labels: labels, value: String(distribution.count)),
        ]
    }
}
