import HakaruMetrics
import HakaruModel
import Testing

extension Goal {
    /// A goal for 2024.
    static func sample(
        _ metric: GoalMetric = .pullRequests(.integrated), _ target: Target = .value(Fraction(20)),
        direction: Direction? = nil, baseline: CalendarSpan? = nil, scope: Scope = Scope(),
        exclusions: [Exclusion] = []
    ) -> Goal {
        Goal(
            name: metric.name, metric: metric, scope: scope, direction: direction ?? metric.usualDirection,
            target: target, baseline: baseline, from: .day("2024-01-01"), by: .day("2024-12-31"),
            exclusions: exclusions)
    }
}

extension CivilDate {
    /// A day that the test knows to exist.
    static func day(_ text: String) -> CivilDate {
        guard let date = CivilDate(iso: text) else { preconditionFailure("\(text) is no day") }
        return date
    }
}

extension GoalMoment {
    /// The start of a day in UTC, as a query at midnight sees it.
    static func start(of day: String, _ goal: Goal) -> GoalMoment {
        GoalMoment(goal, at: TimeZoneRules.utc.startOfDay(.day(day)), in: .utc)
    }
}

@Suite struct `A goal` {
    private func reading(_ value: Fraction, count: Int = 10) -> GoalReading {
        GoalReading(value: value, count: count, until: .day("2024-06-30"))
    }

    private func state(
        _ goal: Goal, value: Fraction, baseline: Fraction? = Fraction(10), at day: String
    ) -> GoalEvaluation {
        let material = GoalMaterial(
            value: .success(reading(value)), baseline: baseline.map { .success(reading($0)) } ?? .failure(.noData))
        return GoalEvaluation(goal, material: material, frozen: [], at: .start(of: day, goal))
    }

    /// 2024 has 366 days; 183 of them are over when 2 July begins, so the line from 10 to 20 stands at 15.
    @Test(arguments: [
        (Fraction(15), "2024-07-02", GoalState.onTrack), (Fraction(1_499, over: 100), "2024-07-02", .behind),
        (Fraction(20), "2024-02-01", .met), (Fraction(199, over: 10), "2024-12-31", .behind),
        (Fraction(1_999, over: 100), "2025-01-01", .missed), (Fraction(20), "2025-06-01", .met),
        (Fraction(10), "2024-01-01", .onTrack), (Fraction(9), "2024-01-01", .behind),
        (Fraction(10), "2023-06-01", .onTrack),
    ])
    func `is judged by the line from its baseline to its target`(value: Fraction, day: String, state: GoalState) {
        #expect(self.state(.sample(), value: value, at: day).state == state)
    }

    @Test func `shows where the line stands`() {
        #expect(state(.sample(), value: Fraction(11), at: "2024-07-02").pace == Fraction(15))
        #expect(state(.sample(), value: Fraction(11), at: "2025-01-01").pace == Fraction(20))
    }

    @Test(arguments: [
        (Fraction(30), GoalState.onTrack), (Fraction(31), .behind), (Fraction(20), .met), (Fraction(19), .met),
    ])
    func `on a duration wants less`(value: Fraction, state: GoalState) {
        let goal = Goal.sample(.pullRequests(.leadTime), .factor(Fraction(1, over: 2)), baseline: .year(2023))
        let found = self.state(goal, value: value, baseline: Fraction(40), at: "2024-07-02")
        #expect(found.target == Fraction(20))
        #expect(found.state == state)
    }

    @Test func `on a count starts from 0 and needs no baseline`() {
        let goal = Goal.sample(.custom(CustomMetric(name: "articles", kind: .count)), .value(Fraction(50)))
        #expect(state(goal, value: Fraction(25), baseline: nil, at: "2024-07-02").state == .onTrack)
        #expect(state(goal, value: Fraction(24), baseline: nil, at: "2024-07-02").state == .behind)
    }

    @Test func `compares coverage exactly`() {
        let goal = Goal.sample(.coverage(.lines), .value(Fraction(80)))
        let short = Fraction(79_999 * 100, over: 100_000)
        #expect(state(goal, value: short, at: "2025-01-01").state == .missed)
        #expect(state(goal, value: Fraction(80_000 * 100, over: 100_000), at: "2025-01-01").state == .met)
    }

