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
    }

    /// A repository's part in the week.
    package struct RepositoryRow: Hashable, Sendable {
        /// The repository.
        package let repository: RepositoryID
        /// Its counts in the week.
        package let throughput: ThroughputFigures
        /// Its durations in the week.
        package let leadTime: LeadTimeFigures

        /// Makes a row.
        package init(repository: RepositoryID, throughput: ThroughputFigures, leadTime: LeadTimeFigures) {
            self.repository = repository
            self.throughput = throughput
            self.leadTime = leadTime
        }
    }

    /// A pull request that waits for its first review at the end of the week.
    package struct Waiting: Hashable, Sendable {
        /// The repository.
        package let repository: RepositoryID
        /// The number in it.
        package let number: Int
        /// The title as the forge has it: hostile characters included.
        package let title: String
        /// The time since it was opened, in seconds.
        package let ageSeconds: Int64

        /// Makes an entry.
        package init(repository: RepositoryID, number: Int, title: String, ageSeconds: Int64) {
            self.repository = repository
            self.number = number
            self.title = title
            self.ageSeconds = ageSeconds
        }
    }

    /// How many weeks the recent stretch has.
    package static let recentWeeks = 4
    /// How many weeks the stretch before it has.
    package static let beforeWeeks = 13
    /// How many waiting pull requests are named.
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
    /// The repositories, by name.
    package let repositories: [RepositoryRow]
    /// The trends, and the weeks behind the charts.
    package let course: WeeklyCourse

    /// Makes a summary; without a course it has neither trends nor charts.
    package init(
        week: ISOWeek, period: Period, timeZone: String, asOf: Instant, throughput: Stretches<ThroughputFigures>,
        leadTime: Stretches<LeadTimeFigures>, inProgress: InProgressFigures, waiting: [Waiting],
        repositories: [RepositoryRow], course: WeeklyCourse = WeeklyCourse(statements: [], weeks: [], points: [])
    ) {
        self.week = week
        self.period = period
        self.timeZone = timeZone
        self.asOf = asOf
        self.throughput = throughput
        self.leadTime = leadTime
        self.inProgress = inProgress
        self.waiting = waiting
        self.repositories = repositories
        self.course = course
    }

    /// Whether all of the week lies before ``asOf``; if not, its numbers still change.
    package var isOver: Bool { asOf >= period.end }

    /// The recent stretch that ends with a week.
    package static func recentPeriod(endingWith week: ISOWeek, in zone: TimeZoneRules) -> Period {
        stretch(from: week.advanced(byWeeks: 1 - recentWeeks), until: week.next, in: zone)
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
