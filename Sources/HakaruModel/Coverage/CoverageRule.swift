/// Something that a coverage gate asks for.
package struct CoverageRule: Hashable, Sendable {
    /// What a rule looks at.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// All that the reports measure.
        case total
        /// The lines that a change adds or modifies.
        case patch
        /// All that the reports measure, against the base: fails only when the ratio fell and more is uncovered.
        case noDecrease = "no_decrease"
        /// Each changed file: no line that the change adds or modifies may be uncovered.
        case noNewUncovered = "no_new_uncovered"
    }

    /// What it looks at.
    package let kind: Kind
    /// What it counts.
    package let measure: CoverageMeasure
    /// The component that it is asked of; nil for the whole without what is excluded.
    package let component: String?
    /// The share that it asks for; nil for the kinds that have no bar.
    package let target: CoverageTarget?

    private init(_ kind: Kind, _ measure: CoverageMeasure, _ component: String?, _ target: CoverageTarget?) {
        self.kind = kind
        self.measure = measure
        self.component = component
        self.target = target
    }

    /// Asks for a share of all that the reports measure.
    package static func total(
        _ target: CoverageTarget, of measure: CoverageMeasure = .lines, component: String? = nil
    ) -> CoverageRule {
        CoverageRule(.total, measure, component, target)
    }

    /// Asks for a share of the changed lines.
    package static func patch(
        _ target: CoverageTarget, of measure: CoverageMeasure = .lines, component: String? = nil
    ) -> CoverageRule {
        CoverageRule(.patch, measure, component, target)
    }

    /// Asks that coverage does not fall below that of the base.
    package static func noDecrease(of measure: CoverageMeasure = .lines, component: String? = nil) -> CoverageRule {
        CoverageRule(.noDecrease, measure, component, nil)
    }

    /// Asks that no changed line of any file stays uncovered.
    package static func noNewUncovered(of measure: CoverageMeasure = .lines, component: String? = nil) -> CoverageRule {
        CoverageRule(.noNewUncovered, measure, component, nil)
    }

    /// Whether both ask the same of the same, whatever their bars are.
    package func isSameQuestion(as other: CoverageRule) -> Bool {
        kind == other.kind && measure == other.measure && component == other.component
    }
}

extension CoverageRule: CustomStringConvertible {
    /// The rule in a few words, such as `patch of backend, branches`.
    package var description: String {
        "\(kind.rawValue)\(component.map { " of \($0)" } ?? "")\(measure == .lines ? "" : ", \(measure.rawValue)")"
    }
}
