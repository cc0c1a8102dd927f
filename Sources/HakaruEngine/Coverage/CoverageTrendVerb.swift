package import HakaruCoverage
import HakaruMetrics
package import HakaruModel
package import HakaruStore

/// The verb behind `hakaru coverage trend`.
package enum CoverageTrendVerb {
    /// What is asked.
    package struct Request: Sendable {
        /// What is counted.
        package var measure: CoverageMeasure
        /// The components, nil for the whole; empty for all that have samples.
        package var components: [String?]
        /// The weeks, ascending.
        package var weeks: [ISOWeek]
        /// The reporting time zone.
        package var zone: TimeZoneRules

        /// Makes a request.
        package init(measure: CoverageMeasure, components: [String?], weeks: [ISOWeek], zone: TimeZoneRules) {
            self.measure = measure
            self.components = components
            self.weeks = weeks
            self.zone = zone
        }
    }

    /// Reads the samples of the integration branches, and answers.
    ///
    /// - Parameters:
    ///   - request: What is asked.
    ///   - scope: The repositories, and the instant that hides later samples.
    ///   - configuration: Which branches and components there are.
    ///   - reader: The store.
    /// - Returns: The trends, and the instant that they speak of: that of the scope, unless it was not asked for and a
    ///   sample is newer.
    /// - Throws: A ``HakaruStore/StoreError`` where the store cannot be read.
    package static func run(
        _ request: Request, scope: QueryScope, configuration: Configuration, in reader: some StoreReader
    ) async throws -> (report: CoverageTrendReport, asOf: Instant) {
        let rules = MeasurementRules(
            branches: configuration.branches, branchesByRepository: configuration.branchesByRepository)
        var asOf = scope.asOf
        var inputs: [CoverageTrendReport.Input] = []
        for repository in scope.repositories {
            let branches = rules.branches(of: repository.repository.id)
            let samples = try await reader.coverageSamples(of: repository.key).filter { sample in
                (!scope.isAsOfGiven || sample.measuredAt <= scope.asOf)
                    && branches.isIntegration(sample.branch, of: repository.repository)
            }
            if let newest = samples.map(\.measuredAt).max() { asOf = max(asOf, newest) }
            if !samples.isEmpty { inputs.append(.init(repository: repository.repository.id, samples: samples)) }
        }
        let report = CoverageTrendReport(
            inputs, measure: request.measure, components: request.components,
            configured: configuration.coverage.components, weeks: request.weeks, in: request.zone)
        return (report, asOf)
    }
}
