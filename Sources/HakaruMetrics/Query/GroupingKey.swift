package import HakaruModel

/// What the rows of a report stand for.
package enum GroupingKey: Hashable, Sendable {
    /// By the week, month, quarter or fiscal year of the event that the number counts.
    case time(PeriodGrouping)
    /// By repository.
    case repository
    /// By team; a pull request of two teams counts in both.
    case team
    /// By ``SizeBand``.
    case size
    /// By label; a pull request with two labels counts in both.
    case label
    /// By base branch.
    case base

    /// The name in JSON and, with `-` for `_`, after `--by`.
    package var name: String {
        switch self {
        case .time(.week): "week"
        case .time(.month): "month"
        case .time(.quarter): "quarter"
        case .time(.fiscalYear): "fiscal_year"
        case .repository: "repo"
        case .team: "team"
        case .size: "size"
        case .label: "label"
        case .base: "base"
        }
    }

    /// Whether a pull request may lie in several groups.
    var allowsSeveral: Bool { self == .team || self == .label }

    /// Whether small groups are folded into *other* (`definitions.md` §10).
    var foldsSmallGroups: Bool { self == .team || self == .label || self == .size }

    /// The length of time that the rows stand for; nil for any other key.
    package var timeGrouping: PeriodGrouping? {
        if case .time(let grouping) = self { grouping } else { nil }
    }
}
