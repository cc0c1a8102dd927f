import HakaruMetrics
import HakaruModel
import Testing

/// Laws that hold for any history; each failure prints the seed that it can be repeated with.
@Suite struct `Laws over generated histories` {
    private static let asOf = Instant.hour(2_500)

    private func facts(_ seed: UInt64) -> RepositoryFacts {
        let history = GeneratedHistory(seed: seed, count: 150)
        return .sample(history.pullRequests, histories: history.histories, asOf: Self.asOf)
    }

    @Test(arguments: GeneratedHistory.seeds) func `stages add up to the lead time, to the second`(seed: UInt64) {
        var integrated = 0
        for facts in facts(seed).facts where !facts.flags.contains(.reviewsUnknown) {
            guard let times = LeadTimes(facts) else { continue }
            integrated += 1
            #expect(times.stages.compactMap(\.seconds).reduce(0, +) == times.leadTime, "seed \(seed), #\(facts.number)")
            #expect(times.stages.allSatisfy { $0.seconds ?? 0 >= 0 }, "seed \(seed), #\(facts.number)")
            #expect(times.leadTime >= times.timeToMerge, "seed \(seed), #\(facts.number)")
        }
        #expect(integrated > 20, "seed \(seed)")
    }

    @Test(arguments: GeneratedHistory.seeds) func `a change never arrives before it was merged, nor after as_of`(
        seed: UInt64
    ) {
        for facts in facts(seed).facts {
            guard let integratedAt = facts.integratedAt else { continue }
            #expect(facts.mergedAt.map { $0 <= integratedAt } ?? false, "seed \(seed), #\(facts.number)")
            #expect(integratedAt <= Self.asOf, "seed \(seed), #\(facts.number)")
            #expect(facts.strandedAt == nil, "seed \(seed), #\(facts.number)")
        }
    }

    @Test(arguments: GeneratedHistory.seeds) func `facts at an instant know nothing of what comes after`(seed: UInt64) {
        let history = GeneratedHistory(seed: seed, count: 120)
        let asOf = Instant.hour(700)
        let whole = RepositoryFacts.sample(history.pullRequests, histories: history.histories, asOf: asOf)
        for facts in whole.facts {
            for instant in [
                facts.createdAt, facts.mergedAt, facts.closedAt, facts.integratedAt, facts.firstReviewAt,
                facts.firstApprovalAt, facts.reviews.last?.at, facts.closedSpans.last?.end,
            ] {
                #expect(instant.map { $0 <= asOf } ?? true, "seed \(seed), #\(facts.number)")
            }
        }
        let known = history.pullRequests.filter { $0.createdAt <= asOf }
        #expect(
            whole.facts == RepositoryFacts.sample(known, histories: history.histories, asOf: asOf).facts, "seed \(seed)"
        )
    }

    @Test(arguments: GeneratedHistory.seeds) func `totals do not depend on the grouping`(seed: UInt64) throws {
        let table = try FactTable([facts(seed)])
        let plain = MetricsQuery(period: .hours(100, 1_800))
        let groupings: [[GroupingKey]] = [
            [.time(.week)], [.time(.month), .repository], [.label], [.size, .base], [.team, .time(.week)],
        ]
        for grouping in groupings {
            var query = plain
            query.grouping = grouping
            #expect(try table.throughput(query).total == table.throughput(plain).total, "seed \(seed), \(grouping)")
            #expect(try table.leadTime(query).total == table.leadTime(plain).total, "seed \(seed), \(grouping)")
            #expect(try table.reviews(query).total == table.reviews(plain).total, "seed \(seed), \(grouping)")
            #expect(
                try table.inProgress(query).report.total == table.inProgress(plain).report.total,
                "seed \(seed), \(grouping)")
        }
    }

    @Test(arguments: GeneratedHistory.seeds) func `groups that share nothing add up to the total`(seed: UInt64) throws {
        let table = try FactTable([facts(seed)])
        for grouping in [[GroupingKey.time(.week)], [.size], [.base, .time(.week)], [.repository]] {
            let report = try table.throughput(MetricsQuery(period: .hours(100, 1_800), grouping: grouping))
            let context = "seed \(seed), \(grouping)"
            #expect(report.groups.reduce(0) { $0 + $1.figures.opened } == report.total.opened, "\(context)")
            #expect(report.groups.reduce(0) { $0 + $1.figures.merged } == report.total.merged, "\(context)")
            #expect(report.groups.reduce(0) { $0 + $1.figures.integrated } == report.total.integrated, "\(context)")
            #expect(report.groups.reduce(0) { $0 + $1.figures.byBots } == report.total.byBots, "\(context)")
            #expect(
                report.groups.reduce(0) { $0 + ($1.figures.size?.count ?? 0) } == report.total.size?.count ?? 0,
                "\(context)")
        }
    }

    @Test(arguments: GeneratedHistory.seeds) func `a wider period never loses a pull request`(seed: UInt64) throws {
        let table = try FactTable([facts(seed)])
        for metric in [Metric.opened, .merged, .integrated, .leadTime, .reviewLoad] {
            let narrow = try table.explain(metric, MetricsQuery(period: .hours(300, 900))).included.map(\.number)
            let wide = try table.explain(metric, MetricsQuery(period: .hours(200, 1_200))).included.map(\.number)
            #expect(Set(narrow).isSubset(of: wide), "seed \(seed), \(metric)")
        }
    }

    @Test(arguments: GeneratedHistory.seeds) func `a group is explained by the query of the group`(seed: UInt64) throws
    {
        let table = try FactTable([facts(seed)])
        let report = try table.leadTime(MetricsQuery(period: .fourWeeks, grouping: [.time(.week), .base]))
        for group in report.groups {
            var query = MetricsQuery(period: group.period)
            guard let base = group.key.parts[1].value.text.flatMap(BranchPattern.init) else { continue }
            query.bases = [base]
            let values = try table.values(of: .leadTime, query)
            #expect(Distribution(values) == group.figures.leadTime, "seed \(seed), \(group.key)")
            #expect(try table.explain(.inTransit, query).included.count == group.figures.inTransit, "seed \(seed)")
        }
    }

    @Test(arguments: GeneratedHistory.seeds) func `the zone moves only boundaries`(seed: UInt64) throws {
        let table = try FactTable([facts(seed)])
        let whole = MetricsQuery(period: .hours(-1_000, 10_000))
        var east = whole
        east.zone = .fixed(hours: 9)
        #expect(try table.leadTime(east).total == table.leadTime(whole).total, "seed \(seed)")
        east.grouping = [.time(.week)]
        let report = try table.throughput(east)
        #expect(report.groups.reduce(0) { $0 + $1.figures.integrated } == report.total.integrated, "seed \(seed)")
    }

    @Test(arguments: GeneratedHistory.seeds) func `columns keep every fact`(seed: UInt64) throws {
        let facts = facts(seed)
        let table = try FactTable([facts])
        #expect(table.rowCount == facts.facts.count)
        for fact in facts.facts {
            #expect(try table.facts(of: fact.number, in: facts.repository) == fact, "seed \(seed), #\(fact.number)")
        }
    }
}
