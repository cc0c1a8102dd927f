package import HakaruModel

/// A value of a goal at one time, with what is behind it.
package struct GoalReading: Hashable, Sendable {
    /// The value in the unit of the goal, exact.
    package let value: Fraction
    /// How many pull requests, instrumented lines or records are behind it; at least 0.
    package let count: Int
    /// The first day of which the value speaks; nil for a state at one time.
    package let since: CivilDate?
    /// The day after the last of which it speaks, or the day that a level was recorded on.
    package let until: CivilDate
    /// For how many whole weeks a level has been carried forward; 0 for one of the last week.
    package let ageInWeeks: Int

    /// Makes a reading.
    package init(value: Fraction, count: Int, since: CivilDate? = nil, until: CivilDate, ageInWeeks: Int = 0) {
        self.value = value
        self.count = count
        self.since = since
        self.until = until
        self.ageInWeeks = ageInWeeks
    }
}

/// When a goal is judged: at an instant, or at the end of its last day where that comes first.
package struct GoalMoment: Hashable, Sendable {
    /// The instant that values are read at.
    package let readAt: Instant
    /// The day that holds the last second before it.
    package let lastDay: CivilDate
    /// Whether the goal's last day has passed.
    package let isOver: Bool
    /// The reporting time zone.
    package let zone: TimeZoneRules

    /// Finds the moment of a goal.
    ///
    /// - Parameters:
    ///   - goal: The goal.
    ///   - instant: When it is asked about, usually `as_of` or the end of a week.
    ///   - zone: The reporting time zone.
    package init(_ goal: Goal, at instant: Instant, in zone: TimeZoneRules) {
        let end = zone.startOfDay(goal.by.advanced(byDays: 1))
        self.readAt = min(instant, end)
        self.lastDay = zone.civilDate(at: readAt.advanced(bySeconds: -1))
        self.isOver = instant >= end
        self.zone = zone
    }
}

/// Why a goal has no value, or no baseline.
package enum GoalGap: Error, Hashable, Sendable {
    /// Nothing is behind the value.
    case noData
    /// Fewer than 5 pull requests are behind a percentile, from which nothing is concluded.
    case few(count: Int)
    /// A team of fewer than 3 contributors is not shown.
    case hiddenTeam
    /// The configuration has no such team any more.
    case unknownTeam
    /// The last coverage is too old to stand for the present.
    case stale(weeks: Int)
    /// The goal's year has not begun.
    case notBegun(CivilDate)
    /// The stretch of the baseline is not over.
    case baselineNotOver(label: String)
    /// The baseline is 0, so that no multiple of it says anything.
    case zeroBaseline(label: String)
}

/// What a goal is judged from: its value, its baseline and its guardrails, each measured or not, with the reason.
package struct GoalMaterial: Hashable, Sendable {
    /// The value now.
    package var value: Result<GoalReading, GoalGap>
    /// The baseline as it is computed now; frozen ones come before it.
    package var baseline: Result<GoalReading, GoalGap>
    /// What stands beside the value.
    package var guardrails: [GoalGuardrail]

    /// Makes material.
    package init(
        value: Result<GoalReading, GoalGap>, baseline: Result<GoalReading, GoalGap>, guardrails: [GoalGuardrail] = []
    ) {
        self.value = value
        self.baseline = baseline
        self.guardrails = guardrails
    }
}

/// A number beside a goal that shows whether the goal is reached at the cost of something else.
package struct GoalGuardrail: Hashable, Sendable {
    /// The metric: a median of ``Metric/size``, a share, or a number in progress.
    package let metric: Metric
    /// The number over the stretch of the baseline; nil where there is none.
    package let before: Thousandths?
    /// The number now, read at the same time as the value; nil where there is none.
    package let now: Thousandths?

    /// Makes a guardrail.
    package init(metric: Metric, before: Thousandths?, now: Thousandths?) {
        self.metric = metric
        self.before = before
        self.now = now
    }
}

extension Fraction {
    /// The number to the nearest thousandth, a half to the even one.
    package var thousandths: Thousandths { Thousandths(Int128(numerator), dividedBy: Int128(denominator)) }

    /// A number of thousandths.
    package init(_ value: Thousandths) {
        self.init(value.count, over: 1_000)
    }
}
