import ArgumentParser
import HakaruMetrics
import HakaruModel

/// A word after `--by`.
enum GroupingOption: String, ExpressibleByArgument, CaseIterable {
    case week, month, quarter, repo, team, size, label, base
    case fiscalYear = "fiscal-year"

    /// Reads a word; `repository` in full is understood, too.
    init?(argument: String) {
        self.init(rawValue: argument == "repository" ? "repo" : argument)
    }

    /// What the rows then stand for.
    func key(fiscalYearStart: FiscalYear.StartMonth) -> GroupingKey {
        switch self {
        case .week: .time(.week)
        case .month: .time(.month)
        case .quarter: .time(.quarter)
        case .fiscalYear: .time(.fiscalYear(fiscalYearStart))
        case .repo: .repository
        case .team: .team
        case .size: .size
        case .label: .label
        case .base: .base
        }
    }
}

/// How a query is cut into rows.
struct GroupingOptions: ParsableArguments {
    @Option(name: .customLong("by"), help: "What a row stands for; repeatable. Default: week.")
    var by: [GroupingOption] = []

    /// The keys, a week where nothing was said.
    func keys(fiscalYearStart: FiscalYear.StartMonth) -> [GroupingKey] {
        (by.isEmpty ? [.week] : by).map { $0.key(fiscalYearStart: fiscalYearStart) }
    }
}
