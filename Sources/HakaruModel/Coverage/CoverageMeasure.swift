/// What is counted when coverage is stated; there is no one "coverage %".
package enum CoverageMeasure: String, Hashable, Sendable, CaseIterable {
    /// Instrumented lines; covered is one that ran at least once.
    case lines
    /// Instrumented lines; covered is one that ran and whose branches were all taken, where the format tells branches.
    case strictLines = "strict_lines"
    /// Outcomes of conditions; covered is one that was taken at least once.
    case branches
    /// Functions or methods; covered is one that was entered.
    case functions
    /// Statements or sequence points, in the unit of the format.
    case statements
}

extension CoverageMeasure: Comparable {
    package static func < (lhs: CoverageMeasure, rhs: CoverageMeasure) -> Bool { lhs.order < rhs.order }

    private var order: Int {
        switch self {
        case .lines: 0
        case .branches: 1
        case .functions: 2
        case .statements: 3
        case .strictLines: 4
        }
    }
}
