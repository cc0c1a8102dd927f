import HakaruModel

/// Tells the story of one repository week by week: plans pull requests, numbers them, and lets each end in the commit
/// graph in the order of time.
///
/// Only what is under way is held; a pull request that has ended is handed out by ``advance()``.
struct RepositorySimulator {
    let world: DemoWorld
    /// The repository with what is kept of it beside the pull requests.
    var repository: DemoRepository
    /// Which of the team's repositories it is, from 0.
    let index: Int
    /// Whether commits, releases, deployments and statuses are kept, which a mere stream of pull requests does not need.
    let keepsHistory: Bool
    var develop: BranchLine
    var main: BranchLine
    /// What lies on `develop` since the last promotion, and on `main` since the last back-merge.
    var unpromoted: [DemoCommit] = []
    var unmerged: [DemoCommit] = []
    var version = DemoVersion()
    /// The parents of the merge commits of pull requests that were not handed out yet.
    var mergeParents: [ObjectID: [ObjectID]] = [:]
    var random: DemoRandom
    /// The chance of what only ``keepsHistory`` tells, so that the pull requests are the same with and without it.
    var historyRandom: DemoRandom

    private(set) var week = 0
    /// Planned, but not opened yet, so without a number.
    var waiting: [PullRequestPlan] = []
    /// Opened; the settled ones at the front are handed out next.
    private var opened: [PullRequestPlan] = []
    /// Those of them that have not ended yet.
    private var unsettled: [PullRequestPlan] = []
    private var settledNumbers: Set<Int> = []
    private var nextNumber = 1

    init(_ world: DemoWorld, index: Int, keepsHistory: Bool) {
        self.world = world
        self.index = index
        self.keepsHistory = keepsHistory
        let createdAt = world.start.advanced(bySeconds: -30 * 86_400)
        var random = DemoRandom(world.team.seed, UInt64(index), 0xB0)
        let root = DemoCommit(
            sha: random.objectID(), parents: [], authorLogin: world.roster.people[0].login,
            authorName: world.roster.people[0].name, authorEmail: world.roster.people[0].email, authoredAt: createdAt,
            message: "Initial commit")
        let tip = DemoBranch.Move(at: createdAt, tip: root.sha)
        develop = BranchLine(name: "develop", moves: [tip])
        main = BranchLine(name: "main", moves: [tip])
        repository = DemoRepository(
            databaseID: index + 1, id: world.team.repositories[index], defaultBranch: "main", createdAt: createdAt,
            commits: [root])
        self.random = random
        historyRandom = DemoRandom(world.team.seed, UInt64(index), 0xC1)
    }

    var isFrontend: Bool { index % 2 == 1 }

    /// Tells one week more.
    ///
    /// - Returns: The pull requests whose end is known now, in the order of their numbers; nil after the last week.
    mutating func advance() -> [DemoPullRequest]? {
        guard week < world.weekCount else { return nil }
        plan(week)
        let end = min(world.startOfWeek(week + 1), world.team.end)
        open(until: end)
        let due = unsettled.filter { $0.settlesAt < end }
        for plan in due.sorted(by: { ($0.settlesAt, $0.record.number) < ($1.settlesAt, $1.record.number) }) {
            settle(plan)
            settledNumbers.insert(plan.record.number)
        }
        unsettled.removeAll { settledNumbers.contains($0.record.number) }
        if week == world.weekCount - 1 {
            for plan in unsettled { place(plan) }
            settledNumbers.formUnion(unsettled.map(\.record.number))
        }
        week += 1
        return handOut()
    }

    /// The newest of the pull requests that others may be stacked on.
    var candidates: [PullRequestPlan] { Array((unsettled.suffix(80) + waiting.suffix(80))) }

    private mutating func open(until end: Instant) {
        let due = waiting.enumerated().filter { $0.element.record.createdAt < end }
            .sorted { ($0.element.record.createdAt, $0.offset) < ($1.element.record.createdAt, $1.offset) }
        for (_, plan) in due {
            plan.take(number: nextNumber, in: repository)
            // Issues share the sequence.
            nextNumber += random.chance(0.25) ? 2 : 1
            opened.append(plan)
            unsettled.append(plan)
        }
        waiting.removeAll { $0.record.number > 0 }
    }

    private mutating func handOut() -> [DemoPullRequest] {
        let count = opened.prefix { settledNumbers.contains($0.record.number) }.count
        let done = opened.prefix(count).map { $0.record.until(world.team.end) }
        for plan in opened.prefix(count) {
            settledNumbers.remove(plan.record.number)
            // A parent knows its followers too: the circle would keep both for ever.
            plan.parent = nil
        }
        opened.removeFirst(count)
        if !keepsHistory {
            develop.forget(before: world.startOfWeek(week - 60))
            main.forget(before: world.startOfWeek(week - 60))
        }
        return done
    }
}

/// The tips of a lasting branch over time.
struct BranchLine {
    let name: String
    var moves: [DemoBranch.Move]

    /// The tip at an instant; the first one before all.
    func tip(at instant: Instant) -> ObjectID {
        var low = 0
        var high = moves.count
        while low < high {
            let middle = (low + high) / 2
            if moves[middle].at <= instant { low = middle + 1 } else { high = middle }
        }
        return moves[max(0, low - 1)].tip
    }

    mutating func move(to tip: ObjectID, at instant: Instant) {
        moves.append(DemoBranch.Move(at: instant, tip: tip))
    }

    /// Forgets where it pointed before an instant, the last place apart.
    mutating func forget(before instant: Instant) {
        let old = moves.prefix { $0.at < instant }.count
        if old > 1 { moves.removeFirst(old - 1) }
    }
}

/// The version that is released next.
struct DemoVersion {
    var minor = 0
    var patch = 0

    var tag: String { "v1.\(minor).\(patch)" }
}

extension DemoPullRequest {
    /// What is known of it up to an instant: what would come later has not happened.
    func until(_ end: Instant) -> DemoPullRequest {
        var known = self
        known.events = events.filter { $0.at < end }.sorted { $0.at < $1.at }
        known.commits.removeAll { $0.pushedAt >= end }
        for index in known.commits.indices {
            if let replacedAt = known.commits[index].replacedAt, replacedAt >= end {
                known.commits[index].replacedAt = nil
            }
        }
        known.comments = comments.filter { $0.createdAt < end }.sorted { $0.createdAt < $1.createdAt }
        known.reviews = reviews.filter { $0.submittedAt.map { $0 < end } ?? true }
            .sorted { ($0.submittedAt ?? end) < ($1.submittedAt ?? end) }
        for index in known.reviews.indices {
            if let dismissedAt = known.reviews[index].dismissedAt, dismissedAt >= end {
                known.reviews[index].dismissedAt = nil
            }
        }
        return known
    }
}
