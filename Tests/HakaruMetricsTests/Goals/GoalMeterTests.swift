import HakaruMetrics
import HakaruModel
import Testing

@Suite struct `A goal on pull requests` {
    /// Pull requests that take a number of hours and are integrated on some days of 2024, by four people in turn.
    private func pullRequests(
        _ count: Int, hours: Int, around day: String, from number: Int = 1
    ) -> [PullRequest] {
        let people: [Actor] = [.alice, .bob, .carol, .dave]
        let start = Int(TimeZoneRules.utc.startOfDay(.day(day)).seconds(since: .monday) / 3_600)
        return (0..<count).map { index in
            let opened = start + index % 20 * 24
            return .sample(
                number + index, opened: opened, merged: opened + hours, author: people[index % people.count])
        }
    }

    private func evaluation(
        _ goal: Goal, _ pullRequests: [PullRequest], at day: String, organization: Organization = .none
    ) throws -> GoalEvaluation {
        let moment = GoalMoment.start(of: day, goal)
        let table = try FactTable.sample(pullRequests, asOf: TimeZoneRules.utc.startOfDay(.day(day)))
        let query = MetricsQuery(period: .fourWeeks, organization: organization)
        let meter = GoalMeter(table, query: query, fiscalYearStart: .january)
        guard case .pullRequests(let metric) = goal.metric else { throw MissingValue() }
        let material = try meter.material(for: goal, metric: metric, at: moment)
        return GoalEvaluation(goal, material: material, frozen: [], at: moment)
    }

    /// 365 in the 365 days of 2023 are 7 a week; 40 in the 4 weeks before Monday, 1 July 2024, are 10.
    @Test func `reads a rate from the last 4 complete weeks and its baseline from the year`() throws {
        let goal = Goal.sample(
            .pullRequests(.integrated), .factor(Fraction(2)), direction: .atLeast, baseline: .year(2023))
        let all =
            pullRequests(365, hours: 10, around: "2023-03-01")
            + pullRequests(40, hours: 10, around: "2024-06-04", from: 1_000)
        let found = try evaluation(goal, all, at: "2024-07-01")
        #expect(found.baseline?.value == Fraction(7))
        #expect(found.baseline?.count == 365)
        #expect(found.target == Fraction(14))
        #expect(found.value?.value == Fraction(10))
        #expect(found.value?.count == 40)
        #expect(found.value?.since == .day("2024-06-03"))
        #expect(found.value?.until == .day("2024-07-01"))
        #expect(found.state == .behind)
        #expect(found.guardrails.map(\.metric) == [.size, .revertShare, .unapprovedShare])
        #expect(found.guardrails[0].now == Thousandths(12))
        #expect(found.guardrails[2].now == Thousandths(1))
    }

    @Test func `reads a median from the last 4 complete weeks`() throws {
        let goal = Goal.sample(
            .pullRequests(.leadTime), .factor(Fraction(1, over: 2)), direction: .atMost, baseline: .year(2023))
        let all =
            pullRequests(30, hours: 48, around: "2023-03-01")
            + pullRequests(20, hours: 24, around: "2024-06-04", from: 1_000)
        let found = try evaluation(goal, all, at: "2024-07-01")
        #expect(found.baseline?.value == Fraction(172_800))
        #expect(found.value?.value == Fraction(86_400))
        #expect(found.state == .met)
        #expect(found.guardrails.map(\.metric) == [.unapprovedShare, .inProgress])
    }

    @Test func `concludes nothing from fewer than 5`() throws {
        let goal = Goal.sample(.pullRequests(.leadTime), .value(Fraction(86_400)))
        let found = try evaluation(goal, pullRequests(4, hours: 24, around: "2024-06-04"), at: "2024-07-01")
        #expect(found.state == .unknown)
        #expect(found.gap == .few(count: 4))
    }

    @Test func `without anything in its baseline is unknown`() throws {
        let goal = Goal.sample(.pullRequests(.integrated), .factor(Fraction(2)), baseline: .year(2023))
        let found = try evaluation(goal, pullRequests(40, hours: 24, around: "2024-06-04"), at: "2024-07-01")
        #expect(found.state == .unknown)
        #expect(found.gap == .noData)
        let early = try evaluation(
            Goal.sample(.pullRequests(.integrated), .factor(Fraction(2)), baseline: .year(2024)),
            pullRequests(40, hours: 24, around: "2024-06-04"), at: "2024-07-01")
        #expect(early.gap == .baselineNotOver(label: "2024"))
    }

