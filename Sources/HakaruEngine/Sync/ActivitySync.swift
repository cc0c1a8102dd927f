import HakaruFetcher
import HakaruModel
import HakaruStore

/// Reads what happens in one repository apart from its pull requests, and stores it page by page.
///
/// Statuses don't move a pull request's `updated_at`, so commits are asked about by name: all once, from the newest to the
/// oldest, and those of the last two weeks again each time. One request carries a hundred commits with the first pages
/// of releases and deployments, so that a repository without news costs one.
struct ActivitySync {
    let name: RepositoryID
    let key: RepositoryKey
    let forge: any Forge
    let store: any Store
    /// The commits of the integration branch, oldest first.
    let line: [BranchHistory.Entry]
    let isFull: Bool

    /// For how long after a commit or a deployment something new may be said about it.
    static let window: Int64 = 14 * 86_400
    /// As many of the newest commits are asked about whatever their date: a push may bring old ones.
    private static let leastRecent = 10
    private static let pageSize = 100

    /// Works until everything is read, or something fails.
    ///
    /// - Returns: What ended it early; nil where nothing did. What the token may not read is noted and ends nothing.
    func run() async throws(StoreError) -> FetchError? {
        let before = isFull ? ActivityState() : try await store.activityState(of: key)
        let plan = CommitPlan(line, state: before, now: forge.now)
        var work = Work(before: before, start: forge.now, plan: plan)
        var failure: FetchError?
        var storeError: StoreError?
        await withTaskGroup(of: (Job, Result<ActivityPage, FetchError>).self) { group in
            var running = 0
            while true {
                while failure == nil, storeError == nil, running < max(1, forge.concurrency), !work.jobs.isEmpty {
                    let job = work.jobs.removeFirst()
                    running += 1
                    group.addTask { (job, await answer(job, plan.chunks)) }
                }
                guard let (job, answer) = await group.next() else { return }
                running -= 1
                switch answer {
                case .success(let page):
                    work.take(page, of: job)
                    do throws(StoreError) {
                        try await store.save(work.takeStored(), and: work.state, of: key)
                    } catch {
                        storeError = error
                        group.cancelAll()
                    }
                case .failure(.forbidden):
                    work.state.refused.formUnion(job.kind)
                case .failure(let error):
                    failure = failure ?? error
                }
            }
        }
        if let storeError { throw storeError }
        if failure == nil { try await store.save(RepositoryActivity(), and: work.state, of: key) }
        return failure
    }

    private func answer(_ job: Job, _ chunks: [[ObjectID]]) async -> Result<ActivityPage, FetchError> {
        do throws(FetchError) {
            switch job {
            case .first:
                return .success(try await first(chunks.first.map { $0.map { ActivityQuestion.CommitPart($0) } } ?? []))
            case .commits(let index):
                return .success(try await statuses(of: chunks[index].map { ActivityQuestion.CommitPart($0) }))
            case .releases(let cursor):
                return .success(
                    try await forge.activity(ActivityQuestion(releases: .init(after: cursor)), in: name))
            case .deployments(let cursor):
                return .success(
                    try await forge.activity(ActivityQuestion(deployments: .init(after: cursor)), in: name))
            }
        } catch {
            return .failure(error)
        }
    }

    /// As much of everything as one request can carry.
    private func first(_ commits: [ActivityQuestion.CommitPart]) async throws(FetchError) -> ActivityPage {
        var question = ActivityQuestion(commits: commits, releases: .init(), deployments: .init())
        var rest: [ActivityQuestion.CommitPart]
        var page: ActivityPage
        do throws(FetchError) {
            page = try await forge.activity(question, in: name)
            rest = page.further + page.missing
        } catch .pageTooWide where !commits.isEmpty {
            question.commits = []
            page = try await forge.activity(question, in: name)
            rest = commits
        }
        let others = try await statuses(of: rest)
        page.activity.statuses += others.activity.statuses
        page.refused.formUnion(others.refused)
        return page
    }

