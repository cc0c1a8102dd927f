import HakaruMetrics
import HakaruModel
import Testing

/// Each figure again, from the facts themselves, row by row and group by group, without columns, cells or buckets.
@Suite struct `Fast reports against counting one by one` {
    private static let teams = [
        Team(name: "one", members: ["alice", "bob", "carol"].map { Team.Member(person: $0) }),
        Team(name: "two", members: ["carol", "dave", "erin"].map { Team.Member(person: $0) }),
    ]

    /// A filter of a query, and which facts it lets through.
    private struct Filter: Sendable {
        let name: String
        let change: @Sendable (inout MetricsQuery) -> Void
        let keeps: @Sendable (RepositoryID, PullRequest.Facts) -> Bool
    }

    private static func isIn(_ team: String, _ facts: PullRequest.Facts) -> Bool {
        teams.contains { $0.name == team && $0.members.contains { "account:\($0.person)" == facts.author.rawValue } }
    }

    private static let filters: [Filter] = [
        Filter(name: "none", change: { _ in }, keeps: { _, _ in true }),
        Filter(
            name: "repository", change: { $0.repositories = [Repository.sample("acme/web").id] },
            keeps: { repository, _ in repository.name == "web" }),
        Filter(name: "team", change: { $0.teams = ["two"] }, keeps: { _, facts in isIn("two", facts) }),
        Filter(
            name: "author", change: { $0.authors = [PersonID(rawValue: "account:bob")] },
            keeps: { _, facts in facts.author.rawValue == "account:bob" }),
        Filter(
            name: "base", change: { $0.bases = ["main"].compactMap(BranchPattern.init) },
            keeps: { _, facts in facts.base == "main" }),
        Filter(
            name: "label", change: { $0.labels = ["ui", "api"] },
            keeps: { _, facts in
                facts.labels.contains("ui") || facts.labels.contains("api")
            }),
    ]

    /// The names of the groups of a key that facts lie in.
    private static func groups(_ key: GroupingKey, _ repository: RepositoryID, _ facts: PullRequest.Facts) -> [String?]
    {
        let names: [String?]
        switch key {
        case .repository: names = [repository.description]
        case .team: names = teams.map(\.name).filter { isIn($0, facts) }
        case .size: names = facts.size.map { [SizeBand(lines: $0).rawValue] } ?? []
        case .label: names = facts.labels
        case .base: names = facts.base.map { [$0] } ?? []
        case .time: names = facts.integratedAt.map { [ISOWeek(containing: $0, in: .utc).description] } ?? []
        }
        return names.isEmpty ? [nil] : names
    }

    @Test(
        arguments: [UInt64](1...3),
        [
            [GroupingKey.team, .time(.week), .repository], [.time(.week)], [.repository, .team],
            [.label, .time(.week)],
            [.size, .base],
        ])
    func `with every filter`(seed: UInt64, grouping: [GroupingKey]) throws {
        let repositories = ["acme/api", "acme/web"].enumerated().map { index, name in
            let history = GeneratedHistory(seed: seed * 10 + UInt64(index), count: 120)
            return RepositoryFacts.sample(history.pullRequests, repository: .sample(name))
        }
        let table = try FactTable(repositories)
        let period = Period.hours(168, 1_512)
        for filter in Self.filters {
            for includesBots in [false, true] {
                var query = MetricsQuery(period: period, grouping: grouping, includesBots: includesBots)
                query.organization = try Organization(identities: [], teams: Self.teams)
                query.people = .visible
                filter.change(&query)
                let report = try table.leadTime(query)
                var all: [Int64] = []
                var found: [[String?]: [Int64]] = [:]
                for facts in repositories {
                    for fact in facts.facts where filter.keeps(facts.repository, fact) {
                        let leftOut: PullRequest.Flags =
                            includesBots ? [.promotion, .backMerge] : [.bot, .promotion, .backMerge]
                        guard fact.flags.isDisjoint(with: leftOut), let at = fact.integratedAt, period.contains(at),
                            !fact.flags.contains(.baseUnknown), let value = LeadTimes(fact)?.leadTime
                        else { continue }
                        all.append(value)
                        let keys = grouping.reduce([[String?]]([[]])) { keys, key in
                            keys.flatMap { prefix in
                                Self.groups(key, facts.repository, fact).map { prefix + [$0] }
                            }
                        }
                        for key in keys { found[key, default: []].append(value) }
                    }
                }
                let context = "seed \(seed), \(grouping.map(\.name)), \(filter.name), bots \(includesBots)"
                #expect(report.total.leadTime == Distribution(all), "\(context)")
                let groups = Dictionary(
                    uniqueKeysWithValues: report.groups.map { ($0.key.parts.map(\.value.text), $0.figures) })
                for (key, values) in found {
                    #expect(groups[key]?.leadTime == Distribution(values), "\(context), \(key)")
                }
                #expect(groups.values.reduce(0) { $0 + $1.integrated } == found.values.reduce(0) { $0 + $1.count })
            }
        }
    }
}
