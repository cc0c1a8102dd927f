package import HakaruMetrics
package import HakaruModel
package import HakaruStore

/// Answers questions from what is stored: derives the facts, or takes those that were derived before.
package struct QueryEngine: Sendable {
    /// The store to read.
    package let store: any StoreReader
    /// Where facts are kept that had to be derived.
    package let keeper: FactKeeper
    /// What shapes the facts.
    package let rules: MeasurementRules
    /// The people and teams.
    package let organization: Organization
    /// How work on large tables is done.
    let sharing: WorkSharing

    /// Makes an engine over a store.
    ///
    /// - Parameters:
    ///   - store: The store to read.
    ///   - keeper: Where facts are kept that had to be derived.
    ///   - configuration: What the files say.
    ///   - integrationBranches: The branches of the flag; with any, facts are derived in memory and not kept.
    ///   - sharing: How work on large tables is done.
    ///   - hash: Makes the hash of an e-mail address under the key of the store.
    /// - Throws: ``ConfigurationProblem``.
    package init(
        store: any StoreReader, keeper: FactKeeper, configuration: Configuration,
        integrationBranches: [BranchPattern] = [], sharing: WorkSharing = .alone, hashing hash: (String) -> [UInt8]
    ) throws(ConfigurationProblem) {
        self.store = store
        self.sharing = sharing
        // With other branches than the configuration's the facts are another's: they are not kept.
        self.keeper = integrationBranches.isEmpty ? keeper : .nowhere
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
        let names = columns.map(\.rawValue) + [QueryEngine.rowCountColumn]
        var deriving = Deriving(self, scope)
        var builder = FactTable.Builder(wanted: columns, rowCount: try await expectedRowCount(scope))
        let repositories = scope.repositories.sorted { $0.repository.id < $1.repository.id }
        var kept = try await keptSegment(of: repositories.first, scope: scope, columns: names)
        for (index, repository) in repositories.enumerated() {
            let following = index + 1 < repositories.count ? repositories[index + 1] : nil
            // While one is added the next is read.
            async let next = keptSegment(of: following, scope: scope, columns: names)
            if let kept {
                try builder.add(kept)
            } else {
                try builder.add(try await deriving.columns(of: repository))
            }
            kept = try await next
        }
        try deriving.end()
        return FactTable(builder, asOf: scope.asOf, sharing: sharing)
    }

    /// Derives and keeps the facts of all repositories of a scope whose kept ones are no longer valid.
    ///
    /// - Parameter scope: The repositories; its instant is the present.
    /// - Throws: A ``StoreError``.
    package func keepFacts(_ scope: QueryScope) async throws {
        var deriving = Deriving(self, scope)
        for repository in scope.repositories
        where try await keptSegment(of: repository, scope: scope, columns: [QueryEngine.rowCountColumn]) == nil {
            _ = try await deriving.columns(of: repository)
        }
        try deriving.end()
    }

    /// What shapes the facts besides what is stored.
    var identity: DerivedFacts.Identity {
        DerivedFacts.Identity(
            definitionsVersion: Definitions.version, fingerprint: Array(rules.fingerprint.utf8),
            layoutVersion: FactColumns.currentLayoutVersion)
    }

    /// How many rows the kept facts have, so that there is room for them from the start.
    private func expectedRowCount(_ scope: QueryScope) async throws(StoreError) -> Int {
        guard !scope.isAsOfGiven else { return 0 }
        let counts = try await store.derivedColumn(QueryEngine.rowCountColumn, identity: identity)
        return scope.repositories.reduce(0) { $0 + (QueryEngine.rowCount(counts[$1.key]) ?? 0) }
    }

    private static func rowCount(_ bytes: [UInt8]?) -> Int? {
        Int(String(decoding: bytes ?? [], as: UTF8.self))
    }

    /// The name under which the number of rows is kept beside the columns, in decimal digits.
    static let rowCountColumn = "row_count"

    /// The columns that were derived before, where they are still valid and the question is about now.
    ///
    /// They serve at any later instant too: the repository has not changed since, so no event lies between.
    private func keptSegment(
        of repository: StoredRepository?, scope: QueryScope, columns names: [String]
    ) async throws -> FactColumns? {
        guard !scope.isAsOfGiven, let repository,
            let kept = try await store.derivedFacts(of: repository.key, identity: identity, columns: names),
            kept.revision == repository.revision, kept.columns.count == names.count,
            let rowCount = QueryEngine.rowCount(kept.columns[QueryEngine.rowCountColumn])
        else { return nil }
        return FactColumns(
            repository: repository.repository.id, rulesFingerprint: rules.fingerprint, asOf: scope.asOf,
            rowCount: rowCount, columns: kept.columns.map { FactColumns.Column(name: $0.key, bytes: $0.value) })
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