    /// What machines say about some commits, in pages as wide as the forge bears.
    ///
    /// A commit that fails even alone is left out; the next run asks again where it is recent.
    private func statuses(of parts: [ActivityQuestion.CommitPart]) async throws(FetchError) -> ActivityPage {
        var result = ActivityPage()
        var queue = parts
        var width = max(1, parts.count)
        while !queue.isEmpty {
            let page = Array(queue.prefix(width))
            do throws(FetchError) {
                let answer = try await forge.activity(ActivityQuestion(commits: page), in: name)
                queue.removeFirst(page.count)
                result.activity.statuses += answer.activity.statuses
                result.refused.formUnion(answer.refused)
                queue += answer.further
                if page.count > 1, !answer.missing.isEmpty {
                    queue += answer.missing
                    width = max(1, page.count / 2)
                }
            } catch .pageTooWide where page.count > 1 {
                width = max(1, page.count / 2)
            } catch .pageTooWide {
                queue.removeFirst(page.count)
            }
        }
        return result
    }
}

extension ActivitySync {
    /// A request that is still to be sent.
    enum Job: Sendable {
        case first
        case commits(Int)
        case releases(String)
        case deployments(String)

        var kind: ActivityState.Kinds {
            switch self {
            case .first: [.statuses, .releases, .deployments]
            case .commits: .statuses
            case .releases: .releases
            case .deployments: .deployments
            }
        }
    }

    /// Which commits to ask about, a page each: those of the last weeks, then those that were never asked about.
    struct CommitPlan: Sendable {
        private(set) var chunks: [[ObjectID]] = []
        /// How many of the first chunks hold commits that were asked about before.
        let recentCount: Int

        init(_ line: [BranchHistory.Entry], state: ActivityState, now: Instant) {
            func cut(_ entries: some BidirectionalCollection<BranchHistory.Entry>) -> [[ObjectID]] {
                let newestFirst = Array(entries.reversed().map(\.sha))
                return stride(from: 0, to: newestFirst.count, by: ActivitySync.pageSize).map {
                    Array(newestFirst[$0..<min($0 + ActivitySync.pageSize, newestFirst.count)])
                }
            }
            guard let to = state.statusesReadTo, let asked = line.firstIndex(where: { $0.sha == to }) else {
                recentCount = 0
                chunks = cut(line)
                return
            }
            let floor = min(now, state.statusesReadAt ?? now).advanced(bySeconds: -ActivitySync.window)
            let first = line[asked...].firstIndex { $0.committedAt >= floor } ?? line.count
            let recent = cut(line[max(asked, min(first, line.count - ActivitySync.leastRecent))...])
            recentCount = recent.count
            chunks = recent + cut(line[..<asked])
        }
    }

    /// What is done and what is left.
    struct Work: Sendable {
        private let before: ActivityState
        var state: ActivityState
        let start: Instant
        let plan: CommitPlan
        var jobs: [Job]
        /// What waits for the next write.
        var stored = RepositoryActivity()
        /// Chunks that came before an earlier one.
        private var early: [Int: [CommitStatus]] = [:]
        private var nextChunk = 0

        init(before: ActivityState, start: Instant, plan: CommitPlan) {
            self.before = before
            self.start = start
            self.plan = plan
            state = before
            state.refused = []
            jobs = [.first] + plan.chunks.indices.dropFirst().map { .commits($0) }
        }

        mutating func takeStored() -> RepositoryActivity {
            defer { stored = RepositoryActivity() }
            return stored
        }

        mutating func take(_ page: ActivityPage, of job: Job) {
            state.refused.formUnion(page.refused)
            stored.releases += page.activity.releases
            stored.deployments += page.activity.deployments
            switch job {
            case .first:
                if plan.chunks.isEmpty { state.statusesReadAt = start } else { done(chunk: 0, page) }
                follow(releases: page)
                follow(deployments: page)
            case .commits(let index): done(chunk: index, page)
            case .releases: follow(releases: page)
            case .deployments: follow(deployments: page)
            }
        }

        /// Takes a chunk of commits; the place moves on only over chunks without a gap.
        mutating func done(chunk index: Int, _ page: ActivityPage) {
            early[index] = page.activity.statuses
            while let statuses = early.removeValue(forKey: nextChunk) {
                stored.statuses += statuses
                if nextChunk >= plan.recentCount {
                    state.statusesReadTo = plan.chunks[nextChunk].last
                }
                nextChunk += 1
                if nextChunk >= plan.recentCount { state.statusesReadAt = start }
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
            return oldest >= since.advanced(bySeconds: -ActivitySync.window)
        }
    }
}
