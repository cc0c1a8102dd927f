package import HakaruModel
package import HakaruStore

/// The repositories that a question is about, and what is known of them.
package struct QueryScope: Sendable {
    /// A repository and why its data is not complete.
    package struct Gap: Hashable, Sendable {
        /// The repository.
        package let repository: RepositoryID
        /// Why, as the end of a sentence.
        package let reason: String
    }

    /// The repositories.
    package let repositories: [StoredRepository]
    /// The instant that hides all later events.
    package let asOf: Instant
    /// Whether ``asOf`` was asked for, so that facts of today do not serve.
    package let isAsOfGiven: Bool
    /// What is not complete.
    package let gaps: [Gap]
}

extension QueryScope {
    /// Finds the repositories of a question.
    ///
    /// Without `asOf` the answer speaks of the end of the last complete sync among them, by the forge's clock.
    ///
    /// - Parameters:
    ///   - names: The repositories that were asked for; empty for all.
    ///   - asOf: The instant that was asked for; nil for the default.
    ///   - reader: A snapshot of the store.
    /// - Returns: The repositories, the instant and what is missing.
    /// - Throws: ``EngineError`` where there is no such repository, else a ``StoreError``.
    package static func find(
        _ names: [RepositoryID], asOf: Instant?, in reader: some StoreReader
    ) async throws -> QueryScope {
        let all = try await reader.repositories()
        guard !all.isEmpty else { throw EngineError.emptyStore }
        var chosen = all
        if !names.isEmpty {
            for name in names where !all.contains(where: { $0.repository.id == name }) {
                throw EngineError.unknownRepository(name, known: all.map(\.repository.id))
            }
            chosen = all.filter { names.contains($0.repository.id) }
        }
        let incompleteCounts = try await reader.incompleteCounts()
        var latest: Instant?
        var gaps: [Gap] = []
        for (repository, state) in zip(chosen, try await reader.syncStates(of: chosen.map(\.key))) {
            if let completed = state.completedAt { latest = max(latest ?? completed, completed) }
            let incomplete = incompleteCounts[repository.key] ?? 0
            if let reason = reason(repository, state: state, incomplete: incomplete) {
                gaps.append(Gap(repository: repository.repository.id, reason: reason))
            }
        }
        return QueryScope(
            repositories: chosen, asOf: asOf ?? latest ?? Instant(secondsSinceEpoch: Int64(UInt32.max) - 1),
            isAsOfGiven: asOf != nil, gaps: gaps)
    }

    /// Finds the repositories of a question that may also be about what no forge knows: a store without any will do.
    ///
    /// - Parameters:
    ///   - names: The repositories that were asked for; empty for all.
    ///   - asOf: The instant that was asked for; nil for the default.
    ///   - now: The instant that a store without repositories speaks of by default.
    ///   - reader: A snapshot of the store.
    /// - Returns: The repositories, the instant and what is missing.
    /// - Throws: ``EngineError`` where there is no such repository, else a ``StoreError``.
    package static func findAny(
        _ names: [RepositoryID], asOf: Instant?, now: Instant, in reader: some StoreReader
    ) async throws -> QueryScope {
        guard try await reader.repositories().isEmpty, names.isEmpty else {
            return try await find(names, asOf: asOf, in: reader)
        }
        return QueryScope(repositories: [], asOf: asOf ?? now, isAsOfGiven: asOf != nil, gaps: [])
    }

    private static func reason(_ repository: StoredRepository, state: SyncState, incomplete: Int) -> String? {
        if state.completedAt == nil { return "it was never synced to the end" }
        if let failure = state.failure { return "the last sync ended early: \(failure)" }
        if incomplete > 0 { return "\(incomplete) pull requests are incomplete" }
        switch repository.presence {
        case .visible: return nil
        case .hidden: return "the forge no longer shows it; the history is kept"
        case .gone: return "the forge no longer has it; the history is kept"
        }
    }
}
