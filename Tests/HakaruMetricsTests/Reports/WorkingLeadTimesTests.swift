import HakaruMetrics
import HakaruModel
import Testing

@Suite struct `Working time beside wall-clock time` {
    private func calendar(_ hours: WorkingHours = .usual, zone: TimeZoneRules = .utc) -> WorkingCalendar {
        WorkingCalendar(hours: hours, publicHolidays: .japan, zone: zone)
    }

    /// From Monday 09:00 to Wednesday 12:00 of a week that begins with a Monday off in no calendar here.
    private func facts(_ zone: TimeZoneRules = .utc) -> PullRequest.Facts {
        // Hours after Monday, 5 January 2026; the stages are 8, 16, 2 and 1 hours, and a day to the branch.
        PullRequest.Facts(
            createdAt: .hour(17), firstCommitAt: .hour(9), readyForReviewAt: .hour(17), firstReviewAt: .hour(33),
            firstApprovalAt: .hour(35), mergedAt: .hour(36), closedAt: .hour(36), integratedAt: .hour(60))
    }

    @Test func `of each stage is the part within working hours`() throws {
        let facts = facts()
        let times = try #require(LeadTimes(facts))
        let working = WorkingLeadTimes(times, integratedAt: .hour(60), calendar: calendar())
        #expect(times.leadTime == 51 * 3_600)
        // Monday 9 to 17; from 17 to Tuesday 9 one hour; 9 to 11; 11 to 12; Tuesday 12 to Wednesday 12.
        let stages: [Int64?] = [28_800, 3_600, 7_200, 3_600, 32_400]
        #expect(working.stages.map { $0?.seconds } == stages)
        #expect(working.leadTime.seconds == 75_600)
    }

    @Test func `is not known past the public holidays that are`() throws {
        var facts = facts()
        let late = Int64(2 * 366 * 86_400)
        for path in [\PullRequest.Facts.mergedAt, \.integratedAt, \.closedAt] {
            facts[keyPath: path] = facts[keyPath: path]?.advanced(bySeconds: late)
        }
        let times = try #require(LeadTimes(facts))
        let integrated = try #require(facts.integratedAt)
        let working = WorkingLeadTimes(times, integratedAt: integrated, calendar: calendar())
        #expect(working.leadTime.seconds == nil)
        #expect(working.stages[0]?.seconds == 28_800)
    }

    @Test(arguments: GeneratedHistory.seeds, [0, 9])
    func `adds up like it, never exceeds it, and is it where every hour is worked`(seed: UInt64, hours: Int) throws {
        let zone = TimeZoneRules.fixed(hours: hours)
        let day = [try WorkingHours.Span("00:00-24:00")]
        let always = try WorkingHours(Dictionary(uniqueKeysWithValues: (1...7).map { ($0, day) }))
        let history = GeneratedHistory(seed: seed, count: 80)
        let whole = WorkingCalendar(hours: always, publicHolidays: nil, zone: zone)
        let usual = WorkingCalendar(publicHolidays: nil, zone: zone)
        for facts in RepositoryFacts.sample(history.pullRequests, histories: history.histories).facts {
            guard let times = LeadTimes(facts), let integrated = facts.integratedAt else { continue }
            let all = WorkingLeadTimes(times, integratedAt: integrated, calendar: whole)
            #expect(all.leadTime.seconds == times.leadTime)
            #expect(all.stages.map { $0?.seconds } == times.stages.map(\.seconds))
            let working = WorkingLeadTimes(times, integratedAt: integrated, calendar: usual)
            let sum = try #require(working.leadTime.seconds)
            #expect(sum <= times.leadTime)
            if times.stages.compactMap(\.seconds).reduce(0, +) == times.leadTime {
                #expect(working.stages.reduce(0) { $0 + ($1?.seconds ?? 0) } == sum)
            }
        }
    }

    @Test func `stands in a report only when it was asked for`() throws {
        let pullRequests = (1...6).map { PullRequest.sample($0, opened: 9, merged: 33) }
        let table = try FactTable.sample(pullRequests)
        let query = MetricsQuery(period: .fourWeeks)
        #expect(try table.leadTime(query).total.workingTime == nil)
        let figures = try table.leadTime(query, calendar: calendar()).total
        #expect(figures.workingTime?.leadTime?.p50 == Thousandths(9 * 3_600))
        #expect(figures.workingTime?.leadTime?.count == 6)
        #expect(figures.workingTime?.unknown == 0)
        #expect(figures.leadTime?.p50 == Thousandths(24 * 3_600))
    }
}
