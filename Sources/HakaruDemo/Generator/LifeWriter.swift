import HakaruModel

/// Writes the life of a pull request step by step; each step moves its time on.
///
/// Chance decides how long a step takes and who takes it; ``LifeWriter+Lives.swift`` strings the steps together.
struct LifeWriter {
    let world: DemoWorld
    let author: DemoRoster.Person
    /// How long things take, relative to the first days of the story.
    let pace: Double
    var random: DemoRandom
    let plan: PullRequestPlan
    /// Until where the life is told.
    var now: Instant
    private var lastID = 0

    /// Begins a life.
    ///
    /// - Parameters:
    ///   - world: The team.
    ///   - author: Who writes and opens it.
    ///   - start: When the work begins.
    ///   - topic: Title, branch and label.
    ///   - base: The branch that it asks to be merged into.
    ///   - random: The chance of this life alone.
    init(
        in world: DemoWorld, by author: DemoRoster.Person, from start: Instant, topic: DemoWords.Topic, base: String,
        random: DemoRandom
    ) {
        self.world = world
        self.author = author
        self.pace = world.pace(at: start)
        self.random = random
        self.now = start
        plan = PullRequestPlan(
            DemoPullRequest(
                number: 0, title: topic.title, author: author.login, createdAt: start, baseBranch: base,
                headBranch: topic.branch, labels: topic.label.isEmpty ? [] : [topic.label]))
    }

    // MARK: Time

    /// A moment of the author's working time, so many hours of work later as a rule.
    mutating func later(hours: Double, sigma: Double = 0.9, by person: DemoRoster.Person? = nil) -> Instant {
        let seconds = random.logNormal(median: hours * 3_600, sigma: sigma)
        return (person ?? author).hours.advance(now, by: seconds, in: world.calendar)
    }

    /// Some seconds later, whatever the clock says.
    mutating func soon(_ seconds: ClosedRange<Int>) -> Instant { now.advanced(bySeconds: Int64(random.int(seconds))) }

    func event(_ kind: DemoEvent.Kind, by login: String? = nil) {
        plan.record.events.append(DemoEvent(kind, at: now, actor: login ?? author.login))
    }

    // MARK: Commits

    /// Writes a commit on the head branch.
    mutating func commit(at instant: Instant? = nil, subject: String, merging: Bool = false) {
        let at = instant ?? now
        var message = subject
        if random.chance(0.04 + 0.3 * world.progress(at: at)) {
            message += "\n\n" + random.pick(DemoWords.trailers, else: "")
        }
        // Some work under an address that the forge cannot link to an account.
        let isLinked = !random.chance(0.03)
        if merging { plan.baseMerges.insert(plan.record.commits.count) }
        plan.record.commits.append(
            DemoCommit(
                sha: random.objectID(), parents: [], authorLogin: isLinked ? author.login : nil,
                authorName: author.name,
                authorEmail: isLinked ? author.email : "\(author.login)@macbook.local", authoredAt: at,
                message: message))
    }

    /// Rewrites the branch on top of its base: the same changes under other names, or all of them as one.
    mutating func forcePush() {
        let old = plan.record.commits.indices.filter { plan.record.commits[$0].replacedAt == nil }
        guard let last = old.last else { return }
        let isSquashed = old.count > 1 && random.chance(0.3)
        let before = plan.record.commits[last].sha
        plan.lineStarts.insert(plan.record.commits.count)
        for index in isSquashed ? [last] : old where !plan.baseMerges.contains(index) {
            var commit = plan.record.commits[index]
            commit.sha = random.objectID()
            commit.committedAt = now
            commit.pushedAt = now
            if isSquashed { commit.authoredAt = now }
            plan.record.commits.append(commit)
        }
        for index in old { plan.record.commits[index].replacedAt = now }
        event(.headForcePushed(before: before, after: plan.record.commits.last?.sha))
    }

    // MARK: Reviews and comments

    private mutating func nextID() -> Int {
        lastID += 1
        return lastID
    }

    /// Submits a review with some inline comments, which were written in the minutes before.
    mutating func review(_ state: Review.State, by login: String, comments: Int = 0, body: String = "") {
        let id = nextID()
        var written: [DemoReviewComment] = []
        for _ in 0..<comments {
            let at = max(plan.record.createdAt, now.advanced(bySeconds: -Int64(random.int(20...4_000))))
            written.append(
                DemoReviewComment(
                    databaseID: nextID(), author: login, createdAt: at, path: "Sources/Orders/Order.swift",
                    line: random.int(1...300), body: DemoWords.comment(&random)))
        }
        plan.record.reviews.append(
            DemoReview(
                databaseID: id, author: login, state: state, submittedAt: now,
                commitSHA: plan.record.commits.last { $0.replacedAt == nil }?.sha, body: body, comments: written))
    }

    /// Answers the first comment of the last review; the forge makes a review of the author's own of it.
    mutating func replyInline() {
        guard let root = plan.record.reviews.last?.comments.first else { return }
        let reply = DemoReviewComment(
            databaseID: nextID(), author: author.login, createdAt: now, path: root.path, line: root.line,
            body: DemoWords.comment(&random), replyTo: root.databaseID)
        plan.record.reviews.append(
            DemoReview(
                databaseID: nextID(), author: author.login, state: .commented, submittedAt: now, comments: [reply]))
    }

    mutating func comment(by login: String, _ body: String? = nil) {
        let text = body ?? DemoWords.comment(&random)
        plan.record.comments.append(DemoComment(databaseID: nextID(), author: login, createdAt: now, body: text))
    }

    /// Takes the last approval back.
    func dismissApproval() {
        let reviews = plan.record.reviews
        guard let index = reviews.lastIndex(where: { $0.state == .approved && $0.dismissedAt == nil }) else { return }
        plan.record.reviews[index].dismissedAt = now
        event(.reviewDismissed(review: reviews[index].databaseID, previousState: .approved))
    }

    // MARK: The end

    func close() {
        event(.closed)
    }

    mutating func merge(by login: String, method: PullRequestPlan.Merge.Method) {
        plan.merge = PullRequestPlan.Merge(at: now, by: login, method: method)
    }

    /// Lines and files, drawn around a median of lines.
    mutating func setSize(median: Double) {
        let lines = min(20_000, random.logNormal(median: median, sigma: 1.15))
        plan.record.additions = max(1, Int(lines * (0.6 + 0.4 * random.unit())))
        plan.record.deletions = max(0, Int(lines) - plan.record.additions)
        plan.record.changedFiles = 1 + min(80, random.count(mean: lines / 45))
    }
}
