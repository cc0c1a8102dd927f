import HakaruMetrics
import HakaruModel
import Testing

@Suite struct `In progress (definitions §6)` {
    private static let pullRequests: [PullRequest] = [
        .sample(1, opened: 0, reviews: [.sample(.approved, at: 100)]),
        .sample(2, opened: 48, merged: 200),
        .sample(3, opened: 24, closed: 120),
        .sample(4, opened: 10, events: [.sample(.closed, at: 20), .sample(.reopened, at: 30)]),
        .sample(5, opened: 160, author: .robot),
    ]

    @Test func `is what is open at the end of the period, with its ages`() throws {
        let table = try FactTable.sample(Self.pullRequests)
        let report = try table.inProgress(MetricsQuery(period: .hours(0, 168)))
        #expect(report.items.map(\.number) == [1, 4, 2])
        #expect(report.items.map { $0.ageSeconds / 3_600 } == [168, 158, 120])
        #expect(report.items.map(\.isApproved) == [true, false, false])
        #expect(report.report.total.inProgress == 3)
        #expect(report.report.total.unreviewed == 2)
        #expect(report.report.total.age?.p50.description == secondsText(hours: 158))
    }

    @Test func `leaves out what is closed at that very time`() throws {
        let table = try FactTable.sample(Self.pullRequests)
        #expect(try table.inProgress(MetricsQuery(period: .hours(0, 25))).items.map(\.number) == [1, 3])
        #expect(try table.inProgress(MetricsQuery(period: .hours(0, 31))).items.map(\.number) == [1, 4, 3])
        #expect(try table.inProgress(MetricsQuery(period: .hours(0, 200))).items.map(\.number) == [1, 4, 2])
        #expect(try table.inProgress(MetricsQuery(period: .hours(0, 201))).items.map(\.number) == [1, 4])
    }

    @Test func `by week it is the stock at the end of each`() throws {
        let table = try FactTable.sample(Self.pullRequests)
        let report = try table.inProgress(MetricsQuery(period: .fourWeeks, grouping: [.time(.week)])).report
        #expect(report.groups.map(\.figures.inProgress) == [3, 2, 2, 2])
        #expect(report.groups[1].figures.age?.mean.description == secondsText(hours: 331))
        #expect(report.groups.map(\.figures.opened) == [4, 0, 0, 0])
    }

    @Test func `ages end at as_of where the period goes on`() throws {
        let table = try FactTable.sample(
            [.sample(1, opened: 0), .sample(2, from: "b", into: "a", opened: 0, merged: 20)], asOf: .hour(50))
        for period in [Period.fourWeeks, .hours(0, 50)] {
            let report = try table.inProgress(MetricsQuery(period: period, grouping: [.time(.week)]))
            #expect(report.items.map(\.ageSeconds) == [50 * 3_600])
            #expect(report.report.groups.first?.figures.age?.p50.description == secondsText(hours: 50))
            #expect(
                try table.explain(.companion(.age), MetricsQuery(period: period)).included.map(\.value) == [50 * 3_600])
            #expect(try table.inTransit(MetricsQuery(period: period)).map(\.ageSeconds) == [30 * 3_600])
        }
    }

    @Test func `time to integrate leaves out what contradicts itself, with its reason`() throws {
        let table = try FactTable.sample(
            [
                .sample(1, opened: 9, merged: 5), .sample(2, into: nil, opened: 0, merged: 5),
                .sample(3, opened: 0, merged: 7),
            ], asOf: .hour(600))
        let total = try table.inProgress(MetricsQuery(period: .fourWeeks)).report.total
        #expect(total.opened == 3)
        #expect(total.timeToIntegrate == KaplanMeier(finished: [7 * 3_600], open: []))
        let explanation = try table.explain(.timeToIntegrate, MetricsQuery(period: .fourWeeks))
        #expect(explanation.excluded.map(\.reason) == [.mergedBeforeCreated, .baseUnknown])
        #expect(try table.explain(.opened, MetricsQuery(period: .fourWeeks)).included.count == 3)
    }

    @Test func `time to integrate counts the open ones as longer than they have been open`() throws {
        let table = try FactTable.sample(
            [
                .sample(1, opened: 0, merged: 10), .sample(2, opened: 0, merged: 20), .sample(3, opened: 0),
                .sample(4, opened: 0, closed: 15), .sample(5, opened: 500, merged: 501),
            ], asOf: .hour(600))
        let total = try table.inProgress(MetricsQuery(period: .hours(0, 168))).report.total
        #expect(total.opened == 4)
        #expect(total.timeToIntegrate?.count == 4)
        #expect(total.timeToIntegrate?.finished == 2)
        #expect(total.timeToIntegrate?.p50 == 72_000)
        #expect(total.timeToIntegrate?.p75 == nil, "the estimate does not get so far")
    }
}
