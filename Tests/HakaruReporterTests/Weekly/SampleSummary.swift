import HakaruMetrics
import HakaruModel
import HakaruReporter

/// A made-up summary of a team of two repositories whose lead time became clearly shorter 4 weeks ago.
struct SampleSummary {
    /// Titles of what waits.
    var titles = ["Fix the <cart> & \"basket\"", "在庫の引き当てを直す"]
    /// The name of a goal.
    var goalName = "integrated"
    /// The name of a custom metric.
    var metricName = "articles"
    /// Why a component is left out.
    var exclusionReason = "replaced in June"
    /// The name of a team.
    var team = "backend"
    /// What is not complete.
    var gaps: [ResultHeader.Incomplete] = []
    /// Whether anything happened at all.
    var isEmpty = false
    /// How many pull requests are integrated in a week.
    var perWeek = 6

    private static let week = ISOWeek("2026-W47") ?? ISOWeek(containing: Instant(secondsSinceEpoch: 0), in: .utc)

    var page: SummaryPage { SummaryPage(summary, incomplete: gaps, isDemo: true, zone: .utc) }

    private var summary: WeeklySummary {
        let week = SampleSummary.week
        let asOf = week.next.start(in: .utc).advanced(bySeconds: 3_600)
        guard !isEmpty else {
            return WeeklySummary(
                week: week, period: week.period(in: .utc), timeZone: "UTC", asOf: asOf,
                throughput: .init(week: .init(), recent: .init(), before: .init()),
                leadTime: .init(week: .init(), recent: .init(), before: .init()), inProgress: .init(), waiting: [])
        }
        let counts = [1, 4, 13].map { throughput(weeks: $0) }
        let times = [figures(0..<1), figures(0..<4), figures(4..<17)]
        var inProgress = InProgressFigures()
        inProgress.inProgress = 7
        inProgress.unreviewed = titles.count
        inProgress.inTransit = 3
        inProgress.stranded = 1
        var summary = WeeklySummary(
            week: week, period: week.period(in: .utc), timeZone: "UTC", asOf: asOf,
            throughput: .init(week: counts[0], recent: counts[1], before: counts[2]),
            leadTime: .init(week: times[0], recent: times[1], before: times[2]), inProgress: inProgress,
            waiting: titles.enumerated().map { index, title in
                .init(
                    repository: .sample("acme/api"), number: 40 + index, title: title,
                    ageSeconds: Int64(900_000 - index * 90_000), url: "https://github.com/acme/api/pull/\(40 + index)")
            }, course: course)
        summary.waitingCount = titles.count + 2
        summary.inTransit = titles.prefix(2).enumerated().map { index, title in
            .init(
                .init(repository: .sample("acme/web"), number: 61 + index, title: title, ageSeconds: 400_000),
                base: index == 0 ? "feature/basket" : title, isStranded: index == 1)
        }
        let own = WeeklySummary.GroupRow.Figures(throughput: counts[0], leadTime: times[0])
        let recent = WeeklySummary.GroupRow.Figures(throughput: counts[1], leadTime: times[1])
        summary.repositories = ["acme/api", "acme/web"].map { .init(key: .named($0), week: own, recent: recent) }
        summary.teams = [
            .init(key: .named(team), week: own, recent: recent), .init(key: .none, week: own, recent: recent),
            .init(key: .other, week: nil, recent: recent),
        ]
        summary.goals = goals
        summary.customMetrics = [
            .init(
                metric: CustomMetric(name: metricName, kind: .count),
                values: .init(week: Thousandths(3), recent: Thousandths(11), before: Thousandths(count: 40_500)),
                lastDay: SampleSummary.week.firstDay),
            .init(
                metric: CustomMetric(name: "members", kind: .level), values: .init(week: nil, recent: nil, before: nil),
                lastDay: nil),
        ]
        summary.coverage = [
            coverageRow("backend", from: 7_000, step: 45), coverageRow(nil, from: 8_300, step: -8),
            coverageRow("legacy", from: 3_000, step: 0, reason: exclusionReason, age: 3),
        ]
        summary.workingDays =
            WeeklySummary.weeks(endingWith: SampleSummary.week).map { weeks in
                WorkingDays(of: weeks, in: SampleSummary.calendar)
            }.known
        return summary
    }

