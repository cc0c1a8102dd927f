import HakaruMetrics
package import HakaruModel
package import HakaruStore

/// Turns commit statuses that trusted accounts wrote into coverage samples.
///
/// So the forge is the place where the continuous integration and the collector meet; nothing else connects them.
package struct CoverageStatusReading: Sendable {
    /// The context of the status of a whole repository; a component's has `/` and its name behind it.
    package static let context = "hakaru/coverage"

    /// What was read of one repository.
    package struct Outcome: Hashable, Sendable {
        /// How many samples were new or newer than what was stored.
        package var stored = 0
        /// The accounts whose coverage statuses were not believed, sorted; named as the configuration would name them.
        package var untrusted: [String] = []
    }

    private let trusted: Set<String>
    private let branches: @Sendable (RepositoryID) -> MeasurementRules.Branches

    /// Makes a reading.
    ///
    /// - Parameters:
    ///   - trustedCreators: The accounts that are believed, by their whole name; a bot's ends with `[bot]`.
    ///   - branches: Which branches count in a repository.
    package init(
        trustedCreators: [String], branches: @escaping @Sendable (RepositoryID) -> MeasurementRules.Branches
    ) {
        self.trusted = Set(trustedCreators.map(Self.lowercased))
        self.branches = branches
    }

    /// Stores the samples of a repository's statuses.
    package func run(_ repository: StoredRepository, in store: any Store) async throws(StoreError) -> Outcome {
        let histories = try await store.branchHistories(of: repository.key)
        let statuses = try await store.commitStatuses(of: repository.key)
        let read = samples(of: repository.repository, statuses: statuses, histories: histories)
        var outcome = Outcome(untrusted: read.untrusted)
        if !read.samples.isEmpty { outcome.stored = try await store.save(read.samples, of: repository.key) }
        return outcome
    }

    /// The samples that statuses on the integration branch hold, and whose statuses were not believed.
    func samples(
        of repository: Repository, statuses: [CommitStatus], histories: [BranchHistory]
    ) -> (samples: [CoverageSample], untrusted: [String]) {
        let branches = branches(repository.id)
        var places: [ObjectID: String] = [:]
        for history in histories where branches.isIntegration(history.branch, of: repository) {
            for entry in history.entries where places[entry.sha] == nil { places[entry.sha] = history.branch }
        }
        var samples: [CoverageSample] = []
        var untrusted: Set<String> = []
        for status in statuses where status.form == .status {
            guard let component = Self.component(of: status.context), let branch = places[status.sha],
                let text = status.description.flatMap({ CoverageStatusText($0) })
            else { continue }
            let creator = status.creator.map(Self.name) ?? "an unknown account"
            guard status.creator != nil, trusted.contains(Self.lowercased(creator)) else {
                untrusted.insert(creator)
                continue
            }
            for (measure, count) in text.counts {
                samples.append(
                    CoverageSample(
                        repository: repository.id, component: component.name, commit: status.sha, branch: branch,
                        measuredAt: status.createdAt, measure: measure, count: count))
            }
        }
        return (samples, untrusted.sorted())
    }

    /// The component that a context names, with nil for the whole; nil for a context of something else.
    private static func component(of context: String) -> (name: String?, Void)? {
        if context == Self.context { return (nil, ()) }
        guard context.hasPrefix("\(Self.context)/"), context.utf8.count > Self.context.utf8.count + 1 else {
            return nil
        }
        return (String(context.dropFirst(Self.context.count + 1)), ())
    }

    /// The name of an account as REST spells it: a bot's ends with `[bot]`, so that nobody can take it.
    private static func name(of actor: Actor) -> String {
        actor.kind == .bot && !actor.login.hasSuffix("[bot]") ? "\(actor.login)[bot]" : actor.login
    }

    private static func lowercased(_ name: String) -> String {
        String(decoding: name.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}
