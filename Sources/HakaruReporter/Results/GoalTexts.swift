package import HakaruMetrics
package import HakaruModel

/// The numbers of one goal as people read them.
package struct GoalTexts: Sendable {
    /// What is told.
    package let evaluation: GoalEvaluation

    /// Takes a goal.
    package init(_ evaluation: GoalEvaluation) {
        self.evaluation = evaluation
    }

    /// The goal itself.
    package var goal: Goal { evaluation.goal }

    /// The value with its unit; nil where there is none.
    package var value: String? { evaluation.value.map { text($0.value) } }
    /// What is to be reached, with `≥` or `≤`; nil where the baseline is missing.
    package var target: String? {
        evaluation.target.map { "\(goal.direction == .atLeast ? "≥" : "≤") \(text($0))" }
    }
    /// Where the line to the target stands; nil where there is none.
    package var pace: String? { evaluation.pace.map { text($0) } }
    /// The baseline with its n, and `*` where it is not frozen; nil where there is none.
    package var baseline: String? {
        evaluation.baseline.map { "\(text($0.value)) (\($0.count))\($0.frozenAt == nil ? "*" : "")" }
    }

    /// A value in the unit of the goal: `12.5/week`, `2d 4h`, `79.99 %`, `2500`.
    package func text(_ value: Fraction) -> String {
        switch goal.metric.unit {
        case .number: return value.thousandths.description
        case .perWeek: return "\(value.thousandths)/week"
        case .seconds: return DurationText(seconds: value.thousandths.whole).description
        case .percent:
            // Rounded down, like every percentage: 79.999 never reads 80.
            let hundredths = value.numerator * 100 / value.denominator
            let decimals = hundredths % 100
            return "\(hundredths / 100).\(decimals < 10 ? "0" : "")\(decimals) %"
        }
    }

    /// What belongs under a table: why a state is unknown, what is left out, what changed, the guardrails.
    package var notes: [String] {
        var notes: [String] = []
        if let gap = evaluation.gap { notes.append("unknown, because: \(gap.words(in: .english))") }
        for exclusion in goal.exclusions { notes.append("leaves out \(exclusion.name): \(exclusion.reason)") }
        if let age = evaluation.value?.ageInWeeks, age > 0 { notes.append("the value is \(age) weeks old") }
        for restatement in evaluation.restatements {
            notes.append(
                "baseline \(restatement.new.label) restated at \(restatement.new.frozenAt): "
                    + "\(text(restatement.old.value)) → \(text(restatement.new.value)), \(restatement.new.cause.rawValue)"
            )
        }
        if let drift = evaluation.drift, let baseline = evaluation.baseline {
            notes.append(
                "baseline \(baseline.label) would be \(text(drift.value)) (\(drift.count)) now; "
                    + "`hakaru goals --freeze` restates it")
        }
        if evaluation.baseline.map({ $0.frozenAt == nil }) == true, goal.needsBaseline {
            notes.append("* baseline not frozen yet: `hakaru goals --freeze`")
        }
        if !evaluation.guardrails.isEmpty {
            notes.append("beside it: " + evaluation.guardrails.map(GoalTexts.text).joined(separator: ", "))
        }
        return notes.map { "\(goal.name): \($0)" }
    }

    private static func text(_ guardrail: GoalGuardrail) -> String {
        let isShare = guardrail.metric.unit == .share
        let texts = [guardrail.before, guardrail.now].map { value in
            (isShare ? Table.Cell.share(value) : .number(value)).shown
        }
        return "\(guardrail.metric.rawValue) \(texts[0]) → \(texts[1])"
    }
}
