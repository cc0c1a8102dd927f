import HakaruFetcher
import HakaruModel
import HakaruStore

/// The reading of statuses, releases and deployments beside the pull requests.
struct ActivityReading: Sendable {
    var work: ActivityWork
    /// The branch that is asked about while its line is read for the first time; nil where the stored lines are waited for.
    let growing: String?
    var isPlanned = false
}

extension RepositorySync {
    /// Begins to read statuses, releases and deployments, once the walk is open.
    mutating func beginActivity(
        _ opening: WalkOpening, stored: [BranchHistory], of key: RepositoryKey
    ) async throws(StoreError) {
        let before = request.isFull ? ActivityState() : try await engine.store.activityState(of: key)
        var growing: String?
        if stored.isEmpty, before.statusesReadTo == nil {
            let repository = try await engine.store.repositories().first { $0.key == key }?.repository
            let patterns = request.integration(presentName).integration(
                defaultBranch: opening.repository.defaultBranch,
                existing: (repository ?? opening.repository).knownBranches)
            let branches = opening.tips.keys.filter { branch in patterns.contains { $0.matches(branch) } }
            // Commits of several branches are sorted by time, so that all have to be known.
            if branches.count == 1 { growing = branches.first }
        }
        activity = ActivityReading(work: ActivityWork(before: before, start: engine.forge.now), growing: growing)
        try await goOnWithActivity()
    }

    /// Takes in what is known by now of the lines of commits.
    mutating func goOnWithActivity() async throws(StoreError) {
        guard var reading = activity, !reading.isPlanned, let histories, let key else { return }
        if let branch = reading.growing {
            let (entries, isDone) = histories.newEntries(of: branch)
            reading.work.extend(entries, isDone: isDone)
            reading.isPlanned = isDone
        } else if histories.isDone {
            let line = try await engine.integrationLine(of: key, request)
            let now = engine.forge.now
            reading.work.plan(ActivityWork.CommitPlan(line, state: reading.work.state, now: now))
            reading.isPlanned = true
        }
        activity = reading
    }

    /// Stores what came, or ends the reading.
    mutating func keep(
        _ answer: Result<ActivityPage, FetchError>, of job: ActivityWork.Job
    ) async throws(StoreError) {
        guard activity != nil, let key else { return }
        if let failure = activity?.work.receive(answer, of: job) {
            failBeside(failure)
        } else if let stored = activity?.work.takeStored(), let state = activity?.work.state {
            try await engine.store.save(stored, and: state, of: key)
        }
    }

    /// Notes that something failed beside the pull requests, which ends the reading of activity.
    mutating func failBeside(_ failure: FetchError) {
        activity = nil
        if result.failure == nil { result.failure = failure }
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
