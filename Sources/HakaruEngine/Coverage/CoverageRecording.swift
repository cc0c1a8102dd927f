import HakaruCoverage
package import HakaruModel

/// Where and when coverage was measured: what makes samples of a measurement.
package struct CoverageRecording: Sendable {
    /// The repository.
    package let repository: RepositoryID
    /// The commit that the tests ran on.
    package let commit: ObjectID
    /// The branch that it was measured on.
    package let branch: String
    /// When it was measured.
    package let measuredAt: Instant

    /// Makes a recording.
    package init(repository: RepositoryID, commit: ObjectID, branch: String, measuredAt: Instant) {
        self.repository = repository
        self.commit = commit
        self.branch = branch
        self.measuredAt = measuredAt
    }

    /// The samples of a measurement: of the whole, then of each component, each by what was counted.
    ///
    /// - Throws: ``EngineError/coverageUnknown(reason:)`` where a shard is missing or the reports fit nothing: such
    ///   counts would be a part, and a trend would take them for the whole.
    package func samples(of measurement: CoverageMeasurement) throws(EngineError) -> [CoverageSample] {
        if let fault = measurement.evidence.reportFault { throw .coverageUnknown(reason: fault) }
        let counts = measurement.counts
        return ([nil] + measurement.components.map { Optional($0.name) }).flatMap { component in
            (counts[component] ?? [:]).sorted { $0.key < $1.key }.map { measure, count in
                CoverageSample(
                    repository: repository, component: component, commit: commit, branch: branch,
                    measuredAt: measuredAt, measure: measure, count: count)
            }
        }
    }
}
