import HakaruFetcher
import HakaruModel
import HakaruStore

/// What to ask next of statuses, releases and deployments: a state machine without I/O.
///
/// Statuses don't move a pull request's `updated_at`, so commits are asked about by name: all once, from the newest to the
/// oldest, and those of the last two weeks again each time. One request carries a hundred commits with the first pages
/// of releases and deployments, so that a repository without news costs one. A line that is read for the first time is
/// asked about while it grows.
struct ActivityWork: Sendable {
    /// A request that is to be sent.
    enum Job: Hashable, Sendable {
        /// The first page of commits, with the first pages of everything else.
        case first([ObjectID])
        /// A further page of commits, by its number.
        case commits(Int, [ObjectID])
        case releases(String)
        case deployments(String)

        fileprivate var kind: ActivityState.Kinds {
            switch self {
            case .first: [.statuses, .releases, .deployments]
            case .commits: .statuses
            case .releases: .releases
            case .deployments: .deployments
            }
        }
    }

    /// For how long after a commit or a deployment something new may be said about it, in seconds.
    static let window: Int64 = 14 * 86_400
    /// As many of the newest commits are asked about whatever their date: a push may bring old ones.
    private static let leastRecent = 10
    private static let pageSize = 100

    private let before: ActivityState
    private let start: Instant
    private(set) var state: ActivityState
    private var jobs: [Job] = []
    private var recentCount = 0
    private var chunkCount = 0
    /// Commits of a growing line that do not fill a page yet, and how many of it were taken in.
    private var rest: [ObjectID] = []
    private var takenCount = 0
    /// What waits for the next write.
    private var stored = RepositoryActivity()
    /// Chunks that came before an earlier one.
    private var early: [Int: (statuses: [CommitStatus], last: ObjectID?)] = [:]
    private var nextChunk = 0

    /// Begins, while nothing is known of the commits.
    ///
    /// - Parameters:
    ///   - before: What was read by former runs.
    ///   - start: The forge's time now.
    init(before: ActivityState, start: Instant) {
        self.before = before
        self.start = start
        state = before
        state.refused = []
    }

    /// The next request; nil where one that is under way, or the line of commits, has to come first.
    mutating func nextJob() -> Job? { jobs.isEmpty ? nil : jobs.removeFirst() }
}

// MARK: - The commits

extension ActivityWork {
    /// Takes in the whole line.
    mutating func plan(_ plan: CommitPlan) {
        recentCount = plan.recentCount
        for chunk in plan.chunks { add(chunk) }
        if chunkCount == 0 { add([]) }
    }

    /// Takes in a line that no commit was asked about yet, as far as it is read.
    ///
    /// - Parameters:
    ///   - entries: The line, newest first; each time those of the time before and some more.
    ///   - isDone: Whether that is all.
    mutating func extend(_ entries: [BranchHistory.Entry], isDone: Bool) {
        for entry in entries[takenCount...] {
            rest.append(entry.sha)
            if rest.count == ActivityWork.pageSize { addRest() }
        }
        takenCount = entries.count
        if isDone, !rest.isEmpty || chunkCount == 0 { addRest() }
    }

    private mutating func addRest() {
        add(rest)
        rest = []
    }

    private mutating func add(_ commits: [ObjectID]) {
        jobs.append(chunkCount == 0 ? .first(commits) : .commits(chunkCount, commits))
        chunkCount += 1
    }

    /// Which commits to ask about, a page each: those of the last weeks, then those that were never asked about.
    struct CommitPlan: Sendable {
        private(set) var chunks: [[ObjectID]] = []
        /// How many of the first chunks hold commits that were asked about before.
        let recentCount: Int

        init(_ line: [BranchHistory.Entry], state: ActivityState, now: Instant) {
            func cut(_ entries: some BidirectionalCollection<BranchHistory.Entry>) -> [[ObjectID]] {
                let newestFirst = Array(entries.reversed().map(\.sha))
                return stride(from: 0, to: newestFirst.count, by: ActivityWork.pageSize).map {
                    Array(newestFirst[$0..<min($0 + ActivityWork.pageSize, newestFirst.count)])
                }
            }
            guard let to = state.statusesReadTo, let asked = line.firstIndex(where: { $0.sha == to }) else {
                recentCount = 0
                chunks = cut(line)
                return
            }
            let floor = min(now, state.statusesReadAt ?? now).advanced(bySeconds: -ActivityWork.window)
            let first = line[asked...].firstIndex { $0.committedAt >= floor } ?? line.count
            let recent = cut(line[max(asked, min(first, line.count - ActivityWork.leastRecent))...])
            recentCount = recent.count
            chunks = recent + cut(line[..<asked])
        }
    }
}

// MARK: - What has come

extension ActivityWork {
    /// What is to be stored now, together with ``state``.
    mutating func takeStored() -> RepositoryActivity {
        defer { stored = RepositoryActivity() }
        return stored
    }

    /// Takes in what came of a job.
    ///
    /// - Returns: What ends the work early; nil where nothing does, and for what the token may not read.
    mutating func receive(_ answer: Result<ActivityPage, FetchError>, of job: Job) -> FetchError? {
        switch answer {
        case .success(let page): take(page, of: job)
        case .failure(.forbidden): state.refused.formUnion(job.kind)
        case .failure(let error): return error
        }
        return nil
    }

    private mutating func take(_ page: ActivityPage, of job: Job) {
        state.refused.formUnion(page.refused)
        stored.releases += page.activity.releases
        stored.deployments += page.activity.deployments
        switch job {
        case .first(let commits):
            done(0, commits, page)
            follow(releases: page)
            follow(deployments: page)
        case .commits(let chunk, let commits): done(chunk, commits, page)
        case .releases: follow(releases: page)
        case .deployments: follow(deployments: page)
        }
    }

    /// Takes in a chunk of commits; the place moves on only over chunks without a gap.
    private mutating func done(_ chunk: Int, _ commits: [ObjectID], _ page: ActivityPage) {
        early[chunk] = (page.activity.statuses, commits.last)
        while let (statuses, last) = early.removeValue(forKey: nextChunk) {
            stored.statuses += statuses
            if nextChunk >= recentCount, let last { state.statusesReadTo = last }
            nextChunk += 1
            if nextChunk >= recentCount { state.statusesReadAt = start }
        }
    }

    private mutating func follow(releases page: ActivityPage) {
        let oldest = page.activity.releases.map(\.createdAt).min()
        if let next = page.nextReleases, isNeeded(after: oldest, since: before.releasesReadAt) {
            jobs.insert(.releases(next), at: 0)
        } else if !state.refused.contains(.releases) {
            state.releasesReadAt = start
        }
    }

    private mutating func follow(deployments page: ActivityPage) {
        let oldest = page.activity.deployments.map(\.createdAt).min()
        if let next = page.nextDeployments, isNeeded(after: oldest, since: before.deploymentsReadAt) {
            jobs.insert(.deployments(next), at: 0)
        } else if !state.refused.contains(.deployments) {
            state.deploymentsReadAt = start
        }
    }

    /// Whether older rows may hold news.
    private func isNeeded(after oldest: Instant?, since: Instant?) -> Bool {
        guard let oldest, let since else { return true }
        return oldest >= since.advanced(bySeconds: -ActivityWork.window)
    }
}
