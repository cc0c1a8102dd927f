import HakaruMetrics
import HakaruModel
import Testing

@Suite struct `The course of the weeks` {
    /// The week of a number, counted from the Monday of the samples.
    private func week(_ number: Int) -> ISOWeek {
        ISOWeek(containing: .monday, in: .utc).advanced(byWeeks: number)
    }

    /// Pull requests of so many a week, each integrated so many hours after its only commit.
    private func pullRequests(_ weeks: Range<Int>, each count: Int, hours: Int) -> [PullRequest] {
        weeks.flatMap { week in
            (0..<count).map { index in
                let opened = week * 168 + 24 + index
                return .sample(week * 100 + index + 1, opened: opened, merged: opened + hours)
            }
        }
    }

    private func course(_ pullRequests: [PullRequest], endingWith number: Int) throws -> WeeklyCourse {
        try FactTable.sample(pullRequests).course(endingWith: week(number), MetricsQuery(period: .fourWeeks))
    }

    @Test func `states a clear change with both levels, for each metric and span`() throws {
        let pullRequests = pullRequests(0..<16, each: 5, hours: 40) + pullRequests(16..<20, each: 5, hours: 4)
        let course = try course(pullRequests, endingWith: 19)
        #expect(course.statements.count == 14)
        let leadTime = try #require(course.statement(.leadTime, over: .fourWeeks))
        #expect(leadTime.trend.verdict == .clearlyLower)
        #expect(leadTime.before == Thousandths(40 * 3_600))
        #expect(leadTime.after == Thousandths(4 * 3_600))
        #expect(leadTime.trend.countBefore == 65)
        #expect(leadTime.trend.countAfter == 20)
        let integrated = try #require(course.statement(.integrated, over: .fourWeeks))
        #expect(integrated.trend.verdict == .noClearChange)
        #expect(integrated.after == Thousandths(5))
        #expect(course.statement(.integrated, over: .thirteenWeeks)?.trend.verdict == .tooFew)
    }

    @Test func `a week before the first pull request is not known, and no empty week`() throws {
        // The first opening lies in week 10, which is known only in part; so six weeks before the last four are known.
        let course = try course(pullRequests(10..<21, each: 6, hours: 5), endingWith: 20)
        #expect(course.weeks.map(\.week) == (11...20).map(week))
        let integrated = try #require(course.statement(.integrated, over: .fourWeeks))
        #expect(integrated.trend.countBefore == 36)
        #expect(integrated.before == Thousandths(6))
    }

    @Test func `shows the last weeks, each with its own distribution`() throws {
        let course = try course(pullRequests(0..<40, each: 3, hours: 10), endingWith: 39)
        #expect(course.weeks.count == WeeklyCourse.shownWeeks)
        #expect(course.weeks.allSatisfy { $0.integrated == 3 && $0.opened == 3 && $0.leadTime?.count == 3 })
        #expect(course.weeks.last?.leadTimeP25 == Thousandths(36_000))
        #expect(course.points.count == 3 * WeeklyCourse.shownWeeks)
        #expect(course.weeks.last?.start == week(39).start(in: .utc))
    }

    @Test func `marks a week with less than half of what is usual as quiet`() throws {
        let pullRequests =
            pullRequests(0..<8, each: 6, hours: 5) + pullRequests(8..<9, each: 2, hours: 5)
            + pullRequests(9..<12, each: 6, hours: 5)
        let course = try course(pullRequests, endingWith: 11)
        #expect(course.weeks.filter(\.isQuiet).map(\.week) == [week(8)])
    }

    @Test func `says nothing about a week that is not over, nor about an empty store`() throws {
        let early = try FactTable.sample(pullRequests(0..<20, each: 5, hours: 4), asOf: .hour(19 * 168 + 5))
        #expect(try early.course(endingWith: week(19), MetricsQuery(period: .fourWeeks)).statements.isEmpty)
        let empty = try course([], endingWith: 3)
        #expect(empty.weeks.isEmpty && empty.points.isEmpty)
        #expect(empty.statements.allSatisfy { $0.trend.verdict == .tooFew })
    }
}