    @Test func `is not shown for a team of fewer than 3`() throws {
        let team = Team(name: "pair", members: [Team.Member(person: "alice"), Team.Member(person: "bob")])
        let organization = try Organization(identities: [], teams: [team])
        let all = pullRequests(40, hours: 24, around: "2024-06-04")
        let goal = Goal.sample(scope: Goal.Scope(team: "pair"))
        #expect(try evaluation(goal, all, at: "2024-07-01", organization: organization).gap == .hiddenTeam)
        let unknown = Goal.sample(scope: Goal.Scope(team: "gone"))
        #expect(try evaluation(unknown, all, at: "2024-07-01", organization: organization).gap == .unknownTeam)
    }

    @Test func `leaves out what it excludes`() throws {
        let excluded = try #require(RepositoryID("acme/app"))
        let goal = Goal.sample(exclusions: [Goal.Exclusion(.repository(excluded), reason: "archived")])
        #expect(
            try evaluation(goal, pullRequests(40, hours: 24, around: "2024-06-04"), at: "2024-07-01").gap == .noData)
    }

    @Test func `that is over does not change with what came later`() throws {
        let goal = Goal.sample(.pullRequests(.integrated), .value(Fraction(20)), direction: .atLeast)
        let before = pullRequests(40, hours: 10, around: "2024-12-03")
        let later = pullRequests(400, hours: 10, around: "2025-02-01", from: 1_000)
        let found = try evaluation(goal, before, at: "2025-01-06")
        let again = try evaluation(goal, before + later, at: "2025-06-01")
        #expect(found.state == .missed)
        #expect(again.value == found.value)
        #expect(again.state == .missed)
    }
}

@Suite struct `A goal on a custom metric` {
    private func material(_ goal: Goal, _ values: [(String, Int64)], at day: String) throws -> GoalEvaluation {
        guard case .custom(let metric) = goal.metric else { throw MissingValue() }
        let records = values.map {
            CustomRecord(metric: metric.name, date: .day($0.0), value: Fraction($0.1), recordedAt: .monday)
        }
        let moment = GoalMoment.start(of: day, goal)
        let material = GoalMaterial(
            CustomSeries(of: metric.name, records: records), for: goal, metric: metric, at: moment,
            fiscalYearStart: .january)
        return GoalEvaluation(goal, material: material, frozen: [], at: moment)
    }

    /// From 1,400 to 2,500 in 366 days: after 183 of them the line stands at 1,950.
    @Test(arguments: [(Int64(1_950), GoalState.onTrack), (1_949, .behind), (2_500, .met)])
    func `that is a level starts from the value before its year`(value: Int64, state: GoalState) throws {
        let goal = Goal.sample(.custom(CustomMetric(name: "members", kind: .level)), .value(Fraction(2_500)))
        let found = try material(
            goal, [("2023-11-01", 1_200), ("2023-12-25", 1_400), ("2024-06-30", value), ("2024-07-02", 9_999)],
            at: "2024-07-02")
        #expect(found.baseline?.value == Fraction(1_400))
        #expect(found.pace == Fraction(1_950))
        #expect(found.value?.value == Fraction(value))
        #expect(found.state == state)
    }

    @Test func `that is a level starts from its first value where there is none before`() throws {
        let goal = Goal.sample(.custom(CustomMetric(name: "members", kind: .level)), .value(Fraction(2_500)))
        let found = try material(goal, [("2024-02-01", 1_500), ("2024-06-01", 2_100)], at: "2024-07-02")
        #expect(found.baseline?.value == Fraction(1_500))
        #expect(found.value?.ageInWeeks == 4)
        #expect(try material(goal, [], at: "2024-07-02").gap == .noData)
    }

    @Test func `that is a count adds up from the start of its year`() throws {
        let goal = Goal.sample(.custom(CustomMetric(name: "talks", kind: .count)), .value(Fraction(6)))
        let values: [(String, Int64)] = [("2023-12-31", 5), ("2024-01-01", 1), ("2024-06-30", 2), ("2024-12-31", 3)]
        let middle = try material(goal, values, at: "2024-07-02")
        #expect(middle.value?.value == Fraction(3))
        #expect(middle.state == .onTrack)
        let end = try material(goal, values, at: "2026-01-01")
        #expect(end.value?.value == Fraction(6))
        #expect(end.state == .met)
        #expect(try material(goal, [("2023-12-31", 5)], at: "2024-07-02").value?.value == Fraction(0))
        #expect(try material(goal, [], at: "2024-07-02").state == .unknown)
    }
}
