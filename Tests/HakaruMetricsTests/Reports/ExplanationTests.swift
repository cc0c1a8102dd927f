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

    @Test(arguments: Metric.allCases) func `aggregated again give the number`(metric: Metric) throws {
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
            let explanation = try table.explain(metric, query)
            #expect(explanation.collected == pullRequests.count)
            try Recount(explanation).expectEqual(to: Numbers(table, query), metric)
        }
    }
}

/// The numbers of one query.
private struct Numbers {
    let throughput: ThroughputFigures
    let leadTime: LeadTimeFigures
    let reviews: ReviewsFigures
    let inProgress: InProgressFigures

    init(_ table: FactTable, _ query: MetricsQuery) throws {
        throughput = try table.throughput(query).total
        leadTime = try table.leadTime(query).total
        reviews = try table.reviews(query).total
        inProgress = try table.inProgress(query).report.total
    }
}

/// What an explanation gives when its values are put together again.
private struct Recount {
    let explanation: Explanation
    let values: [Int64]

    init(_ explanation: Explanation) {
        self.explanation = explanation
        values = explanation.included.compactMap(\.value)
    }

    var count: Int { values.count }
    var sum: Int { Int(values.reduce(0, +)) }

    func expectEqual(to numbers: Numbers, _ metric: Metric) throws {
        switch metric {
        case .integrated: #expect(sum == numbers.throughput.integrated)
        case .opened: #expect(sum == numbers.throughput.opened)
        case .merged: #expect(sum == numbers.throughput.merged)
        case .abandoned: #expect(sum == numbers.throughput.abandoned)
        case .inProgress: #expect(sum == numbers.throughput.inProgress && sum == numbers.inProgress.inProgress)
        case .inTransit: #expect(sum == numbers.leadTime.inTransit && sum == numbers.inProgress.inTransit)
        case .stranded: #expect(sum == numbers.leadTime.stranded)
        case .contributors: #expect(sum == numbers.throughput.contributors)
        case .size: #expect(Distribution(values) == numbers.throughput.size)
        case .leadTime: #expect(Distribution(values) == numbers.leadTime.leadTime)
        case .cycleTime: #expect(Distribution(values) == numbers.leadTime.cycleTime)
        case .timeToMerge: #expect(Distribution(values) == numbers.leadTime.timeToMerge)
        case .codingTime: #expect(Distribution(values) == numbers.leadTime.stages.codingTime)
        case .pickupTime: #expect(Distribution(values) == numbers.leadTime.stages.pickupTime)
        case .reviewTime: #expect(Distribution(values) == numbers.leadTime.stages.reviewTime)
        case .mergeTime: #expect(Distribution(values) == numbers.leadTime.stages.mergeTime)
        case .integrationTime: #expect(Distribution(values) == numbers.leadTime.stages.integrationTime)
        case .unreviewed: #expect(sum == numbers.leadTime.unreviewed)
        case .commentedOnly: #expect(sum == numbers.leadTime.commentedOnly)
        case .notApproved: #expect(sum == numbers.leadTime.notApproved)
        case .reviewsUnknown: #expect(sum == numbers.leadTime.reviewsUnknown)
        case .fromCreated: #expect(sum == numbers.leadTime.fromCreated)
        case .unapprovedShare: #expect(Share(sum, of: count) == numbers.leadTime.unapprovedShare)
        case .reviewLoad: #expect(sum == numbers.reviews.reviewsGiven)
        case .reworkCycles: #expect(Distribution(values) == numbers.reviews.reworkCycles)
        case .postMergeReviews: #expect(sum == numbers.reviews.postMergeReviews)
        case .reverts: #expect(sum == numbers.throughput.reverts)
        case .revertShare: #expect(Share(sum, of: count) == numbers.throughput.revertShare)
        case .aiAssistedShare: #expect(Share(sum, of: count) == numbers.leadTime.aiAssistedShare)
        case .timeToIntegrate:
            #expect(count == numbers.inProgress.timeToIntegrate?.finished ?? 0)
            #expect(explanation.included.count == numbers.inProgress.opened)
        }
    }
}
