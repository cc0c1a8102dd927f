package import HakaruModel

/// What can be asked of a store.
///
/// Every call sees one state of the store, never half of a write. Several calls see one state together when they are
/// made on a ``snapshot()``.
package protocol StoreReader: GoalRecordReader {
    /// The number of the newest migration that the store went through, from 1.
    func schemaVersion() async throws(StoreError) -> Int

    /// The key of this store, under which the hashes of e-mail addresses are made.
    func emailKey() async throws(StoreError) -> StoreKey

    /// All repositories, sorted by host and then by name.
    func repositories() async throws(StoreError) -> [StoredRepository]

    /// Where the synchronization of a repository stands; the initial state where it was never synced.
    ///
    /// - Throws: ``StoreError/unknownRepository(_:)`` where the store does not know it.
    func syncState(of repository: RepositoryKey) async throws(StoreError) -> SyncState

    /// Where the synchronization of each of some repositories stands, in their order; see ``syncState(of:)``.
    func syncStates(of repositories: [RepositoryKey]) async throws(StoreError) -> [SyncState]

    /// All pull requests of a repository in ascending order of their numbers; none where the store does not know it.
    ///
    /// - Complexity: About 10 µs a pull request of a busy project.
    func pullRequests(of repository: RepositoryKey) async throws(StoreError) -> [PullRequest]

    /// Some pull requests of a repository in ascending order of their numbers; none where the store does not know it.
    ///
    /// - Parameters:
    ///   - repository: The repository.
    ///   - number: Only those with a greater number.
    ///   - limit: At most so many, from the lowest number on.
    /// - Returns: Whole pull requests.
    /// - Throws: A ``StoreError`` where the store cannot be read.
    func pullRequests(
        of repository: RepositoryKey, after number: Int, limit: Int
    ) async throws(StoreError) -> [PullRequest]

    /// The pull request with a number, or nil where the store has none.
    func pullRequest(_ number: Int, of repository: RepositoryKey) async throws(StoreError) -> PullRequest?

    /// The accounts whose commits bear some e-mail addresses, each with the hashes of those that it bears.
    ///
    /// - Parameter hashes: HMAC-SHA-256 of the addresses under the ``emailKey()``, the first 16 bytes.
    /// - Returns: The hashes by login; logins without any are left out.
    /// - Throws: A ``StoreError`` where the store cannot be read.
    /// - Complexity: One walk through all commits; none where `hashes` is empty.
    func accounts(ofEmails hashes: [[UInt8]]) async throws(StoreError) -> [String: Set<[UInt8]>]

    /// What a sync compares a forge's list with: a light row for each pull request, in ascending order of their
    /// numbers.
    func pullRequestOutlines(of repository: RepositoryKey) async throws(StoreError) -> [PullRequestOutline]

    /// The first-parent lines of the branches that were asked for, sorted by the branch's name.
    func branchHistories(of repository: RepositoryKey) async throws(StoreError) -> [BranchHistory]

    /// What machines said about commits of a repository, by time, commit, form and context.
    ///
    /// Of each commit, form and context the newest that any sync was told. The commits are those of the integration
    /// branch's first-parent line; a commit without a row may have no status, or not have been asked about.
    func commitStatuses(of repository: RepositoryKey) async throws(StoreError) -> [CommitStatus]

    /// The releases of a repository, drafts included, by time and identity.
    func releases(of repository: RepositoryKey) async throws(StoreError) -> [Release]

    /// The deployments of a repository, by time and identity.
    func deployments(of repository: RepositoryKey) async throws(StoreError) -> [Deployment]

    /// How far statuses, releases and deployments of a repository are known; the initial state where nothing was read.
    func activityState(of repository: RepositoryKey) async throws(StoreError) -> ActivityState

    /// The derived facts of a repository, or nil where none are stored for this identity or they are out of date.
    ///
    /// - Parameters:
    ///   - repository: The repository.
    ///   - identity: What shaped the facts; facts of another identity are not returned.
    ///   - columns: The names of the columns to read, or nil for all; a name that is not stored is left out.
    /// - Returns: The facts with the asked-for columns, or nil.
    /// - Throws: A ``StoreError`` where the store cannot be read.
    func derivedFacts(
        of repository: RepositoryKey, identity: DerivedFacts.Identity, columns: [String]?
    ) async throws(StoreError) -> DerivedFacts?

    /// One column of the derived facts of every repository that has facts of an identity with that column.
    ///
    /// For what is small and asked of many repositories at once.
    ///
    /// - Parameters:
    ///   - name: The name of the column.
    ///   - identity: What shaped the facts.
    /// - Returns: The columns by repository.
    /// - Throws: A ``StoreError`` where the store cannot be read.
    func derivedColumn(
        _ name: String, identity: DerivedFacts.Identity
    ) async throws(StoreError) -> [RepositoryKey: [UInt8]]

    /// The coverage samples of a repository, under its present name; none where the store does not know it.
    ///
    /// They are sorted by component (the whole first), branch, measure in the order of the schema, instant, commit.
    func coverageSamples(of repository: RepositoryKey) async throws(StoreError) -> [CoverageSample]

    /// Of how many pull requests of each repository the forge did not deliver everything; repositories without are left out.
    ///
    /// - Complexity: O(k) for k such pull requests, so that each query may ask.
    func incompleteCounts() async throws(StoreError) -> [RepositoryKey: Int]

    /// How much is stored of each repository, in the order of ``repositories()``.
    ///
    /// - Complexity: O(n): it counts the commits, reviews and events of every pull request.
    func counts() async throws(StoreError) -> [StoreCounts]

    /// A view of the store as it is now, which later writes do not change.
    func snapshot() async throws(StoreError) -> any StoreReader

    /// Looks for damage.
    ///
    /// - Parameter depth: How much is compared; ``CheckDepth/full`` reads everything.
    /// - Returns: What is wrong, in words; empty for a sound store.
    /// - Throws: A ``StoreError`` where the store cannot even be looked through.
    func check(_ depth: CheckDepth) async throws(StoreError) -> [String]
}

/// How thoroughly a store is checked.
package enum CheckDepth: Sendable, CaseIterable {
    /// Pages and their order; seconds for a gigabyte.
    case quick
    /// Also that each index holds what its table holds, and that every reference has its target.
    case full
}
