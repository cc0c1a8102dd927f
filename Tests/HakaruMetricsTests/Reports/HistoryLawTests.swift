import HakaruMetrics
import HakaruModel
import Testing

/// Laws about what is known when, and about what counts; each failure prints the seed that it can be repeated with.
@Suite struct `Laws of explanations, instants and zones` {
    private static let asOf = Instant.hour(2_500)

    private func table(_ seed: UInt64, count: Int = 100) throws -> FactTable {
        let history = GeneratedHistory(seed: seed, count: count)
        return try FactTable.sample(history.pullRequests, histories: history.histories, asOf: Self.asOf)
    }

    /// Two periods, one within the other, that chance has drawn.
    private func nested(_ random: inout SplitMix) -> (narrow: Period, wide: Period) {
        let hours = (0..<4).map { _ in Int.random(in: -50..<2_200, using: &random) }.sorted()
        return (.hours(hours[1], hours[2]), .hours(hours[0], hours[3]))
    }

    @Test func `what is generated has all that makes the rules hard`() {
        let facts = GeneratedHistory.seeds.prefix(4).flatMap { seed in
            let history = GeneratedHistory(seed: seed, count: 200)
            return RepositoryFacts.sample(history.pullRequests, histories: history.histories, asOf: Self.asOf).facts
        }
        for flag in [
            PullRequest.Flags.bot, .ghostAuthor, .promotion, .backMerge, .openedAsDraft, .isDraft, .draftHistoryUnknown,
            .reviewsUnknown, .baseUnknown, .mergedBeforeCreated, .fromCreated, .firstCommitAfterOpening,
            .commitAfterMerge, .reviewBeforeOpening, .commentedByOther, .provedByGraph, .revert, .aiUnknown,
        ] {
            #expect(facts.contains { $0.flags.isSuperset(of: flag) }, "\(flag.setNames)")
        }
        #expect(facts.contains { !$0.closedSpans.isEmpty })
        #expect(facts.contains { $0.carrier != nil && !$0.flags.contains(.provedByGraph) })
        #expect(facts.contains { $0.strandedAt.map { $0 <= Self.asOf } ?? false })
        #expect(facts.contains { $0.reworkCycles > 1 })
        #expect(facts.contains { $0.postMergeReviewCount > 0 })
        #expect(facts.contains { $0.firstReviewAt != nil && $0.readyForReviewAt == nil })
    }

    @Test(arguments: GeneratedHistory.seeds)
    func `facts are the same whether all pull requests come at once or some at a time`(seed: UInt64) {
        let history = GeneratedHistory(seed: seed, count: 120)
        let whole = RepositoryFacts.sample(history.pullRequests, histories: history.histories, asOf: Self.asOf)
        for size in [1, 7, 50, 120] {
            var derivation = FactColumns.Derivation(of: .sample(), rules: MeasurementRules(), asOf: Self.asOf)
            for start in stride(from: 0, to: history.pullRequests.count, by: size) {
                derivation.add(Array(history.pullRequests[start..<min(start + size, history.pullRequests.count)]))
            }
            #expect(derivation.columns(history.histories) == whole.columns, "\(size) at a time")
        }
    }

    @Test(arguments: GeneratedHistory.seeds)
    func `facts at an instant are those of what the forge told then`(seed: UInt64) {
        let history = GeneratedHistory(seed: seed, count: 120)
        for hour in [700, 1_400] {
            let known = history.asKnown(at: .hour(hour))
            let then = RepositoryFacts.sample(known.pullRequests, histories: known.histories, asOf: .hour(hour)).facts
            let now = RepositoryFacts.sample(history.pullRequests, histories: history.histories, asOf: .hour(hour))
            #expect(now.facts.map(\.number) == then.map(\.number), "seed \(seed), hour \(hour)")
            for (now, then) in zip(now.facts, then) {
                #expect(now == then, "seed \(seed), hour \(hour), #\(now.number)")
            }
        }
    }

    @Test(arguments: GeneratedHistory.seeds)
    func `included and excluded are collected, each once, and add up to the number`(seed: UInt64) throws {
        let table = try table(seed)
        var random = SplitMix(seed: seed)
        for includesBots in [false, true] {
            let query = MetricsQuery(period: nested(&random).narrow, includesBots: includesBots)
            let numbers = try Numbers(table, query)
            for explained in ExplainedNumber.allCases {
                let explanation = try table.explain(explained, query)
                let listed = explanation.included.map(\.number) + explanation.excluded.map(\.number)
                #expect(listed.count == table.rowCount, "seed \(seed), \(explained), \(query.period)")
                #expect(Set(listed).count == table.rowCount, "seed \(seed), \(explained), \(query.period)")
                #expect(explanation.collected == table.rowCount, "seed \(seed), \(explained), \(query.period)")
                Recount(explanation).expectEqual(to: numbers, "seed \(seed), \(query.period)")
            }
        }
    }

    /// All but the stocks, which are looked at when the period ends.
    @Test(arguments: GeneratedHistory.seeds)
    func `a wider period never loses a pull request, whatever is counted`(seed: UInt64) throws {
        let table = try table(seed)
        var random = SplitMix(seed: seed)
        let stocks: [ExplainedNumber] = [
            .metric(.inProgress), .metric(.inTransit), .metric(.stranded), .metric(.abandoned), .companion(.age),
            .companion(.drafts), .companion(.awaitingReview),
        ]
        for explained in ExplainedNumber.allCases where !stocks.contains(explained) {
            let periods = nested(&random)
            let narrow = try table.explain(explained, MetricsQuery(period: periods.narrow)).included.map(\.number)
            let wide = try table.explain(explained, MetricsQuery(period: periods.wide)).included.map(\.number)
            #expect(Set(narrow).isSubset(of: wide), "seed \(seed), \(explained), \(periods)")
        }
    }

    @Test(
        arguments: GeneratedHistory.seeds.suffix(2), [("XST-9", 9), ("XST11:30", -11), ("EST5EDT,M3.2.0,M11.1.0", -5)])
    func `a week of any zone is the same as the same seconds in UTC`(
        seed: UInt64, zone: (rule: String, hours: Int)
    ) throws {
        let table = try table(seed, count: 80)
        var query = MetricsQuery(period: .hours(0, 2_000), grouping: [.time(.week)])
        query.zone = .rule(zone.rule, hours: zone.hours)
        let (leadTime, throughput) = (try table.leadTime(query), try table.throughput(query))
        let (reviews, inProgress) = (try table.reviews(query), try table.inProgress(query).report)
        #expect(throughput.groups.count > 10)
        for (index, group) in leadTime.groups.enumerated() {
            let found = try Numbers(table, MetricsQuery(period: group.period))
            #expect(found.leadTime == group.figures, "seed \(seed), \(group.key)")
            #expect(found.throughput == throughput.groups[index].figures, "seed \(seed), \(group.key)")
            #expect(found.reviews == reviews.groups[index].figures, "seed \(seed), \(group.key)")
            #expect(found.inProgress == inProgress.groups[index].figures, "seed \(seed), \(group.key)")
        }
    }
}
