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
        let incompleteCounts = try await store.incompleteCounts()
        let stored = try await store.repositories().filter { $0.host == forge.host && $0.presence == .visible }
        let byName = Dictionary(stored.map { ($0.repository.id, $0) }) { first, _ in first }
        var candidates: [Candidate] = []
        for name in Set(request.repositories).sorted() {
            guard let repository = byName[name], incompleteCounts[repository.key] == nil else { continue }
            let state = try await store.syncState(of: repository.key)
            guard isSettled(state, request) else { continue }
            if request.needsPaths {
                let outlines = try await store.pullRequestOutlines(of: repository.key)
                guard outlines.allSatisfy(\.hasFiles) else { continue }
            }
            let tips = request.includesHistory ? try await storedTips(of: repository.key) : [:]
            candidates.append(
                Candidate(
                    repository: repository, state: state, tips: tips, patterns: request.branches(name),
                    open: isSweepDue(state, request) ? try await storedOpen(of: repository.key) : nil,
                    activityBranch: activityBranch(of: repository.repository, tips, request)))
        }
        guard candidates.count >= request.settings.changeCheckFrom else { return [:] }
        var result: [RepositoryID: SyncResult.RepositoryResult] = [:]
        var waiting = candidates[...]
        // With statuses a question has a price, so that fewer go into one request.
        var width = request.includesHistory ? 25 : 100
        while !waiting.isEmpty {
            let chunk = waiting.prefix(width)
            let changes: [ForgeID: RepositoryChange]
            do throws(FetchError) {
                changes = try await self.changes(of: chunk)
            } catch {
                if case .pageTooWide = error, width > 10 {
                    width /= 2
                    continue
                }
                // A failure here fails nothing: the walks that follow meet it again, and tell.
                return result
            }
            waiting = waiting.dropFirst(chunk.count)
            for candidate in chunk {
                guard let change = changes[candidate.repository.key.forgeID],
                    candidate.isUnchanged(by: change, includesHistory: request.includesHistory)
                else { continue }
                var state = candidate.state(after: change)
                var entry = SyncResult.RepositoryResult(repository: candidate.repository.repository.id)
                entry.isComplete = true
                if request.includesHistory, let failure = try await readActivity(of: candidate, change, request) {
                    entry.failure = failure
                    entry.isComplete = false
                    entry.reason = failure.summary
                    state.failure = failure.summary
                    state.completedAt = candidate.state.completedAt
                }
                try await store.save([], and: state, of: candidate.repository.key)
                result[entry.repository] = entry
            }
        }
        return result
    }

    /// Asks about some repositories; without their activity where the forge does not bear it.
    private func changes(of chunk: ArraySlice<Candidate>) async throws(FetchError) -> [ForgeID: RepositoryChange] {
        let since = forge.now.advanced(bySeconds: -ActivityWork.window)
        var questions = chunk.map(\.question)
        do throws(FetchError) {
            return try await forge.changes(of: questions, since: since)
        } catch .pageTooWide {
            for index in questions.indices { questions[index].activityBranch = nil }
            return try await forge.changes(of: questions, since: since)
        }
    }

    private struct Candidate {
        let repository: StoredRepository
        let state: SyncState
        let tips: [String: ObjectID]
        let patterns: [BranchPattern]
        /// The branch that each open pull request asks to be merged into; nil where that need not be looked at.
        let open: [ForgeID: String]?
        /// The one integration branch; nil where there are several or none.
        let activityBranch: String?

        var question: ChangeQuestion {
            ChangeQuestion(
                repository: repository.key.forgeID, branches: tips.keys.sorted(), patterns: patterns,
                asksForOpen: open != nil, activityBranch: activityBranch)
        }

        /// The state after the question, which stands for a walk, and for one through the open ones.
        func state(after change: RepositoryChange) -> SyncState {
            var walk = SyncWalk(purpose: .update, watermark: state.watermark, startedAt: change.answeredAt, floor: nil)
            walk.isListed = true
            walk.isOver = true
            var state = state
            state.walk = walk.kept
            state.completedAt = change.answeredAt
            if open != nil { state.openSweepAt = change.answeredAt }
            return state
        }

        func isUnchanged(by change: RepositoryChange, includesHistory: Bool) -> Bool {
            let now = change.repository
            let stored = repository.repository
            guard now.id.description == stored.id.description, now.isArchived == stored.isArchived,
                now.isPrivate == stored.isPrivate, now.isFork == stored.isFork,
                now.defaultBranch == stored.defaultBranch, change.newestUpdatedAt == state.watermark
            else { return false }
            if let open, open != change.open { return false }
            guard includesHistory else { return true }
            return change.tips == tips
        }
    }

    private func activityBranch(
        of repository: Repository, _ tips: [String: ObjectID], _ request: SyncRequest
    ) -> String? {
        let patterns = request.integration(repository.id).integration(
            defaultBranch: repository.defaultBranch, existing: repository.knownBranches)
        let branches = tips.keys.filter { branch in patterns.contains { $0.matches(branch) } }
        return branches.count == 1 ? branches.first : nil
    }

    /// Stores what the question brought of a repository without changes, or asks for it where it was too much.
    ///
    /// - Returns: What ended the asking early; nil where nothing did.
    private func readActivity(
        of candidate: Candidate, _ change: RepositoryChange, _ request: SyncRequest
    ) async throws(StoreError) -> FetchError? {
        let key = candidate.repository.key
        let line = try await integrationLine(of: key, request)
        var state = try await store.activityState(of: key)
        guard let activity = change.activity, state.statusesReadTo == line.first?.sha,
            let read = state.statusesReadAt, change.answeredAt.seconds(since: read) < ActivityWork.window,
            try await knows(activity, of: key)
        else {
            return try await ActivitySync(
                asker: ActivityAsker(name: candidate.repository.repository.id, forge: forge), key: key, store: store,
                line: line
            ).run()
        }
        let commits = Set(line.suffix(2_000).map(\.sha))
        let statuses = activity.statuses.filter { commits.contains($0.sha) }
        state.statusesReadAt = change.answeredAt
        state.releasesReadAt = state.releasesReadAt.map { _ in change.answeredAt }
        state.deploymentsReadAt = state.deploymentsReadAt.map { _ in change.answeredAt }
        try await store.save(RepositoryActivity(statuses: statuses), and: state, of: key)
        return nil
    }

    /// Whether the newest release and deployment are stored as they are now.
    private func knows(_ activity: RecentActivity, of key: RepositoryKey) async throws(StoreError) -> Bool {
        if let release = activity.newestRelease {
            guard try await store.releases(of: key).contains(where: { $0.forgeID == release }) else { return false }
        }
        guard let newest = activity.newestDeployment else { return true }
        return try await store.deployments(of: key).contains {
            $0.forgeID == newest && $0.statuses.last?.state == activity.newestDeploymentState
        }
    }

    private func isSettled(_ state: SyncState, _ request: SyncRequest) -> Bool {
        guard state.failure == nil, let walk = state.walk.flatMap(SyncWalk.init(kept:)), walk.isOver else {
            return false
        }
        guard let watermark = state.watermark else { return true }
        return walk.startedAt.seconds(since: watermark) >= request.settings.plan.overlap
    }

    /// Whether the open ones are to be looked at: what becomes of a base branch does not count as a change.
    private func isSweepDue(_ state: SyncState, _ request: SyncRequest) -> Bool {
        guard let swept = state.openSweepAt else { return true }
        return forge.now.seconds(since: swept) >= request.settings.plan.sweepInterval
    }

    private func storedOpen(of key: RepositoryKey) async throws(StoreError) -> [ForgeID: String] {
        var open: [ForgeID: String] = [:]
        for outline in try await store.pullRequestOutlines(of: key) where outline.state == .open {
            open[outline.forgeID] = outline.baseBranch
        }
        return open
    }

    private func storedTips(of key: RepositoryKey) async throws(StoreError) -> [String: ObjectID] {
        var tips: [String: ObjectID] = [:]
        for history in try await store.branchHistories(of: key) where history.exists {
            tips[history.branch] = history.entries.last?.sha
        }
        return tips
    }
}
