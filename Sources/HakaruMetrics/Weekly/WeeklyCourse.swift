package import HakaruModel

/// How a team came to the week that a summary is about: its trends, and the weeks behind the charts.
package struct WeeklyCourse: Hashable, Sendable {
    /// What may be said about one metric over one span (`definitions.md` §7).
    package struct Statement: Hashable, Sendable {
        /// The metric: ``Metric/integrated``, ``Metric/leadTime`` or a stage.
        package let metric: Metric
        /// The stretches that are compared.
        package let span: TrendSpan
        /// The median in seconds, or the number a week, over the earlier stretch; nil where nothing is there.
        package let before: Thousandths?
        /// The same over the later stretch.
        package let after: Thousandths?
        /// The comparison, judged together with all the others of the summary.
        package let trend: Trend

        /// Makes a statement.
        package init(metric: Metric, span: TrendSpan, before: Thousandths?, after: Thousandths?, trend: Trend) {
            self.metric = metric
            self.span = span
            self.before = before
            self.after = after
            self.trend = trend
        }
    }

    /// One week as a point of the charts.
    package struct Week: Hashable, Sendable {
        /// The week.
        package let week: ISOWeek
        /// When it begins.
        package let start: Instant
        /// Integrated in it.
        package let integrated: Int
        /// Opened in it.
        package let opened: Int
        /// Open at its end.
        package let inProgress: Int
        /// The lead time in seconds of what was integrated; nil where nothing was.
        package let leadTime: Distribution?
        /// The value in seconds that a quarter of the lead times do not exceed.
        package let leadTimeP25: Thousandths?
        /// The stages of what was integrated, in the order of ``Metric/stages``.
        package let stages: [Distribution?]
        /// Whether less than half as much as usual was opened and integrated in it, as in holidays.
        package var isQuiet: Bool
        /// The days that were worked in it; nil where no calendar is known for it.
        package var workingDays: WorkingDays?

        /// Whether little is to be expected of it: holidays took most of its days, or less than half of the usual happened.
        package var isHatched: Bool { isQuiet || workingDays?.isHoliday == true }

        /// Makes a point.
        package init(
            week: ISOWeek, start: Instant, integrated: Int, opened: Int, inProgress: Int, leadTime: Distribution?,
            leadTimeP25: Thousandths?, stages: [Distribution?], isQuiet: Bool = false,
            workingDays: WorkingDays? = nil
        ) {
            self.week = week
            self.start = start
            self.integrated = integrated
            self.opened = opened
            self.inProgress = inProgress
            self.leadTime = leadTime
            self.leadTimeP25 = leadTimeP25
            self.stages = stages
            self.isQuiet = isQuiet
            self.workingDays = workingDays
        }
    }

    /// A single pull request as a point of the charts.
    package struct Point: Hashable, Sendable {
        /// When its change arrived.
        package let integratedAt: Instant
        /// Its lead time, in seconds.
        package let leadTimeSeconds: Int64

        /// Makes a point.
        package init(integratedAt: Instant, leadTimeSeconds: Int64) {
            self.integratedAt = integratedAt
            self.leadTimeSeconds = leadTimeSeconds
        }
    }

    /// How many weeks the charts show, the week of the summary the last of them.
    package static let shownWeeks = 26
    /// The metrics that statements are made about, in their order.
    package static let judgedMetrics: [Metric] = [.integrated, .leadTime] + Metric.stages

    /// One statement for each judged metric and span, the shorter span first; empty where the week is not over.
    package let statements: [Statement]
    /// The same for custom metrics that count, judged together with ``statements``.
    package var customTrends: [CustomTrend] = []
    /// The last weeks, oldest first; empty where nothing is known of any.
    package let weeks: [Week]
    /// What was integrated in them, oldest first.
    package let points: [Point]

    /// Makes a course.
    package init(statements: [Statement], weeks: [Week], points: [Point]) {
        self.statements = statements
        self.weeks = weeks
        self.points = points
    }

    /// The statement about a metric over a span; nil where none is made.
    package func statement(_ metric: Metric, over span: TrendSpan) -> Statement? {
        statements.first { $0.metric == metric && $0.span == span }
    }
}
