package import HakaruModel

/// A question about pull requests that has no answer as it was put.
package enum MetricsError: Error, Hashable, Sendable {
    /// The configuration has no team of this name.
    case unknownTeam(name: String, known: [String])
    /// A report has no such group.
    case unknownGroup(name: String, known: [String])
    /// Two grouping keys of one query stand for time, or one stands there twice.
    case repeatedGrouping(name: String)
    /// Another person's own figures, while the configuration does not say `people: visible`.
    case personHidden
    /// A filter leaves a group of fewer than three contributors, or shows one by what it leaves out.
    case groupTooSmall(name: String)
    /// The columns of a repository do not fit together; they must be derived again.
    case unusableColumns(repository: RepositoryID, reason: String)
    /// A column was not loaded that the report needs: a mistake of the caller.
    case columnNotLoaded(name: String)
}

extension MetricsError: UserFacingError {
    package var summary: String {
        switch self {
        case .unknownTeam(let name, _): "There is no team \(name)."
        case .unknownGroup(let name, _): "There is no group \(name)."
        case .repeatedGrouping(let name):
            "The groups cannot be made by \(name) twice, or by two lengths of time at once."
        case .personHidden: "The figures of one person are shown only to that person."
        case .groupTooSmall(let name):
            "\(name) has fewer than 3 contributors in this period, or leaves fewer than 3 beside it; it is not shown."
        case .unusableColumns(let repository, let reason):
            "The derived facts of \(repository) cannot be used: \(reason)."
        case .columnNotLoaded(let name): "The column \(name) of the derived facts was not loaded."
        }
    }

    package var hint: String? {
        switch self {
        case .unknownTeam(_, let known):
            known.isEmpty ? "No teams are configured." : "The teams are \(known.joined(separator: ", "))."
        case .unknownGroup(_, let known):
            known.isEmpty
                ? "Nothing lies in this period." : "The groups are \(known.prefix(20).joined(separator: "; "))."
        case .repeatedGrouping: nil
        case .personHidden: "Ask with `--author me`, or set `people: visible` where everybody agreed to it."
        case .groupTooSmall: "Ask for a longer period, or without this filter."
        case .unusableColumns: "They are derived again by the next `hakaru sync`."
        case .columnNotLoaded: nil
        }
    }

    package var exitCode: ExitCode {
        switch self {
        case .unknownTeam, .unknownGroup, .repeatedGrouping, .personHidden: .usage
        case .groupTooSmall, .unusableColumns, .columnNotLoaded: .failure
        }
    }
}
