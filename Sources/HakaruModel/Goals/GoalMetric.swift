/// What a goal is about: a number of pull requests, coverage, or a custom metric.
package enum GoalMetric: Hashable, Sendable {
    /// A number that is measured from pull requests, see ``Metric/goalReading``.
    case pullRequests(Metric)
    /// The coverage of components or repositories, in percent.
    case coverage(CoverageMeasure)
    /// Values that somebody records.
    case custom(CustomMetric)
}

/// How the value of a goal is read (`definitions.md` §9).
package enum GoalReadingKind: Hashable, Sendable {
    /// A number a week over the last 4 complete weeks.
    case rate
    /// A figure of a distribution over the last 4 complete weeks.
    case distribution
    /// A part of the integrated ones, in percent, over the last 4 complete weeks.
    case share
    /// The last value.
    case level
    /// The sum since the start of the goal's year.
    case sum
}

extension GoalMetric {
    /// The name in the configuration and in JSON.
    package var name: String {
        switch self {
        case .pullRequests(let metric): metric.rawValue
        case .coverage(let measure): GoalMetric.coverageNames.first { $0.measure == measure }?.name ?? measure.rawValue
        case .custom(let metric): metric.name
        }
    }

    /// The names of coverage as goals have them.
    package static let coverageNames: [(name: String, measure: CoverageMeasure)] = [
        ("line_coverage", .lines), ("branch_coverage", .branches), ("function_coverage", .functions),
        ("statement_coverage", .statements),
    ]

    /// The metric of a name, or nil where there is none such that a goal can be about.
    package init?(named name: String, custom: [CustomMetric]) {
        if let metric = custom.first(where: { $0.name == name }) {
            self = .custom(metric)
        } else if let entry = GoalMetric.coverageNames.first(where: { $0.name == name }) {
            self = .coverage(entry.measure)
        } else if let metric = Metric(rawValue: name), metric.goalReading != nil {
            self = .pullRequests(metric)
        } else {
            return nil
        }
    }

    /// All names that a goal can be about.
    package static func names(custom: [CustomMetric]) -> [String] {
        Metric.allCases.filter { $0.goalReading != nil }.map(\.rawValue) + coverageNames.map(\.name)
            + custom.map(\.name)
    }

    /// How its value is read.
    package var reading: GoalReadingKind {
        switch self {
        case .pullRequests(let metric): metric.goalReading ?? .rate
        case .coverage: .level
        case .custom(let metric): metric.kind == .level ? .level : .sum
        }
    }

    /// What a value is counted in.
    package var unit: GoalUnit {
        switch self {
        case .coverage: .percent
        case .custom: .number
        case .pullRequests(let metric):
            switch metric.unit {
            case .seconds: .seconds
            case .share: .percent
            case .lines, .perPullRequest: .number
            case .count: reading == .rate ? .perWeek : .number
            }
        }
    }

    /// Which side of a target is usually the good one.
    package var usualDirection: Goal.Direction {
        switch self {
        case .coverage, .custom: .atLeast
        case .pullRequests(let metric):
            switch metric {
            case .integrated, .opened, .merged, .contributors, .aiAssistedShare: .atLeast
            default: .atMost
            }
        }
    }

    /// What is shown beside the value, since one number alone is easily gamed (`definitions.md` §9).
    package var guardrails: [Metric] {
        guard case .pullRequests(let metric) = self else { return [] }
        switch metric.goalReading {
        case .rate: return [.size, .revertShare, .unapprovedShare]
        case .distribution where metric.unit == .seconds: return [.unapprovedShare, .inProgress]
        default: return []
        }
    }
}

/// What the value of a goal is counted in.
///
/// The raw values are keys of JSON.
package enum GoalUnit: String, Hashable, Sendable {
    /// Things.
    case number
    /// Things in a week.
    case perWeek = "per_week"
    /// Whole seconds.
    case seconds
    /// Hundredths.
    case percent
}

extension Metric {
    /// How the value of a goal on this metric is read; nil where it can be no goal.
    package var goalReading: GoalReadingKind? {
        switch self {
        case .integrated, .opened, .merged, .abandoned, .reverts: .rate
        case .inProgress, .inTransit, .stranded: .level
        case .size, .leadTime, .cycleTime, .timeToMerge, .codingTime, .pickupTime, .reviewTime, .mergeTime,
            .integrationTime, .reworkCycles:
            .distribution
        case .unapprovedShare, .revertShare: .share
        case .contributors, .unreviewed, .commentedOnly, .notApproved, .reviewsUnknown, .fromCreated, .reviewLoad,
            .postMergeReviews, .aiAssistedShare, .timeToIntegrate:
            nil
        }
    }
}
