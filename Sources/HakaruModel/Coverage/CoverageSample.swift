/// One measurement of coverage at a commit: what the trend is made of.
package struct CoverageSample: Hashable, Sendable {
    /// The repository that was measured.
    package let repository: RepositoryID
    /// The part of the repository that was measured; nil for the whole.
    package let component: String?
    /// The commit that the tests ran on.
    package let commit: ObjectID
    /// The branch that the commit was measured on.
    package let branch: String
    /// When it was measured, or published where only that is known.
    package let measuredAt: Instant
    /// What was counted.
    package let measure: CoverageMeasure
    /// How much of it ran.
    package let count: CoverageCount

    /// Makes a sample.
    package init(
        repository: RepositoryID, component: String?, commit: ObjectID, branch: String, measuredAt: Instant,
        measure: CoverageMeasure, count: CoverageCount
    ) {
        self.repository = repository
        self.component = component
        self.commit = commit
        self.branch = branch
        self.measuredAt = measuredAt
        self.measure = measure
        self.count = count
    }
}
