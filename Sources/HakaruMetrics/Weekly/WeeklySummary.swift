package import HakaruModel

/// The week in numbers: what every form of the weekly summary is rendered from (`definitions.md` §10).
///
/// A pure function of store, configuration, week and `as_of`. A single week is a fact; what it means is said only from
/// longer stretches, so each number stands beside its value over the last 4 weeks and the 13 before them.
package struct WeeklySummary: Hashable, Sendable {
    /// A set of figures over the three stretches.
    package struct Stretches<Figures: Hashable & Sendable>: Hashable, Sendable {
        /// The week itself.
        package let week: Figures
        /// The last 4 complete weeks, the week itself the last of them.
        package let recent: Figures
        /// The 13 weeks before those 4.
        package let before: Figures

        /// Makes a set.
        package init(week: Figures, recent: Figures, before: Figures) {
            self.week = week
            self.recent = recent
            self.before = before
        }

        /// The three in their order.
        package var all: [Figures] { [week, recent, before] }

        /// A number of each stretch.
        package func map<Other>(_ body: (Figures) -> Other) -> Stretches<Other> {
            .init(week: body(week), recent: body(recent), before: body(before))
        }
    }

    /// How many weeks the recent stretch has.
    package static let recentWeeks = 4
    /// How many weeks the stretch before it has.
    package static let beforeWeeks = 13
    /// How many pull requests are named in each list of those that wait.
    package static let namedWaiting = 5

    /// The week.
    package let week: ISOWeek
    /// The week as a period in the zone.
    package let period: Period
    /// The name of the reporting time zone.
    package let timeZone: String
    /// The instant that hides all later events.
    package let asOf: Instant
    /// The counts.
    package let throughput: Stretches<ThroughputFigures>
    /// The durations.
    package let leadTime: Stretches<LeadTimeFigures>
    /// What is open at the end of the week.
    package let inProgress: InProgressFigures
    /// Those that wait longest for their first review, drafts left out; at most ``namedWaiting``.
    package let waiting: [Waiting]
    /// The trends, and the weeks behind the charts.
    package let course: WeeklyCourse
    /// How many wait for their first review, the named ones among them, drafts left out.
    package var waitingCount = 0
    /// Those that are merged and longest on their way to the integration branch; at most ``namedWaiting``.
    package var inTransit: [InTransit] = []
    /// The repositories, by name; each once, also where nothing happened.
    package var repositories: [GroupRow] = []
    /// The teams, by name, small ones folded; empty where none is configured.
    package var teams: [GroupRow] = []
    /// The goals in the order of the configuration; empty for none.
    package var goals: [GoalRow] = []
    /// The custom metrics in the order of the configuration; empty for none.
    package var customMetrics: [CustomRow] = []
    /// The coverage of each component that is configured or measured, by repository and name; empty for none.
    package var coverage: [CoverageRow] = []
    /// The days that were worked in each stretch; nil where no calendar is known for them.
    package var workingDays: Stretches<WorkingDays>?

    /// Makes a summary; without a course it has neither trends nor charts.
    package init(
        week: ISOWeek, period: Period, timeZone: String, asOf: Instant, throughput: Stretches<ThroughputFigures>,
        leadTime: Stretches<LeadTimeFigures>, inProgress: InProgressFigures, waiting: [Waiting],
        course: WeeklyCourse = WeeklyCourse(statements: [], weeks: [], points: [])
    ) {
        self.week = week
        self.period = period
        self.timeZone = timeZone
        self.asOf = asOf
        self.throughput = throughput
        self.leadTime = leadTime
        self.inProgress = inProgress
        self.waiting = waiting
        self.course = course
        waitingCount = waiting.count
    }

    /// Whether all of the week lies before ``asOf``; if not, its numbers still change.
    package var isOver: Bool { asOf >= period.end }

    /// The recent stretch that ends with a week.
    package static func recentPeriod(endingWith week: ISOWeek, in zone: TimeZoneRules) -> Period {
        stretch(from: week.advanced(byWeeks: 1 - recentWeeks), until: week.next, in: zone)
    }

    /// The weeks of the three stretches that end with a week.
    package static func weeks(endingWith week: ISOWeek) -> Stretches<[ISOWeek]> {
        Stretches(
            week: [week], recent: (0..<recentWeeks).reversed().map { week.advanced(byWeeks: -$0) },
            before: (recentWeeks..<recentWeeks + beforeWeeks).reversed().map { week.advanced(byWeeks: -$0) })
    }

    /// The stretch before the recent one that ends with a week.
    package static func beforePeriod(endingWith week: ISOWeek, in zone: TimeZoneRules) -> Period {
        let end = week.advanced(byWeeks: 1 - recentWeeks)
        return stretch(from: end.advanced(byWeeks: -beforeWeeks), until: end, in: zone)
    }

    private static func stretch(from first: ISOWeek, until end: ISOWeek, in zone: TimeZoneRules) -> Period {
        let weeks = first.period(in: zone)
        return Period(start: weeks.start, end: end.start(in: zone)) ?? weeks
    }
}
