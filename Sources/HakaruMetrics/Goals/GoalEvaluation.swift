package import HakaruModel

/// How a goal stands (`definitions.md` §9).
///
/// The raw values are keys of JSON.
package enum GoalState: String, Hashable, Sendable, CaseIterable {
    /// The target is reached.
    case met
    /// The last day has passed without it.
    case missed
    /// Not reached yet, and on the good side of the straight line to the target.
    case onTrack = "on_track"
    /// Not reached yet, and on the other side of the line.
    case behind
    /// There is no value, or no baseline.
    case unknown
}

/// The baseline that a goal is judged against.
package struct GoalBaseline: Hashable, Sendable {
    /// The stretch or day that it was read from, see ``HakaruModel/Goal/baselineLabel``.
    package let label: String
    /// The value in the unit of the goal.
    package let value: Fraction
    /// How many pull requests, lines or records are behind it.
    package let count: Int
    /// When it was frozen; nil where it is computed anew on every query.
    package let frozenAt: Instant?

    /// Makes a baseline.
    package init(label: String, value: Fraction, count: Int, frozenAt: Instant?) {
        self.label = label
        self.value = value
        self.count = count
        self.frozenAt = frozenAt
    }
}

/// One goal with its value, target, pace and state: a pure function of what was measured.
package struct GoalEvaluation: Hashable, Sendable {
    /// The goal.
    package let goal: Goal
    /// The instant that the value is read at: the end of the goal's last day at the latest.
    package let readAt: Instant
    /// The value; nil where there is none.
    package let value: GoalReading?
    /// The frozen baseline, else the one that is computed now; nil where there is none.
    package let baseline: GoalBaseline?
    /// The target as a number in the unit of the goal; nil where it is a multiple of a missing baseline.
    package let target: Fraction?
    /// Where the straight line from the baseline to the target stands on the day; nil where there is no line.
    package let pace: Fraction?
    /// How the goal stands.
    package let state: GoalState
    /// Why the state is ``GoalState/unknown``; nil for every other state.
    package let gap: GoalGap?
    /// What stands beside it.
    package let guardrails: [GoalGuardrail]
    /// Every baseline that was frozen for it, oldest first; more than one are restatements.
    package let frozen: [FrozenBaseline]
    /// The baseline as it is computed now; nil where it cannot be.
    package let computedBaseline: GoalReading?

    /// Judges a goal.
    ///
    /// - Parameters:
    ///   - goal: The goal.
    ///   - material: What was measured.
    ///   - frozen: The frozen baselines of the store, in the order in which they were stored.
    ///   - moment: When the goal is judged.
    package init(_ goal: Goal, material: GoalMaterial, frozen: some Sequence<FrozenBaseline>, at moment: GoalMoment) {
        let history = frozen.filter { $0.goal == goal.name && $0.label == goal.baselineLabel }
        let computed = try? material.baseline.get()
        let baseline = GoalEvaluation.baseline(of: goal, frozen: history.last, computed: computed)
        let target = GoalEvaluation.target(of: goal, baseline: baseline)
        let value = try? material.value.get()
        let pace = GoalEvaluation.pace(of: goal, from: baseline?.value, to: target, at: moment)
        self.goal = goal
        self.readAt = moment.readAt
        self.value = value
        self.baseline = baseline
        self.target = target
        self.pace = pace
        self.guardrails = material.guardrails
        self.frozen = history
        self.computedBaseline = computed
        (state, gap) = GoalEvaluation.judge(
            goal, material: material, value: value?.value, target: target, pace: pace, isOver: moment.isOver)
    }

    /// The baseline as it is computed now, where it differs from the frozen one; nil where it does not.
    package var drift: GoalReading? {
        guard let last = frozen.last, let computed = computedBaseline else { return nil }
        return computed.value != last.value || computed.count != last.count ? computed : nil
    }

    /// Each change of the frozen baseline to another number, oldest first.
    package var restatements: [(old: FrozenBaseline, new: FrozenBaseline)] {
        zip(frozen, frozen.dropFirst()).filter { $0.value != $1.value || $0.count != $1.count }.map {
            (old: $0, new: $1)
        }
    }

    private static func baseline(of goal: Goal, frozen: FrozenBaseline?, computed: GoalReading?) -> GoalBaseline? {
        if let frozen {
            return GoalBaseline(
                label: frozen.label, value: frozen.value, count: frozen.count, frozenAt: frozen.frozenAt)
        }
        return computed.map {
            GoalBaseline(label: goal.baselineLabel, value: $0.value, count: $0.count, frozenAt: nil)
        }
    }

    private static func target(of goal: Goal, baseline: GoalBaseline?) -> Fraction? {
        switch goal.target {
        case .value(let value): value
        case .factor(let factor): baseline.flatMap { $0.value.numerator == 0 ? nil : $0.value * factor }
        }
    }

    /// A sum starts from 0; everything else from its baseline.
    private static func pace(
        of goal: Goal, from baseline: Fraction?, to target: Fraction?, at moment: GoalMoment
    ) -> Fraction? {
        guard let target, let start = goal.metric.reading == .sum ? Fraction(0) : baseline else { return nil }
        let first = goal.from.daysSinceEpoch - 1
        let passed = max(moment.lastDay.daysSinceEpoch - first, 0)
        return start + (target - start) * Fraction(passed, over: goal.by.daysSinceEpoch - first)
    }

    private static func judge(
        _ goal: Goal, material: GoalMaterial, value: Fraction?, target: Fraction?, pace: Fraction?, isOver: Bool
    ) -> (GoalState, GoalGap?) {
        guard let value else { return (.unknown, material.value.failure ?? .noData) }
        guard let target else {
            return (.unknown, material.baseline.failure ?? .zeroBaseline(label: goal.baselineLabel))
        }
        if goal.isReached(value, target: target) { return (.met, nil) }
        if isOver { return (.missed, nil) }
        guard let pace else { return (.unknown, material.baseline.failure ?? .noData) }
        return (goal.isReached(value, target: pace) ? .onTrack : .behind, nil)
    }
}

extension Result where Failure == GoalGap {
    /// Why there is no value; nil where there is one.
    var failure: GoalGap? {
        switch self {
        case .success: nil
        case .failure(let gap): gap
        }
    }
}

/// All goals at one time: what `hakaru goals` and the weekly summary show.
package struct GoalReport: Hashable, Sendable {
    /// The name of the reporting time zone.
    package let timeZone: String
    /// The instant that hides all later events.
    package let asOf: Instant
    /// The goals in the order of the configuration.
    package let goals: [GoalEvaluation]

    /// Makes a report.
    package init(timeZone: String, asOf: Instant, goals: [GoalEvaluation]) {
        self.timeZone = timeZone
        self.asOf = asOf
        self.goals = goals
    }

    /// Whether the last day of a goal has passed without its target being reached.
    package var hasMissed: Bool { goals.contains { $0.state == .missed } }
}
