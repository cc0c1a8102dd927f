package import HakaruCoverage
package import HakaruModel
package import HakaruSystem

/// The verb behind `hakaru coverage gate`: reads reports and the change, and judges.
///
/// It opens neither the store nor the network; what is known of the base comes as an argument.
package struct CoverageGateVerb: Sendable {
    /// What is asked.
    package struct Request: Sendable {
        /// The reports of the commit; at least one.
        package var reports: [CoverageReports.Source]
        /// The reports of the merge base; empty where the samples tell.
        package var baseReports: [CoverageReports.Source] = []
        /// What is known of commits before; nil where nobody was asked.
        package var samples: GateFact<[CoverageSample]> = .missing(
            "no coverage of the base is known; give --base-report FILE, or record samples with `hakaru coverage record`"
        )
        /// The base of the change as the user names it; nil where there is none.
        package var base: GateFact<String> = .missing("no base was given; use --base")
        /// The rules to answer, at least one.
        package var rules: [CoverageRule]
        /// Components, shards and paths.
        package var configuration: CoverageConfiguration

        /// Makes a request.
        package init(
            reports: [CoverageReports.Source], rules: [CoverageRule], configuration: CoverageConfiguration
        ) {
            self.reports = reports
            self.rules = rules
            self.configuration = configuration
        }
    }

    /// How many commits are walked back on the integration branch to find one that was measured.
    static let walkLimit = 1_000

    private let repository: GitAnswer<GitRepository>

    /// Makes the verb.
    ///
    /// - Parameter repository: The work tree that the reports speak of; missing where there is none.
    package init(repository: GitAnswer<GitRepository>) {
        self.repository = repository
    }

    /// Reads everything and answers every rule.
    ///
    /// - Throws: An error for a report that cannot be read or is malformed. What git does not know makes the verdict
    ///   *cannot tell*.
    package func run(_ request: Request) async throws -> CoverageGateResult {
        let measurement = try await CoverageMeasurement.read(
            request.reports, configuration: request.configuration, in: repository)
        var evidence = measurement.evidence
        evidence.ignoredPaths = request.configuration.ignoredPaths
        let change = try await change(request.base)
        evidence.diff = try await diff(of: change)
        if request.rules.contains(where: { $0.kind == .noDecrease }) {
            evidence.base = try await measuredBase(request, change: change)
        }
        var result = CoverageGate(rules: request.rules).evaluate(evidence)
        if case .known(let change) = change { result.change = change }
        return result
    }

    /// Finds the merge base of the change.
    package func change(_ base: GateFact<String>) async throws(SystemError) -> GateFact<CoverageGateResult.Change> {
        let name: String
        switch base {
        case .missing(let reason): return .missing(reason)
        case .known(let given): name = given
        }
        let repository: GitRepository
        switch self.repository {
        case .missing(let reason): return .missing(reason)
        case .known(let found): repository = found
        }
        let head: ObjectID
        let commit: ObjectID
        switch (try await repository.head(), try await repository.commit(name)) {
        case (.missing(let reason), _), (_, .missing(let reason)): return .missing(reason)
        case (.known(let one), .known(let other)): (head, commit) = (one, other)
        }
        switch try await repository.mergeBase(of: commit, and: head) {
        case .missing(let reason): return .missing(reason)
        case .known(let mergeBase): return .known(.init(base: name, mergeBase: mergeBase, head: head))
        }
    }

    private func diff(of change: GateFact<CoverageGateResult.Change>) async throws -> GateFact<UnifiedDiff> {
        guard case .known(let repository) = repository, case .known(let change) = change else {
            if case .missing(let reason) = change { return .missing(reason) }
            return .missing("there is no git work tree here")
        }
        switch try await repository.diff(from: change.mergeBase) {
        case .missing(let reason): return .missing(reason)
        case .known(let bytes): return .known(try UnifiedDiff(bytes, label: "git diff \(change.mergeBase)"))
        }
    }

    /// The coverage to compare with: the base's reports, else the nearest commit of which samples tell everything.
    private func measuredBase(
        _ request: Request, change: GateFact<CoverageGateResult.Change>
    ) async throws -> GateFact<GateEvidence.Base> {
        guard case .known(let repository) = repository, case .known(let change) = change else {
            if case .missing(let reason) = change { return .missing(reason) }
            return .missing("there is no git work tree here")
        }
        if !request.baseReports.isEmpty {
            let files = try await PathMapper.of(
                repository, at: change.mergeBase, configuration: request.configuration)
            guard case .known(let mapper) = files else { return .missing("git does not tell the files of the base") }
            let measurement = try CoverageMeasurement(
                CoverageReports.read(request.baseReports), configuration: request.configuration, mapper: mapper)
            return .known(.init(commit: change.mergeBase, distance: 0, counts: measurement.counts))
        }
        let samples: [CoverageSample]
        switch request.samples {
        case .missing(let reason): return .missing(reason)
        case .known(let known): samples = known
        }
        let asked = request.rules.filter { $0.kind == .noDecrease }
        let commits = try await repository.firstParents(of: change.mergeBase, limit: Self.walkLimit)
        let base = GateEvidence.Base.nearest(
            in: commits, samples: samples, components: asked.map(\.component), measures: asked.map(\.measure))
        return base.map { .known($0) }
            ?? .missing(
                "none of the \(commits.count) commits up to the merge base \(change.mergeBase.shortName) was measured")
    }
}

extension ObjectID {
    /// The first eight digits, for people.
    var shortName: String { String(description.prefix(8)) }
}