    /// A goal that is behind, with all that can stand beside it, and one without data.
    private var goals: [WeeklySummary.GoalRow] {
        let first = SampleSummary.week.advanced(byWeeks: -40).firstDay
        let last = SampleSummary.week.advanced(byWeeks: 12).firstDay
        let readAt = SampleSummary.week.next.start(in: .utc)
        let more = Goal(
            name: goalName, metric: .pullRequests(.integrated), direction: .atLeast, target: .factor(Fraction(2)),
            from: first, by: last,
            exclusions: [.init(.repository(.sample("acme/old")), reason: exclusionReason)])
        let members = Goal(
            name: "members", metric: .custom(CustomMetric(name: "members", kind: .level)), direction: .atLeast,
            target: .value(Fraction(2_500)), from: first, by: last)
        let material = GoalMaterial(
            value: .success(GoalReading(value: Fraction(6), count: 24, until: SampleSummary.week.next.firstDay)),
            baseline: .success(GoalReading(value: Fraction(7, over: 2), count: 14, until: first)),
            guardrails: [
                .init(metric: .size, before: Thousandths(40), now: Thousandths(count: 62_500)),
                .init(metric: .revertShare, before: nil, now: Thousandths(count: 21)),
            ])
        let missing = GoalMaterial(value: .failure(.noData), baseline: .failure(.noData))
        let none: [FrozenBaseline] = []
        let evaluations = [
            GoalEvaluation(more, material: material, frozen: none, at: GoalMoment(more, at: readAt, in: .utc)),
            GoalEvaluation(members, material: missing, frozen: none, at: GoalMoment(members, at: readAt, in: .utc)),
        ]
        let values: [Fraction?] = (0..<9).map { (index: Int64) -> Fraction? in
            index == 3 ? nil : Fraction(3_500 + index * 312, over: 1_000)
        }
        let course = (0..<9).map { (index: Int) -> WeeklySummary.GoalRow.Point in
            .init(
                at: readAt.advanced(bySeconds: Int64(index - 8) * 2_419_200), value: values[index])
        }
        return [.init(evaluations[0], course: course), .init(evaluations[1], course: [])]
    }

    /// A component that was first measured 20 weeks ago, in hundredths of a percent of 10,000 lines.
    private func coverageRow(
        _ component: String?, from: Int, step: Int, reason: String? = nil, age: Int = 0
    ) -> WeeklySummary.CoverageRow {
        let points = (0..<WeeklyCourse.shownWeeks).map { index -> WeeklySummary.CoverageRow.Point? in
            let measured = index - (WeeklyCourse.shownWeeks - 20)
            guard measured >= 0, let count = CoverageCount(covered: from + step * measured, total: 10_000) else {
                return nil
            }
            return .init(count: count, ageInWeeks: age, isStale: false)
        }
        return .init(
            repository: .sample("acme/api"), component: component, exclusionReason: reason, points: points)
    }

    /// Monday to Friday, but for one Monday in the week of the summary.
    private static let calendar = WorkingCalendar(
        publicHolidays: nil, companyHolidays: [week.firstDay], zone: .utc)

    private func throughput(weeks: Int) -> ThroughputFigures {
        var figures = ThroughputFigures()
        figures.integrated = perWeek * weeks
        figures.merged = perWeek * weeks
        figures.opened = (perWeek + 1) * weeks
        figures.abandoned = weeks
        figures.inProgress = 7
        figures.contributors = 5
        figures.byBots = 2
        figures.promotions = 1
        return figures
    }

    /// Lead times in seconds of the week that lies so many weeks back: spread over two decades, the same on every run.
    private func leadTimes(_ back: Int) -> [Int64] {
        (0..<perWeek).map { index in
            let share = (index * 7 + back * 3) % perWeek + 1
            return Int64(share * share * (back < 4 ? 2_400 : 9_000) + back * 60 + 1_000)
        }
    }

