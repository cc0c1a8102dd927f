import HakaruMetrics
import HakaruModel
import Testing

@Suite struct `Explanations (definitions §10)` {
    /// One pull request for each reason, and one that counts.
    private static let pullRequests: [PullRequest] = [
        .sample(1, merged: 5, author: .robot), .sample(2, from: "develop", into: "main", merged: 5),
        .sample(3, from: "main", into: "develop", merged: 5), .sample(4), .sample(5, closed: 9),
        .sample(6, opened: 9, merged: 5), .sample(7, into: nil, merged: 5),
        .sample(8, into: "lost", merged: 5), .sample(9, from: "lost", opened: 6, closed: 7, gaps: .commits),
        .sample(10, into: "way", merged: 5), .sample(11, from: "way"),
        .sample(12, merged: 5, author: .bob), .sample(13, opened: 0, merged: 900), .sample(14, opened: 0, merged: 20),
    ]

    private func query() -> MetricsQuery {
        MetricsQuery(period: .fourWeeks, authors: [.account("alice")], people: .hidden(me: .account("alice")))
    }

    @Test func `give the first matching reason of the closed list`() throws {
        let table = try FactTable.sample(Self.pullRequests, asOf: .hour(1_000))
        let explanation = try table.explain(.leadTime, query())
        let reasons = Dictionary(uniqueKeysWithValues: explanation.excluded.map { ($0.number, $0.reason) })
        #expect(
            reasons == [
                1: .bot, 2: .promotion, 3: .backMerge, 4: .open, 5: .closedUnmerged, 6: .mergedBeforeCreated,
                7: .baseUnknown, 8: .stranded, 9: .closedUnmerged, 10: .inTransit, 11: .open, 12: .filtered,
                13: .outsidePeriod,
            ])
        #expect(explanation.included == [.init(repository: Repository.sample().id, number: 14, value: 72_000)])
        #expect(explanation.collected == Self.pullRequests.count)
        #expect(Set(reasons.values) == Set(Exclusion.allCases))
    }

    /// Each for which two reasons of the list hold, the earlier one.
    @Test(
        arguments: [
            (.sample(20, opened: 9, merged: 5, author: .robot), .bot),
            (.sample(20, from: "develop", into: "main", author: .robot), .bot),
            (.sample(20, from: "develop", into: "main"), .promotion),
            (.sample(20, from: "main", into: "develop", closed: 5), .backMerge),
            (.sample(20, from: "main", into: "develop", opened: 9, merged: 5), .backMerge),
            (.sample(20, author: .bob), .open), (.sample(20, closed: 900, author: .bob), .closedUnmerged),
            (.sample(20, into: nil, opened: 9, merged: 5), .mergedBeforeCreated),
            (.sample(20, into: nil, opened: 0, merged: 900, author: .bob), .baseUnknown),
            (.sample(20, into: "lost", merged: 5, author: .bob), .stranded),
            (.sample(20, into: "way", merged: 900, author: .bob), .inTransit),
            (.sample(20, opened: 0, merged: 900, author: .bob), .filtered),
        ] as [(PullRequest, Exclusion)])
    func `give the earlier of two reasons`(pullRequest: PullRequest, reason: Exclusion) throws {
        let table = try FactTable.sample(
            [
                pullRequest, .sample(9, from: "lost", opened: 6, closed: 7, gaps: .commits), .sample(11, from: "way"),
            ], asOf: .hour(1_000))
        let excluded = try table.explain(.leadTime, query()).excluded
        #expect(excluded.first { $0.number == 20 }?.reason == reason)
    }

    /// Everything that a number could count happens to each of four pull requests.
    @Test(arguments: Metric.allCases)
    func `of every metric leave out bots, promotions and back-merges, each for its reason`(metric: Metric) throws {
        func sample(_ number: Int, from head: String?, into base: String, author: Actor = .alice) -> [PullRequest] {
            let reviews: [Review] = [.sample(.commented, at: 3), .sample(.approved, by: .carol, at: 9)]
            let stays = PullRequest.sample(
                number + 10, from: head.map { $0 }, into: base, opened: 1, author: author, reviews: reviews)
            var gone = stays
            gone.number += 10
            gone.closedAt = .hour(6)
            gone.state = .closed
            let merged = PullRequest.sample(
                number, from: head, into: base, opened: 1, merged: 6, author: author, reviews: reviews)
            return [merged, stays, gone]
        }
        let table = try FactTable.sample(
            sample(1, from: nil, into: "develop", author: .robot) + sample(2, from: "develop", into: "main")
                + sample(3, from: "main", into: "develop") + sample(4, from: nil, into: "develop")
                + sample(5, from: nil, into: "way", author: .robot) + sample(6, from: nil, into: "way"),
            asOf: .hour(600))
        let explanation = try table.explain(metric, MetricsQuery(period: .fourWeeks))
        let reasons = Dictionary(uniqueKeysWithValues: explanation.excluded.map { ($0.number, $0.reason) })
        for age in [0, 10, 20] {
            #expect(reasons[age + 1] == .bot && reasons[age + 5] == .bot)
            #expect(reasons[age + 2] == .promotion)
            #expect(reasons[age + 3] == .backMerge)
        }
        #expect(explanation.included.allSatisfy { [4, 6].contains($0.number % 10) })
        let withBots = try table.explain(metric, MetricsQuery(period: .fourWeeks, includesBots: true))
        #expect(withBots.excluded.allSatisfy { $0.reason != .bot })
    }

    @Test func `a bot's promotion is a bot's`() throws {
        let table = try FactTable.sample([.sample(1, from: "develop", into: "main", merged: 5, author: .robot)])
        #expect(try table.explain(.integrated, MetricsQuery(period: .fourWeeks)).excluded.map(\.reason) == [.bot])
        let query = MetricsQuery(period: .fourWeeks, includesBots: true)
        #expect(try table.explain(.integrated, query).excluded.map(\.reason) == [.promotion])
    }

    @Test func `collect the scoped repositories only`() throws {
        let other = RepositoryFacts.sample([.sample(1, merged: 5)], repository: .sample("acme/web"))
        let table = try FactTable([.sample([.sample(1, merged: 5), .sample(2)]), other])
        let query = MetricsQuery(period: .fourWeeks, repositories: [other.repository])
        #expect(try table.explain(.integrated, query).collected == 1)
        #expect(try table.explain(.integrated, MetricsQuery(period: .fourWeeks)).collected == 3)
    }

    @Test func `of an absent stage have no value`() throws {
        let table = try FactTable.sample([
            .sample(1, merged: 5), .sample(2, merged: 5, reviews: [.sample(.approved, at: 2)]),
        ])
        let explanation = try table.explain(.pickupTime, MetricsQuery(period: .fourWeeks))
        #expect(explanation.included.map(\.value) == [nil, 7_200])
    }

    @Test func `of abandoned ones name what is still open`() throws {
        let table = try FactTable.sample([
            .sample(1), .sample(2, closed: 5), .sample(3, merged: 5), .sample(4, closed: 900),
        ])
        let explanation = try table.explain(.abandoned, MetricsQuery(period: .fourWeeks))
        #expect(explanation.included.map(\.number) == [2])
        #expect(explanation.excluded.map(\.reason) == [.open, .outsidePeriod, .outsidePeriod])
    }

    @Test(arguments: ExplainedNumber.allCases) func `aggregated again give the number`(
        explained: ExplainedNumber
    ) throws {
        let pullRequests =
            Self.pullRequests
            + GeneratedHistory(seed: 7, count: 120).pullRequests.map {
                var copy = $0
                copy.number += 100
                return copy
            }
        let table = try FactTable.sample(pullRequests, asOf: .hour(3_000))
        for query in [
            MetricsQuery(period: .fourWeeks), MetricsQuery(period: .hours(100, 2_000), includesBots: true),
            MetricsQuery(period: .hours(200, 900), bases: [BranchPattern("develop")].compactMap { $0 }),
        ] {
            let explanation = try table.explain(explained, query)
            #expect(explanation.collected == pullRequests.count)
            Recount(explanation).expectEqual(to: try Numbers(table, query))
        }
    }

    @Test(
        arguments: [
            [.size], [.label], [.base, .time(.month)], [.repository, .size], [.time(.week)], [.team],
        ] as [[GroupingKey]])
    func `of a group aggregated again give its numbers`(grouping: [GroupingKey]) throws {
        let pullRequests =
            Self.pullRequests
            + GeneratedHistory(seed: 11, count: 120).pullRequests.map {
                var copy = $0
                copy.number += 100
                return copy
            }
        let table = try FactTable.sample(pullRequests, asOf: .hour(3_000))
        let query = MetricsQuery(period: .hours(100, 900), grouping: grouping)
        let groups = try table.throughput(query).groups
        for index in groups.indices {
            let numbers = try Numbers(table, query, group: index)
            let names = groups[index].key.parts.map { $0.value.text ?? "none" }
            for explained in ExplainedNumber.allCases {
                let explanation = try table.explain(explained, query, group: names)
                #expect(explanation.collected == pullRequests.count)
                Recount(explanation).expectEqual(to: numbers, "\(names)")
            }
        }
        #expect(throws: MetricsError.self) {
            try table.explain(.metric(.integrated), query, group: grouping.map { _ in "nothing" })
        }
    }

    @Test func `of what is not integrated say for how long it has been on its way`() throws {
        let table = try FactTable.sample(
            [.sample(1, opened: 1, merged: 5), .sample(2, opened: 2), .sample(3, opened: 3, closed: 9)],
            asOf: .hour(10))
        let explanation = try table.explain(.timeToIntegrate, MetricsQuery(period: .fourWeeks))
        #expect(explanation.included.map(\.value) == [4 * 3_600, nil, nil])
        #expect(explanation.included.map(\.openSeconds) == [nil, 8 * 3_600, 6 * 3_600])
    }

    @Test func `of the series beside the metrics give everything else a reason`() throws {
        let table = try FactTable.sample(Self.pullRequests, asOf: .hour(1_000))
        func reasons(_ companion: ExplainedNumber.Companion) throws -> (included: [Int], reasons: [Int: Exclusion]) {
            let explanation = try table.explain(.companion(companion), MetricsQuery(period: .fourWeeks))
            return (
                explanation.included.map(\.number),
                Dictionary(uniqueKeysWithValues: explanation.excluded.map { ($0.number, $0.reason) })
            )
        }
        let bots = try reasons(.byBots)
        #expect(bots.included == [1])
        #expect(bots.reasons[2] == .promotion && bots.reasons[4] == .open && bots.reasons[14] == .filtered)
        let promotions = try reasons(.promotions)
        #expect(promotions.included == [2])
        #expect(promotions.reasons[1] == .filtered && promotions.reasons[5] == .closedUnmerged)
        #expect(try reasons(.backMerges).included == [3])
        #expect(try reasons(.mergedBeforeCreated).included == [6])
        let unknown = try reasons(.baseUnknown)
        #expect(unknown.included == [7])
        #expect(unknown.reasons[8] == .stranded && unknown.reasons[14] == .filtered)
    }

    @Test func `every number has one name`() {
        let names = ExplainedNumber.allCases.map(\.name)
        #expect(Set(names).count == names.count)
        for number in ExplainedNumber.allCases { #expect(ExplainedNumber(name: number.name) == number) }
        #expect(ExplainedNumber(name: "velocity") == nil)
    }
}
