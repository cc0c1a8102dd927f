import HakaruDemo
import HakaruMetrics
import HakaruModel
import Testing

/// The laws of the numbers over real pull requests and over those of the demo.
@Suite struct `Laws over real data` {
    private static let sources = SharedData.names + [SharedData.gitOnly, "demo"]

    /// Facts and a period that begins and ends in the midst of them.
    private struct Source {
        let table: FactTable
        let period: Period
        let wider: Period

        init(_ table: FactTable, from first: Instant) throws {
            self.table = table
            let step = table.asOf.seconds(since: first) / 5
            wider = try requireValue(Period(start: first.advanced(bySeconds: step), end: table.asOf))
            period = try requireValue(
                Period(start: first.advanced(bySeconds: 2 * step), end: first.advanced(bySeconds: 4 * step)))
        }
    }

    private func source(_ name: String) throws -> Source? {
        guard name != "demo" else { return try demo() }
        guard let data = try SharedData.load(name) else { return nil }
        let table = try FactTable.sample(
            data.pullRequests, histories: data.histories, repository: data.repository, asOf: data.asOf)
        return try Source(table, from: try requireValue(data.pullRequests.map(\.createdAt).min()))
    }

    private func demo() throws -> Source {
        let end = try requireValue(Instant(rfc3339: "2026-03-16T00:00:00Z"))
        let team = DemoTeam(end: end, seed: 11, pullRequestsPerWeek: 12)
        let facts = team.repositoryValues.enumerated().map { index, repository in
            RepositoryFacts.sample(
                Array(team.pullRequests(ofRepositoryAt: index).joined()), repository: repository, asOf: end)
        }
        return try Source(try FactTable(facts), from: end.advanced(bySeconds: -364 * 86_400))
    }

    @Test(arguments: sources)
    func `every explanation adds up to what was collected, and aggregated again gives the number`(name: String) throws {
        guard let source = try source(name) else { return }
        for includesBots in [false, true] {
            let query = MetricsQuery(period: source.period, includesBots: includesBots)
            let numbers = try Numbers(source.table, query)
            for explained in ExplainedNumber.allCases {
                let explanation = try source.table.explain(explained, query)
                #expect(explanation.collected == source.table.rowCount, "\(name) \(explained)")
                let listed =
                    explanation.included.map { "\($0.repository)#\($0.number)" }
                    + explanation.excluded.map { "\($0.repository)#\($0.number)" }
                #expect(Set(listed).count == source.table.rowCount, "\(name) \(explained)")
                Recount(explanation).expectEqual(to: numbers, name)
            }
        }
    }

    @Test(arguments: sources) func `totals do not depend on the grouping`(name: String) throws {
        guard let source = try source(name) else { return }
        let plain = MetricsQuery(period: source.period)
        let numbers = try Numbers(source.table, plain)
        for grouping in [[GroupingKey.time(.week)], [.label, .time(.month)], [.size, .base, .repository]] {
            var query = plain
            query.grouping = grouping
            #expect(try Numbers(source.table, query) == numbers, "\(name) \(grouping)")
        }
    }

    @Test(arguments: sources) func `a wider period never loses a pull request`(name: String) throws {
        guard let source = try source(name) else { return }
        for metric in [Metric.opened, .merged, .integrated, .leadTime, .reviewLoad, .timeToIntegrate] {
            let narrow = try source.table.explain(metric, MetricsQuery(period: source.period)).included
            let wide = try source.table.explain(metric, MetricsQuery(period: source.wider)).included
            #expect(
                Set(narrow.map { "\($0.repository)#\($0.number)" })
                    .isSubset(of: wide.map { "\($0.repository)#\($0.number)" }), "\(name) \(metric)")
        }
    }

    @Test(arguments: sources) func `the zone moves only boundaries`(name: String) throws {
        guard let source = try source(name) else { return }
        let utc = MetricsQuery(period: source.period, grouping: [.time(.week)])
        var tokyo = utc
        tokyo.zone = .fixed(hours: 9)
        let (here, there) = (try source.table.leadTime(utc), try source.table.leadTime(tokyo))
        #expect(here.total == there.total, "\(name)")
        #expect(
            here.groups.reduce(0) { $0 + $1.figures.integrated }
                == there.groups.reduce(0) { $0 + $1.figures.integrated },
            "\(name)")
        // Shifted weeks hold what shifted instants hold.
        for group in there.groups.dropFirst().prefix(5) {
            let again = try source.table.leadTime(MetricsQuery(period: group.period)).total
            #expect(again == group.figures, "\(name) \(group.key)")
        }
    }
}
