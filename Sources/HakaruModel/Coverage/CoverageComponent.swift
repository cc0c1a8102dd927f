/// A named part of a repository, such as its backend, that has coverage of its own.
package struct CoverageComponent: Hashable, Sendable {
    /// The name that reports, gates and statuses use.
    package let name: String
    /// Which files belong to it; a file belongs to every component that has a matching pattern.
    ///
    /// Empty where the reports alone tell.
    package let paths: [PathPattern]
    /// The report files that it is measured by; empty for all of them.
    package let reports: [PathPattern]
    /// Why it is left out of totals, goals and gates; nil where it takes part.
    package let exclusionReason: String?

    /// Makes a component.
    package init(name: String, paths: [PathPattern], reports: [PathPattern] = [], exclusionReason: String? = nil) {
        self.name = name
        self.paths = paths
        self.reports = reports
        self.exclusionReason = exclusionReason
    }

    /// Whether a file belongs to it, by its path from the root of the repository, with `/`, as bytes.
    package func contains(_ path: some Collection<UInt8>) -> Bool {
        paths.contains { $0.matches(path) }
    }
}
