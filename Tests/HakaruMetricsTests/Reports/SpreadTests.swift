import HakaruMetrics
import HakaruModel
import Testing

@Suite struct `The spread of one metric` {
    private static let metrics: [Metric] = Metric.stages + [.leadTime, .cycleTime, .timeToMerge, .size, .reworkCycles]

    @Test(arguments: metrics) func `is what the explanation's values give, in all and in each group`(
        metric: Metric
    ) throws {
        let history = GeneratedHistory(seed: 11, count: 150)
        let table = try FactTable.sample(history.pullRequests, histories: history.histories, asOf: .hour(2_500))
        let query = MetricsQuery(period: .hours(0, 1_800), grouping: [.time(.week)])
        let report = try table.spread(of: metric, query)
        #expect(try Distribution(table.values(of: metric, query)) == report.total.distribution)
        for group in report.groups {
            let values = try table.values(of: metric, MetricsQuery(period: group.period))
            #expect(Distribution(values) == group.figures.distribution, "\(group.key)")
        }
    }

    @Test func `of thousands of values is exact`() throws {
        // Many more values than any group of the other tests, equal ones and outliers among them.
        var random = SplitMix(seed: 5)
        let pullRequests = (1...900).map { number -> PullRequest in
            var pullRequest = PullRequest.sample(number, merged: 5)
            let digits = Int.random(in: 0...6, using: &random)
            pullRequest.additions = Int.random(
                in: 0...[1, 10, 100, 1_000, 10_000, 100_000, 1_000_000][digits], using: &random)
            pullRequest.deletions = 0
            return pullRequest
        }
        let report = try FactTable.sample(pullRequests).spread(
            of: .size, MetricsQuery(period: .fourWeeks, grouping: [.time(.week)]))
        let expected = Distribution(pullRequests.map { Int64($0.additions ?? 0) })
        #expect(report.total.distribution == expected)
        #expect(report.groups[0].figures.distribution == expected)
    }

    @Test func `of a count is none`() throws {
        let report = try FactTable.sample([.sample(1, merged: 5)]).spread(of: .opened, MetricsQuery(period: .fourWeeks))
        #expect(report.total == SpreadFigures(integrated: 1))
    }
}
