import HakaruMetrics
import HakaruModel
import Testing

@Suite struct `The lead time report (definitions §5)` {
    private static let pullRequests: [PullRequest] = [
        .sample(1, opened: 0, merged: 10, reviews: [.sample(.approved, at: 4)]),
        .sample(2, opened: 0, merged: 20),
        .sample(3, opened: 0, merged: 30, reviews: [.sample(.commented, at: 6)]),
        .sample(4, opened: 0, merged: 40, gaps: .reviews),
        .sample(5, opened: 0, merged: 50, commits: []),
        .sample(6, into: "lost", opened: 0, merged: 15, mergeCommit: 60),
        .sample(7, from: "lost", opened: 16, closed: 17, commits: [.sample(60, at: 15)]),
        .sample(8, into: "way", opened: 0, merged: 16), .sample(9, from: "way", opened: 0),
    ]

    @Test func `counts beside it what lacks a stage`() throws {
        var pullRequests = Self.pullRequests
        pullRequests[1].comments = [Comment(forgeID: ForgeID("c"), author: .bob, createdAt: .hour(3))]
        let total = try FactTable.sample(pullRequests, asOf: .hour(300)).leadTime(MetricsQuery(period: .fourWeeks))
            .total
        #expect(total.integrated == 5)
        #expect(total.leadTime?.count == 5)
        #expect(total.leadTime?.p50.description == secondsText(hours: 30))
        #expect(total.cycleTime?.count == 4, "absent where no commit is known")
        #expect(total.timeToMerge?.count == 5)
        #expect(total.unreviewed == 2)
        #expect(total.commentedOnly == 1)
        #expect(total.notApproved == 1)
        #expect(total.reviewsUnknown == 1)
        #expect(total.fromCreated == 1)
        #expect(total.stages.codingTime?.count == 4)
        #expect(total.stages.pickupTime?.count == 2)
        #expect(total.stages.reviewTime?.count == 2)
        #expect(total.stages.mergeTime?.count == 3)
        #expect(total.stages.integrationTime == nil)
        #expect(total.unapprovedShare == Share(3, of: 5))
    }

    @Test func `in transit is a stock, stranded stands beside it`() throws {
        let table = try FactTable.sample(Self.pullRequests, asOf: .hour(300))
        let total = try table.leadTime(MetricsQuery(period: .fourWeeks)).total
        #expect(total.inTransit == 2)
        #expect(total.stranded == 1)
        let early = try table.leadTime(MetricsQuery(period: .hours(0, 16))).total
        #expect(early.inTransit == 1, "merged before the end")
        #expect(early.stranded == 1, "judged at as_of")
    }

    @Test func `what is on its way leaves the stock in the week in which it arrives`() throws {
        let table = try FactTable.sample([
            .sample(1, from: "a", opened: 0, merged: 400, gaps: .commits), .sample(2, into: "a", opened: 0, merged: 20),
        ])
        let report = try table.leadTime(MetricsQuery(period: .fourWeeks, grouping: [.time(.week)]))
        #expect(report.groups.map(\.figures.inTransit) == [1, 1, 0, 0])
        #expect(report.groups.map(\.figures.integrated) == [0, 0, 2, 0])
        #expect(report.groups[2].figures.stages.integrationTime?.p50.description == secondsText(hours: 380))
        #expect(report.groups[0].figures.leadTime == nil, "no data is null, never 0")
    }

    @Test func `takes every duration over what was integrated in the period, whenever it was merged`() throws {
        let table = try FactTable.sample([
            .sample(1, from: "a", opened: 0, merged: 400, commits: [.sample(1, at: -10), .sample(20, at: 20)]),
            .sample(2, into: "a", opened: 4, merged: 20, commits: [.sample(2, at: 2)], mergeCommit: 20),
        ])
        let report = try table.leadTime(MetricsQuery(period: .fourWeeks, grouping: [.time(.week)]))
        #expect(report.groups.map(\.figures.cycleTime?.count) == [nil, nil, 2, nil])
        #expect(report.groups.map(\.figures.timeToMerge?.count) == [nil, nil, 2, nil])
        #expect(report.groups.map(\.figures.stages.codingTime?.count) == [nil, nil, 2, nil])
        let facts = RepositoryFacts.sample([
            .sample(1, from: "a", opened: 0, merged: 400, commits: [.sample(1, at: -10), .sample(20, at: 20)]),
            .sample(2, into: "a", opened: 4, merged: 20, commits: [.sample(2, at: 2)], mergeCommit: 20),
        ]).facts
        let times = try facts.map { try requireValue(LeadTimes($0)) }
        #expect(times.map { $0.leadTime / 3_600 } == [410, 398])
        #expect(times.map { $0.cycleTime.map { $0 / 3_600 } } == [410, 18])
        #expect(times.map { $0.timeToMerge / 3_600 } == [400, 16])
    }

    @Test func `excludes a merge before the opening and a base that is unknown, and counts them`() throws {
        let table = try FactTable.sample([
            .sample(1, opened: 10, merged: 5), .sample(2, into: nil, opened: 0, merged: 5),
            .sample(3, opened: 0, merged: 6),
        ])
        let total = try table.leadTime(MetricsQuery(period: .fourWeeks)).total
        #expect(total.integrated == 1)
        #expect(total.dataQuality.mergedBeforeCreated == 1)
        #expect(total.dataQuality.baseUnknown == 1)
        #expect(total.inTransit == 0)
        let explanation = try table.explain(.leadTime, MetricsQuery(period: .fourWeeks))
        #expect(explanation.excluded.map(\.reason) == [.mergedBeforeCreated, .baseUnknown])
    }

    @Test func `counts every other impossible instant and clamps it`() throws {
        var closedBefore = PullRequest.sample(4, opened: 0, merged: 9)
        closedBefore.closedAt = .hour(8)
        let table = try FactTable.sample([
            .sample(1, opened: 5, merged: 9, commits: [.sample(1, at: 6)]),
            .sample(2, opened: 5, merged: 9, commits: [.sample(2, at: 1), .sample(3, at: 12)]),
            .sample(3, opened: 5, merged: 9, reviews: [.sample(.approved, at: 2)]), closedBefore,
        ])
        let total = try table.leadTime(MetricsQuery(period: .fourWeeks)).total
        #expect(total.integrated == 4)
        #expect(total.dataQuality.firstCommitAfterOpening == 1)
        #expect(total.dataQuality.commitAfterMerge == 1)
        #expect(total.dataQuality.reviewBeforeOpening == 1)
        #expect(total.dataQuality.closedBeforeMerged == 1)
    }

    @Test func `the machine-written share is over those of which it is known`() throws {
        var trailer = PullRequest.sample(1, merged: 5)
        trailer.textFacts = TextFacts(aiTrailers: ["claude"], messagesRead: true)
        var none = PullRequest.sample(2, merged: 5)
        none.textFacts = TextFacts(messagesRead: true)
        let unknown = PullRequest.sample(3, merged: 5)
        let branch = PullRequest.sample(4, from: "copilot/fix-it", merged: 5)
        let total = try FactTable.sample([trailer, none, unknown, branch]).leadTime(MetricsQuery(period: .fourWeeks))
            .total
        #expect(total.aiAssisted == 2)
        #expect(total.aiUnknown == 1)
        #expect(total.aiAssistedShare == Share(2, of: 3))
        let app = PullRequest.sample(5, merged: 5, author: Actor(login: "Copilot", kind: .bot))
        let withBots = try FactTable.sample([app]).leadTime(MetricsQuery(period: .fourWeeks, includesBots: true)).total
        #expect(withBots.aiAssisted == 1)
    }
}
