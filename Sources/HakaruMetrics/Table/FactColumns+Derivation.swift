package import HakaruModel

extension FactColumns {
    /// Derives the facts of a repository straight into columns, some pull requests at a time.
    ///
    /// The columns are those of ``RepositoryFacts``. Of a pull request that was added only its row and the way of its change
    /// stay in memory, so that a large repository is never there as a whole.
    package struct Derivation: Sendable {
        private let repository: Repository
        private let rules: MeasurementRules
        private let asOf: Instant
        private var derivation: HakaruMetrics.Derivation
        private var writer = ColumnWriter()
        /// What each row's own facts say; the flags of its arrival come to them.
        private var flags: [PullRequest.Flags] = []

        /// Starts without pull requests.
        ///
        /// - Parameters:
        ///   - repository: Its default branch and the branches that exist decide what the rules leave open.
        ///   - rules: The configuration.
        ///   - asOf: The instant that hides all later events.
        package init(of repository: Repository, rules: MeasurementRules, asOf: Instant) {
            self.repository = repository
            self.rules = rules
            self.asOf = asOf
            derivation = HakaruMetrics.Derivation(of: repository, rules: rules, asOf: asOf)
        }

        /// Adds pull requests in ascending order of their numbers; one that was opened after the instant is left out.
        package mutating func add(_ pullRequests: [PullRequest]) {
            for pullRequest in pullRequests {
                guard let facts = derivation.add(pullRequest) else { continue }
                writer.add(facts)
                flags.append(facts.flags)
            }
        }

        /// The columns, once all pull requests were added.
        ///
        /// - Parameter histories: First-parent lines of branches, as far as they are known; none means that only base and
        ///   names decide.
        /// - Returns: The columns of all, as the store keeps them.
        /// - Complexity: O(n log n) for n pull requests with their commits.
        package mutating func columns(_ histories: [BranchHistory]) -> FactColumns {
            for (flags, arrival) in zip(flags, derivation.arrivals(histories)) {
                writer.addArrival(
                    flags: flags.union(arrival.flags), integratedAt: arrival.outcome.integratedAt,
                    strandedAt: arrival.outcome.strandedAt, carrier: arrival.carrier)
            }
            for pattern in rules.teamPaths { writer.add(pattern: pattern.text) }
            return FactColumns(
                repository: repository.id, rulesFingerprint: rules.fingerprint, asOf: asOf,
                rowCount: Int(writer.rowCount), columns: writer.columns)
        }
    }
}