    @Test(arguments: [
        (GoalGap.noData, "no data", "データなし"),
        (.few(count: 3), "only 3, and fewer than 5 prove nothing", "3 件のみ（5 件未満では判断できない）"),
        (.baselineNotOver(label: "2023"), "the baseline 2023 is not over", "基準期間 2023 が終わっていない"),
    ])
    func `without a baseline is unknown, with the reason`(gap: GoalGap, english: String, japanese: String) {
        let goal = Goal.sample(.pullRequests(.integrated), .factor(Fraction(2)), baseline: .year(2023))
        let material = GoalMaterial(value: .success(reading(Fraction(5))), baseline: .failure(gap))
        let found = GoalEvaluation(goal, material: material, frozen: [], at: .start(of: "2024-07-02", goal))
        #expect(found.state == .unknown)
        #expect(found.gap == gap)
        #expect(found.target == nil)
        #expect(found.gap?.words(in: .english) == english)
        #expect(found.gap?.words(in: .japanese) == japanese)
    }

    @Test func `without a value is unknown, even when its day has passed`() {
        let goal = Goal.sample()
        let material = GoalMaterial(value: .failure(.noData), baseline: .success(reading(Fraction(10))))
        let found = GoalEvaluation(goal, material: material, frozen: [], at: .start(of: "2025-07-02", goal))
        #expect(found.state == .unknown)
        #expect(found.value == nil)
    }

    @Test func `of a multiple of 0 is unknown`() {
        let goal = Goal.sample(.pullRequests(.integrated), .factor(Fraction(2)), baseline: .year(2023))
        let found = state(goal, value: Fraction(5), baseline: Fraction(0), at: "2024-07-02")
        #expect(found.state == .unknown)
        #expect(found.gap == .zeroBaseline(label: "2023"))
    }

    @Test func `holds to its frozen baseline and tells what it would be now`() {
        let goal = Goal.sample(.pullRequests(.integrated), .factor(Fraction(2)), baseline: .year(2023))
        func frozen(_ value: Int64, _ cause: FrozenBaseline.Cause, goal: String = "integrated") -> FrozenBaseline {
            FrozenBaseline(
                goal: goal, label: "2023", value: Fraction(value), count: Int(value) * 52,
                frozenAt: Instant(secondsSinceEpoch: 1_704_412_800), definitionsVersion: 1, fingerprint: "f",
                cause: cause)
        }
        let material = GoalMaterial(
            value: .success(reading(Fraction(17))), baseline: .success(reading(Fraction(12), count: 624)))
        let history = [frozen(8, .first), frozen(9, .data), frozen(100, .first, goal: "other")]
        let found = GoalEvaluation(goal, material: material, frozen: history, at: .start(of: "2025-01-01", goal))
        #expect(found.target == Fraction(18))
        #expect(found.state == .missed)
        #expect(found.baseline?.frozenAt != nil)
        #expect(found.frozen.map(\.value) == [Fraction(8), Fraction(9)])
        #expect(found.drift?.value == Fraction(12))
        let settled = GoalMaterial(
            value: .success(reading(Fraction(17))), baseline: .success(reading(Fraction(9), count: 9 * 52)))
        #expect(
            GoalEvaluation(goal, material: settled, frozen: history, at: .start(of: "2025-01-01", goal)).drift == nil)
    }

    @Test func `that is over is read at the end of its last day for ever`() {
        let goal = Goal.sample()
        let moment = GoalMoment.start(of: "2026-05-01", goal)
        #expect(moment.readAt == TimeZoneRules.utc.startOfDay(.day("2025-01-01")))
        #expect(moment.lastDay == .day("2024-12-31"))
        #expect(moment.isOver)
        #expect(!GoalMoment.start(of: "2024-12-31", goal).isOver)
    }

    @Test(arguments: GoalState.allCases)
    func `has a word for its state in both languages`(state: GoalState) {
        #expect(state.words(in: .english) == state.rawValue.replacing("_", with: " "))
        #expect(!state.words(in: .japanese).isEmpty)
    }
}