    private func figures(_ weeks: Range<Int>) -> LeadTimeFigures {
        let times = weeks.flatMap(leadTimes)
        var figures = LeadTimeFigures()
        figures.integrated = times.count
        figures.leadTime = Distribution(times)
        figures.stages.codingTime = Distribution(times.map { $0 / 2 })
        figures.stages.pickupTime = Distribution(times.map { $0 / 4 })
        figures.stages.reviewTime = Distribution(times.map { $0 / 8 })
        figures.stages.mergeTime = Distribution(times.dropLast(perWeek - 2).map { $0 / 8 })
        figures.unreviewed = 1
        figures.notApproved = 1
        return figures
    }

    private var course: WeeklyCourse {
        let backs = Array((0..<WeeklyCourse.shownWeeks).reversed())
        let weeks = backs.map { back -> WeeklyCourse.Week in
            let week = SampleSummary.week.advanced(byWeeks: -back)
            let times = leadTimes(back).sorted()
            let isQuiet = back == 9
            return WeeklyCourse.Week(
                week: week, start: week.start(in: .utc), integrated: isQuiet ? 2 : perWeek + back % 3,
                opened: isQuiet ? 1 : perWeek + 1, inProgress: 5 + back % 4, leadTime: Distribution(times),
                leadTimeP25: Percentiles.percentile(25, ofSorted: times),
                stages: [2, 4, 8, 8].map { divisor in Distribution(times.map { $0 / divisor }) } + [nil],
                isQuiet: isQuiet)
        }
        let points = zip(backs, weeks).flatMap { back, week in
            leadTimes(back).enumerated().map { index, seconds in
                WeeklyCourse.Point(
                    integratedAt: week.start.advanced(bySeconds: Int64(index * 80_000)), leadTimeSeconds: seconds)
            }
        }
        let samples = TrendSpan.allCases.flatMap { span in WeeklyCourse.judgedMetrics.map { sample($0, span: span) } }
        let keys = TrendSpan.allCases.flatMap { span in WeeklyCourse.judgedMetrics.map { (span, $0) } }
        let statements = zip(keys, zip(samples, Trend.judge(samples.map(\.sample)))).map { key, judged in
            WeeklyCourse.Statement(
                metric: key.1, span: key.0, before: judged.0.before, after: judged.0.after, trend: judged.1)
        }
        var course = WeeklyCourse(statements: statements, weeks: weeks, points: points)
        course.customTrends = Trend.judge([
            .weeklyCounts(before: [3, 2, 4, 3, 2, 4, 3, 3, 2, 4, 3, 3, 4], after: [3, 2, 3, 3])
        ]).map {
            CustomTrend(
                metric: CustomMetric(name: "articles", kind: .count), span: .fourWeeks,
                before: Thousandths(count: 3_077), after: Thousandths(count: 2_750), trend: $0)
        }
        return course
    }

    private func sample(
        _ metric: Metric, span: TrendSpan
    ) -> (sample: TrendSample, before: Thousandths?, after: Thousandths?) {
        let (late, early) = span == .fourWeeks ? (0..<4, 4..<17) : (0..<13, 52..<52)
        guard metric != .integrated else {
            return (
                .weeklyCounts(before: early.map { _ in perWeek }, after: late.map { _ in perWeek }),
                early.isEmpty ? nil : Thousandths(Int64(perWeek)), Thousandths(Int64(perWeek))
            )
        }
        let divisor: Int64 = metric == .leadTime ? 1 : metric == .codingTime ? 2 : 4
        let before = metric == .integrationTime ? [] : early.flatMap(leadTimes).map { $0 / divisor }
        let after = metric == .integrationTime ? [] : late.flatMap(leadTimes).map { $0 / divisor }
        return (.durations(before: before, after: after), Distribution(before)?.p50, Distribution(after)?.p50)
    }
}

extension WeeklySummary.Stretches<WorkingDays?> {
    /// The three, or nil where one is not known.
    fileprivate var known: WeeklySummary.Stretches<WorkingDays>? {
        guard let week, let recent, let before else { return nil }
        return .init(week: week, recent: recent, before: before)
    }
}

extension RepositoryID {
    /// The repository of a name that is known to be one.
    static func sample(_ name: String) -> RepositoryID {
        guard let repository = RepositoryID(name) else { preconditionFailure("\(name) is a name of a repository") }
        return repository
    }
}
