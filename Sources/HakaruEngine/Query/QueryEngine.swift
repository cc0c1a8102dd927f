package import HakaruMetrics
package import HakaruModel
package import HakaruStore

/// Answers questions from what is stored: derives the facts, or takes those that were derived before.
package struct QueryEngine: Sendable {
    /// The store to read.
    package let store: any StoreReader
    /// Opens the store for keeping facts that had to be derived; gives nil where they can't be kept.
    package let keeper: @Sendable () -> (any Store)?
    /// What shapes the facts.
    package let rules: MeasurementRules
    /// The people and teams.
    package let organization: Organization

    /// Makes an engine over a store.
    ///
    /// - Parameters:
    ///   - store: The store to read.
    ///   - keeper: Opens the store for writing, or gives nil where it can't be written now.
    ///   - configuration: What the files say.
    ///   - integrationBranches: The branches of the flag; with any, facts are derived in memory and not kept.
    ///   - hash: Makes the hash of an e-mail address under the key of the store.
    /// - Throws: ``ConfigurationProblem``.
    package init(
        store: any StoreReader, keeper: @escaping @Sendable () -> (any Store)?, configuration: Configuration,
        integrationBranches: [BranchPattern] = [], hashing hash: (String) -> [UInt8]
    ) throws(ConfigurationProblem) {
        self.store = store
        // With other branches than the configuration's the facts are another's: they are not kept.
        let keepsNothing: @Sendable () -> (any Store)? = { nil }
        self.keeper = integrationBranches.isEmpty ? keeper : keepsNothing
        organization = try configuration.organization(hashing: hash)
        rules = configuration.rules(for: organization).withIntegrationBranches(integrationBranches)
    }

    /// The facts of all repositories of a scope as one table.
    ///
    /// - Parameters:
    ///   - scope: The repositories and the instant.
    ///   - columns: What the question reads.
    /// - Returns: One table over all repositories.
    /// - Throws: A ``StoreError``, or ``MetricsError`` where stored columns do not fit.
    package func table(
        _ scope: QueryScope, columns: Set<FactColumn> = FactColumn.all
    ) async throws -> FactTable {
        var segments: [FactColumns] = []
        for repository in scope.repositories {
            segments.append(try await segment(of: repository, scope: scope, columns: columns))
        }
        return try FactTable(columns: segments, wanted: columns, asOf: scope.asOf)
    }

    private var identity: DerivedFacts.Identity {
        DerivedFacts.Identity(
            definitionsVersion: Definitions.version, fingerprint: Array(rules.fingerprint.utf8),
            layoutVersion: FactColumns.currentLayoutVersion)
    }

    private func segment(
        of repository: StoredRepository, scope: QueryScope, columns: Set<FactColumn>
    ) async throws -> FactColumns {
        if !scope.isAsOfGiven, let kept = try await keptSegment(of: repository, scope: scope, columns: columns) {
            return kept
        }
        let pullRequests = try await store.pullRequests(of: repository.key)
        let histories = try await store.branchHistories(of: repository.key)
        let derived = RepositoryFacts(
            repository: repository.repository, pullRequests: pullRequests, histories: histories, rules: rules,
            asOf: scope.asOf
        ).columns
        if !scope.isAsOfGiven, let keeper = keeper() {
            var bytes = Dictionary(uniqueKeysWithValues: derived.columns.map { ($0.name, $0.bytes) })
            bytes[QueryEngine.rowCountColumn] = Array("\(derived.rowCount)".utf8)
            try await keeper.save(
                DerivedFacts(identity: identity, revision: repository.revision, columns: bytes), of: repository.key)
        }
        return derived
    }

    /// The name under which the number of rows is kept beside the columns, in decimal digits.
    private static let rowCountColumn = "row_count"

    /// The columns that were derived before, where they are still valid.
    ///
    /// They serve at any later instant too: the repository has not changed since, so no event lies between.
    private func keptSegment(
        of repository: StoredRepository, scope: QueryScope, columns: Set<FactColumn>
    ) async throws -> FactColumns? {
        let names = columns.map(\.rawValue) + [QueryEngine.rowCountColumn]
        guard let kept = try await store.derivedFacts(of: repository.key, identity: identity, columns: names),
            kept.revision == repository.revision, kept.columns.count == names.count,
            let rowCount = Int(String(decoding: kept.columns[QueryEngine.rowCountColumn] ?? [], as: UTF8.self))
        else { return nil }
        return FactColumns(
            repository: repository.repository.id, rulesFingerprint: rules.fingerprint, asOf: scope.asOf,
            rowCount: rowCount,
            columns: columns.map { FactColumns.Column(name: $0.rawValue, bytes: kept.columns[$0.rawValue] ?? []) })
    }
}

extension QueryEngine {
    /// One pull request's line of time.
    ///
    /// - Throws: ``EngineError/unknownPullRequest(_:number:)``, else a ``StoreError``.
    package func pullRequest(
        _ number: Int, of repository: RepositoryID, scope: QueryScope
    ) async throws -> PullRequestReport {
        guard let stored = scope.repositories.first(where: { $0.repository.id == repository }) else {
            throw EngineError.unknownRepository(repository, known: scope.repositories.map(\.repository.id))
        }
        let report = PullRequestReport(
            number, repository: stored.repository, pullRequests: try await store.pullRequests(of: stored.key),
            histories: try await store.branchHistories(of: stored.key), rules: rules, asOf: scope.asOf)
        guard let report else { throw EngineError.unknownPullRequest(repository, number: number) }
        return report
    }
}
