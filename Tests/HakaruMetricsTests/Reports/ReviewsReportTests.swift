import HakaruMetrics
import HakaruModel
import Testing

@Suite struct `The reviews report (definitions §6)` {
    @Test func `counts reviews given in the period, whatever became of the pull request`() throws {
        let table = try FactTable.sample([
            .sample(
                1, opened: 0, merged: 9, reviews: [.sample(.commented, at: 2), .sample(.approved, by: .carol, at: 400)]),
            .sample(
                2, opened: 0, closed: 9,
                reviews: [.sample(.commented, by: .dave, at: 3), .sample(.approved, by: .alice, at: 4)]),
            .sample(3, opened: 0, author: .robot, reviews: [.sample(.approved, at: 3)]),
        ])
        let report = try table.reviews(MetricsQuery(period: .fourWeeks, grouping: [.time(.week)]))
        #expect(report.total.reviewsGiven == 3)
        #expect(report.total.reviewers == 3)
        #expect(report.total.busiestThree == nil, "three people's share would be everything")
        #expect(report.groups.map(\.figures.reviewsGiven) == [2, 0, 1, 0])
        #expect(report.total.postMergeReviews == 1)
        let withBots = try table.reviews(MetricsQuery(period: .fourWeeks, includesBots: true)).total
        #expect(withBots.reviewsGiven == 4)
    }

    @Test func `the share of the busiest three has no names`() throws {
        let reviewers = ["b", "c", "d", "e", "f"].map { Actor(login: $0, kind: .user) }
        let reviews = zip(reviewers, [5, 3, 2, 1, 1]).flatMap { reviewer, count in
            (0..<count).map { Review.sample(.commented, by: reviewer, at: 1 + $0) }
        }
        let table = try FactTable.sample([.sample(1, opened: 0, merged: 9, reviews: reviews)])
        let query = MetricsQuery(period: .fourWeeks)
        let total = try table.reviews(query).total
        #expect(total.reviewers == 5)
        #expect(total.busiestThree == Share(10, of: 12))
        #expect(try table.explain(.reviewLoad, query).reviewsByReviewer == [5, 3, 2, 1, 1])
    }

    @Test func `shows pickup, review and rework of what was integrated`() throws {
        let table = try FactTable.sample([
            .sample(
                1, opened: 0, merged: 20, commits: [.sample(1, at: 0), .sample(2, at: 5)],
                reviews: [.sample(.changesRequested, at: 4), .sample(.approved, at: 10)]),
            .sample(2, opened: 0, merged: 20, reviews: [.sample(.approved, at: 2)]), .sample(3, opened: 0, merged: 20),
        ])
        let total = try table.reviews(MetricsQuery(period: .fourWeeks)).total
        #expect(total.pickupTime?.count == 2)
        #expect(total.pickupTime?.mean.description == secondsText(hours: 3))
        #expect(total.reviewTime?.mean.description == secondsText(hours: 3))
        #expect(total.reworkCycles?.count == 2, "an unreviewed one has no cycles, not 0")
        #expect(total.reworkCycles?.mean.description == "0.5")
        #expect(total.unapprovedShare == Share(1, of: 3))
    }
}
