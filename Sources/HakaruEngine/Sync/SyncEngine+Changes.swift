import HakaruFetcher
import HakaruModel
import HakaruStore

extension SyncEngine {
    /// Asks in one request for a hundred repositories whether anything has changed, and takes those without a change as
    /// synchronized.
    ///
    /// Only repositories are asked about whose last walk was complete, left nothing open and ended well after the newest
    /// change: then the same newest change means that there was no other, also where the forge's copies lag.
    func unchangedRepositories(
        in request: SyncRequest
    ) async throws(StoreError) -> [RepositoryID: SyncResult.RepositoryResult] {
        guard !request.isFull, request.repositories.count >= request.settings.changeCheckFrom else { return [:] }
        let counts = Dictionary(try await store.counts().map { ($0.repository, $0) }) { first, _ in first }
        let stored = try await store.repositories().filter { $0.host == forge.host && $0.presence == .visible }
        let byName = Dictionary(stored.map { ($0.repository.id, $0) }) { first, _ in first }
        var candidates: [Candidate] = []
        for name in Set(request.repositories).sorted() {
            guard let repository = byName[name], counts[repository.key]?.incomplete == 0 else { continue }
            let state = try await store.syncState(of: repository.key)
            guard isSettled(state, request) else { continue }
            let tips = request.includesHistory ? try await storedTips(of: repository.key) : [:]
            let patterns = request.branches(name)
            let branches = Set(patterns.filter(\.isExact).map(\.text)).union(tips.keys)
            candidates.append(
                Candidate(
                    repository: repository, state: state, tips: tips,
                    branches: branches.subtracting([repository.repository.defaultBranch ?? ""]).sorted()))
        }
        guard candidates.count >= request.settings.changeCheckFrom else { return [:] }
        var result: [RepositoryID: SyncResult.RepositoryResult] = [:]
        for start in stride(from: 0, to: candidates.count, by: 100) {
            let chunk = candidates[start..<min(start + 100, candidates.count)]
            let questions = chunk.map { ChangeQuestion(repository: $0.repository.key.forgeID, branches: $0.branches) }
            let changes: [ForgeID: RepositoryChange]
            // A failure here fails nothing: the walks that follow meet it again, and tell.
            do throws(FetchError) { changes = try await forge.changes(of: questions) } catch { return result }
            for candidate in chunk {
                guard let change = changes[candidate.repository.key.forgeID],
                    candidate.isUnchanged(by: change, includesHistory: request.includesHistory)
                else { continue }
                var state = candidate.state
                state.walk = candidate.walk(begunAt: change.answeredAt).kept
                state.completedAt = change.answeredAt
                try await store.save([], and: state, of: candidate.repository.key)
                var entry = SyncResult.RepositoryResult(repository: candidate.repository.repository.id)
                entry.isComplete = true
                result[entry.repository] = entry
            }
        }
        return result
    }

    private struct Candidate {
        let repository: StoredRepository
        let state: SyncState
        let tips: [String: ObjectID]
        let branches: [String]

        /// The question as the walk that it stands for.
        func walk(begunAt start: Instant) -> SyncWalk {
            var walk = SyncWalk(purpose: .update, watermark: state.watermark, startedAt: start, floor: nil)
            walk.isListed = true
            walk.isOver = true
            return walk
        }

        func isUnchanged(by change: RepositoryChange, includesHistory: Bool) -> Bool {
            let now = change.repository
            let stored = repository.repository
            guard now.id.description == stored.id.description, now.isArchived == stored.isArchived,
                now.isPrivate == stored.isPrivate, now.isFork == stored.isFork,
                now.defaultBranch == stored.defaultBranch, change.newestUpdatedAt == state.watermark
            else { return false }
            guard includesHistory else { return true }
            return change.tips == tips
        }
    }

    private func isSettled(_ state: SyncState, _ request: SyncRequest) -> Bool {
        guard state.failure == nil, let watermark = state.watermark,
            let walk = state.walk.flatMap(SyncWalk.init(kept:)), walk.isOver,
            walk.startedAt.seconds(since: watermark) >= request.settings.plan.overlap
        else { return false }
        // The walk through the open ones is due once a day, and this question is none.
        guard let swept = state.openSweepAt else { return false }
        return forge.now.seconds(since: swept) < request.settings.plan.sweepInterval
    }

    private func storedTips(of key: RepositoryKey) async throws(StoreError) -> [String: ObjectID] {
        var tips: [String: ObjectID] = [:]
        for history in try await store.branchHistories(of: key) where history.exists {
            tips[history.branch] = history.entries.last?.sha
        }
        return tips
    }
}
