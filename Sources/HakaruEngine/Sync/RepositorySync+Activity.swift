import HakaruFetcher
import HakaruModel
import HakaruStore

extension RepositorySync {
    /// Reads statuses, releases and deployments, once the walk has ended well; the lines of commits are known then.
    mutating func collectActivity() async throws(StoreError) {
        guard request.includesHistory, result.failure == nil, twin == nil, !Task.isCancelled, let key else { return }
        let activity = ActivitySync(
            name: presentName, key: key, forge: engine.forge, store: engine.store,
            line: try await engine.integrationLine(of: key, request), isFull: request.isFull)
        guard let failure = try await activity.run() else { return }
        result.failure = failure
        result.isComplete = false
        result.reason = result.reason ?? failure.summary
    }
}

extension SyncEngine {
    /// The commits of the integration branch, oldest first; of several branches by the time of each commit.
    func integrationLine(
        of key: RepositoryKey, _ request: SyncRequest
    ) async throws(StoreError) -> [BranchHistory.Entry] {
        guard let repository = try await store.repositories().first(where: { $0.key == key })?.repository else {
            return []
        }
        let patterns = request.integration(repository.id).integration(
            defaultBranch: repository.defaultBranch, existing: repository.knownBranches)
        let histories = try await store.branchHistories(of: key).filter { history in
            patterns.contains { $0.matches(history.branch) }
        }
        guard histories.count > 1 else { return histories.first?.entries ?? [] }
        var seen: Set<ObjectID> = []
        return histories.flatMap(\.entries).filter { seen.insert($0.sha).inserted }
            .sorted { ($0.committedAt, $0.sha) < ($1.committedAt, $1.sha) }
    }
}
