package import HakaruModel

/// Where Hakaru keeps what it has fetched: the one contract that each backend fulfils.
///
/// Writes are transactions: all of one call is stored, or nothing of it, whatever ends the process. Nothing is deleted
/// because a call did not mention it. Every backend passes the same suite of tests.
package protocol Store: StoreReader, GoalRecordStore {
    /// Stores what a forge says about a repository, recognized by the forge's identity.
    ///
    /// A new name of a known identity keeps all that is stored; a new identity under an old name is another repository.
    /// It becomes ``StoredRepository/Presence/visible``.
    ///
    /// - Parameters:
    ///   - repository: What the forge says now.
    ///   - host: The forge's host in lower case, such as `github.com`.
    /// - Returns: The repository as it is stored.
    /// - Throws: A ``StoreError``; nothing is stored then.
    @discardableResult
    func save(_ repository: Repository, on host: String) async throws(StoreError) -> StoredRepository

    /// Notes that a repository can no longer be seen, or can be again. What is stored of it stays.
    func setPresence(
        _ presence: StoredRepository.Presence, of repository: RepositoryKey
    ) async throws(StoreError)

    /// Stores a page of pull requests and the place in the walk that it leads to, in one transaction.
    ///
    /// A pull request is recognized by the forge's identity. What is stored becomes what
    /// ``HakaruModel/PullRequest/updated(_:to:)`` makes of the stored one and the new one: lists are replaced by the
    /// forge's current ones, a part named in ``HakaruModel/PullRequest/gaps`` never erases what was known of it, and
    /// ``HakaruModel/PullRequest/earliestAuthoredAtSeen`` only ever moves back.
    ///
    /// - Parameters:
    ///   - pullRequests: A page of any length, also empty.
    ///   - state: Where the walk stands once the page is stored.
    ///   - repository: The repository that they belong to.
    /// - Throws: ``StoreError/unknownRepository(_:)`` where the store does not know the repository.
    func save(
        _ pullRequests: [PullRequest], and state: SyncState, of repository: RepositoryKey
    ) async throws(StoreError)

    /// Stores a stretch of the first-parent line of a branch, joined with what is stored of the line.
    ///
    /// ``HakaruModel/BranchHistory/joined(_:with:endsAtTip:)`` says how.
    ///
    /// - Parameters:
    ///   - history: The stretch, and whether the branch exists; without entries only that is stored.
    ///   - endsAtTip: Whether the stretch ends at the branch's tip; false for an older one.
    ///   - repository: The repository.
    /// - Throws: ``StoreError/unknownRepository(_:)`` where the store does not know the repository.
    func save(_ history: BranchHistory, endsAtTip: Bool, of repository: RepositoryKey) async throws(StoreError)

    /// Stores statuses, releases and deployments, and how far they are known then, in one transaction.
    ///
    /// Each takes the place of what is stored of the same thing; of a status only where it is not older. Numbers that
    /// were derived from pull requests stay valid.
    ///
    /// - Throws: ``StoreError/unknownRepository(_:)`` where the store does not know the repository.
    func save(
        _ activity: RepositoryActivity, and state: ActivityState, of repository: RepositoryKey
    ) async throws(StoreError)

    /// Stores coverage samples in one transaction.
    ///
    /// Of one component, branch, measure and commit the latest stays; at the same second the one that covers more.
    ///
    /// - Parameters:
    ///   - samples: In any order; their own ``HakaruModel/CoverageSample/repository`` does not matter.
    ///   - repository: The repository that was measured.
    /// - Returns: How many were new, or took the place of an earlier one.
    /// - Throws: ``StoreError/unknownRepository(_:)`` where the store does not know the repository.
    @discardableResult
    func save(_ samples: [CoverageSample], of repository: RepositoryKey) async throws(StoreError) -> Int

    /// Stores derived facts in one transaction, in place of those that were stored for the same repository.
    ///
    /// - Returns: Whether they were stored: not where the repository has changed since the revision that they were made
    ///   from.
    @discardableResult
    func save(_ facts: DerivedFacts, of repository: RepositoryKey) async throws(StoreError) -> Bool

    /// Ends the connection; the store is not used afterwards.
    ///
    /// - Throws: A ``StoreError`` where what was written can't be made part of it.
    func close() throws(StoreError)
}
