package import HakaruMetrics
import HakaruModel

extension RenderedResult {
    /// `hakaru.goals/1` (`design.md`): each goal with its value, target, pace and state.
    package init(_ report: GoalReport, header: ResultHeader) {
        let texts = report.goals.map(GoalTexts.init)
        self.init(
            json: .object(
                header.members(schema: "goals") + [
                    .init("goals", .array(report.goals.map(RenderedResult.goalJSON)))
                ]),
            table: Table(
                columns: [
                    .init("Goal", key: "name", isNumeric: false), .init("Value", key: "value"), .init("n", key: "n"),
                    .init("Target", key: "target"), .init("Pace", key: "pace"), .init("Baseline (n)", key: "baseline"),
                    .init("By", key: "by", isNumeric: false), .init("State", key: "state", isNumeric: false),
                ],
                rows: texts.map { text in
                    [
                        .text(text.goal.name), .shown(text.value), .integer(text.evaluation.value?.count),
                        .shown(text.target), .shown(text.pace), .shown(text.baseline),
                        .text(text.goal.by.description), .text(text.evaluation.state.words(in: .english)),
                    ]
                },
                notes: texts.flatMap(\.notes) + header.notes),
            records: Table(columns: RenderedResult.goalColumns, rows: report.goals.map(RenderedResult.goalCells)))
    }

    private static let goalColumns: [Table.Column] = [
        .init("name", key: "name", isNumeric: false), .init("metric", key: "metric", isNumeric: false),
        .init("unit", key: "unit", isNumeric: false), .init("value", key: "value"), .init("n", key: "n"),
        .init("target", key: "target"), .init("pace", key: "pace"), .init("baseline", key: "baseline"),
        .init("baseline n", key: "baseline_n"), .init("from", key: "from", isNumeric: false),
        .init("by", key: "by", isNumeric: false), .init("state", key: "state", isNumeric: false),
        .init("reason", key: "reason", isNumeric: false),
    ]

    private static func goalCells(_ evaluation: GoalEvaluation) -> [Table.Cell] {
        let goal = evaluation.goal
        return [
            .text(goal.name), .text(goal.metric.name), .text(goal.metric.unit.rawValue),
            .fraction(evaluation.value?.value), .integer(evaluation.value?.count), .fraction(evaluation.target),
            .fraction(evaluation.pace), .fraction(evaluation.baseline?.value), .integer(evaluation.baseline?.count),
            .text(goal.from.description), .text(goal.by.description), .text(evaluation.state.rawValue),
            evaluation.gap.map { .text($0.words(in: .english)) } ?? .absent,
        ]
    }

    private static func goalJSON(_ evaluation: GoalEvaluation) -> JSONValue {
        let goal = evaluation.goal
        var members: [JSONValue.Member] = [
            .init("name", .string(goal.name)), .init("metric", .string(goal.metric.name)),
            .init("unit", .string(goal.metric.unit.rawValue)),
            .init("statistic", goal.metric.reading == .distribution ? .string(goal.statistic.rawValue) : .null),
            .init("direction", .string(goal.direction.rawValue)), .init("team", .string(goal.scope.team)),
            .init("repositories", .array(goal.scope.repositories.map { .string($0.description) })),
            .init("components", .array(goal.scope.components.map { .string($0) })),
            .init("from", .string(goal.from.description)), .init("by", .string(goal.by.description)),
            .init("state", .string(evaluation.state.rawValue)),
            .init("reason", .string(evaluation.gap?.words(in: .english))),
            .init("value", .fraction(evaluation.value?.value)), .init("n", .integer(evaluation.value?.count)),
            .init("age_weeks", .integer(evaluation.value?.ageInWeeks)),
            .init("read_at", .string(evaluation.readAt.description)), .init("target", .fraction(evaluation.target)),
            .init("factor", .null), .init("pace", .fraction(evaluation.pace)),
        ]
        if case .factor(let factor) = goal.target, let index = members.firstIndex(where: { $0.key == "factor" }) {
            members[index].value = .fraction(factor)
        }
        members.append(.init("baseline", baselineJSON(evaluation.baseline)))
        var drift = JSONValue.null
        if let now = evaluation.drift { drift = ["value": .fraction(now.value), "n": .integer(now.count)] }
        members.append(.init("baseline_now", drift))
        members.append(
            .init(
                "restatements",
                .array(
                    evaluation.restatements.map {
                        [
                            "frozen_at": .string($0.new.frozenAt.description), "old": .fraction($0.old.value),
                            "new": .fraction($0.new.value), "n": .integer($0.new.count),
                            "cause": .string($0.new.cause.rawValue),
                        ]
                    })))
        members.append(
            .init(
                "guardrails",
                .array(
                    evaluation.guardrails.map {
                        [
                            "metric": .string($0.metric.rawValue), "before": .thousandths($0.before),
                            "now": .thousandths($0.now),
                        ]
                    })))
        members.append(
            .init(
                "excluded",
                .array(goal.exclusions.map { ["name": .string($0.name), "reason": .string($0.reason)] })))
        return .object(members)
    }

    private static func baselineJSON(_ baseline: GoalBaseline?) -> JSONValue {
        guard let baseline else { return .null }
        return [
            "label": .string(baseline.label), "value": .fraction(baseline.value), "n": .integer(baseline.count),
            "frozen_at": .string(baseline.frozenAt?.description),
        ]
    }
}

extension JSONValue {
    /// An exact quotient with at most three places, or null where it is not known.
    static func fraction(_ value: Fraction?) -> JSONValue { .thousandths(value?.thousandths) }
}

extension Table.Cell {
    /// An exact quotient with at most three places.
    static func fraction(_ value: Fraction?) -> Table.Cell {
        value.map { .number($0.thousandths.description) } ?? .absent
    }

    /// A number as people read it, or absent.
    static func shown(_ text: String?) -> Table.Cell { text.map { .text($0) } ?? .absent }
}
