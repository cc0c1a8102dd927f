import HakaruMetrics
import HakaruModel
import Testing

@Suite struct `A period against an earlier one` {
    /// So many pull requests a day on the working days of some weeks, each of so many hours.
    private func pullRequests(_ weeks: Range<Int>, perDay: Int, hours: Int) -> [PullRequest] {
        let people: [Actor] = [.alice, .bob, .carol, .dave]
        var made: [PullRequest] = []
        for week in weeks {
            for index in 0..<perDay * 5 {
                let opened = week * 168 + index % 5 * 24
                made.append(
                    .sample(
                        week * 1_000 + index + 1, opened: opened, merged: opened + hours + index % 3,
                        author: people[index % 4]))
            }
        }
        return made
    }

    private func weeks(_ weeks: Range<Int>) -> Period { .hours(weeks.lowerBound * 168, weeks.upperBound * 168) }

    @Test func `is told with levels, effect and words, judged together`() throws {
        let all = pullRequests(0..<14, perDay: 2, hours: 40) + pullRequests(14..<24, perDay: 4, hours: 10)
        let table = try FactTable.sample(all)
        let found = try table.compare(
            MetricsQuery(period: weeks(15..<23)), with: weeks(1..<13), label: "before",
            metrics: [.integrated, .leadTime, .size])
        #expect(found.statements.map(\.metric) == [.integrated, .leadTime, .size])
        #expect(found.statements[0].before == Thousandths(10))
        #expect(found.statements[0].after == Thousandths(20))
        #expect(found.statements[0].trend.ratio == Thousandths(2))
        #expect(found.statements[0].trend.verdict == .clearlyHigher)
        #expect(found.statements[1].trend.verdict == .clearlyLower)
        #expect(found.statements[1].trend.words(in: .japanese) == "はっきり短くなった")
        #expect(found.statements[1].trend.countBefore == 120)
        #expect(found.statements[2].trend.verdict == .noClearChange)
    }

    @Test func `counts whole weeks alone, and none before the first pull request or after as_of`() throws {
        let all = pullRequests(2..<20, perDay: 2, hours: 10)
        let table = try FactTable.sample(all, asOf: .hour(18 * 168 + 50))
        // From the middle of week 10: the weeks 11 to 17 are whole and over.
        let query = MetricsQuery(period: .hours(10 * 168 + 24, 20 * 168))
        let found = try table.compare(query, with: weeks(0..<6), label: "before", metrics: [.integrated])
        #expect(found.statements[0].trend.countAfter == 70)
        // Weeks 0 and 1 are not known, and of week 2 only a part is.
        #expect(found.statements[0].trend.countBefore == 30)
        #expect(found.statements[0].before == Thousandths(10))
    }

    @Test func `with nothing in it says so`() throws {
        let table = try FactTable.sample(pullRequests(10..<14, perDay: 2, hours: 10))
        let found = try table.compare(
            MetricsQuery(period: weeks(10..<14)), with: weeks(0..<4), label: "before",
            metrics: PeriodComparison.leadTime)
        #expect(found.statements.allSatisfy { $0.before == nil && $0.trend.verdict == .tooFew })
    }

    @Test(arguments: [(1_000, 66), (12, 2), (100, 10)])
    func `may claim wrongly as often as 5 % allows`(teams: Int, allowed: Int) {
        #expect(TrendSimulation.allowedClaims(of: teams) == allowed)
    }
}
