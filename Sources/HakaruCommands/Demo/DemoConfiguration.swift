import HakaruDemo
import HakaruModel

/// The configuration of the demo's team: the goals of a year, and a frontend that is left out of them.
///
/// It is a file like anybody's, so that a person can look at it and change it.
enum DemoConfiguration {
    /// The text of the file for a story that ends at an instant.
    static func text(timeZone: TimeZoneRules, end: Instant) -> String {
        let last = timeZone.civilDate(at: end)
        let first = last.advanced(byDays: -364)
        let begin = last.advanced(byDays: -273)
        let by = last.advanced(byDays: 91)
        return """
            # The configuration of `hakaru demo`: a made-up team and its goals. Change it, and ask again.
            time_zone: \(timeZone.identifier)
            integration_branch: develop
            release_branches: [main]
            repositories:
            \(DemoTeam.defaultRepositories.map { "  - \($0)" }.joined(separator: "\n"))
            coverage:
              trusted_creators: ['github-actions[bot]']
              components:
                - {name: backend, paths: ['**']}
                - {name: frontend, paths: ['app/**']}
                - {name: admin-frontend, paths: ['admin/**'], excluded: {reason: 'replaced next year'}}
            # Twice the pull requests and half the lead time of the story's first three months, and 80 % coverage.
            goals:
              - {metric: integrated, factor: 2, baseline: \(first)/\(begin), from: \(begin), by: \(by)}
              - {metric: lead_time, statistic: p50, factor: 0.5, baseline: \(first)/\(begin), from: \(begin), by: \(by)}
              - {metric: line_coverage, component: backend, target: 80%, from: \(begin), by: \(by)}
              - {metric: line_coverage, component: '*frontend', target: 80%, from: \(begin), by: \(by)}

            """
    }
}
