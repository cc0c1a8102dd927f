import HakaruModel

/// What other people's reviews say about a pull request (`definitions.md` §§3, 5, 6).
struct ReviewFacts {
    typealias Reviewer = PullRequestReport.Reviewer

    /// The first review by another person, also after the merge.
    private(set) var first: Reviewer?
    /// The first approval before the merge that was not dismissed before it.
    private(set) var firstApproval: Reviewer?
    /// The reviews by other people, oldest first.
    private(set) var given: [PullRequest.ReviewGiven] = []
    /// Whether another person commented in the conversation before the merge.
    private(set) var isCommented = false
    /// How often commits followed a review before the approval.
    private(set) var reworkCycles = 0

    /// Reads the reviews that were known at the view's instant.
    init(_ view: PullRequestView, author: PersonID, book: inout ActorBook, countsComments: Bool) {
        let limit = view.mergedAt ?? view.asOf
        readComments(view, author: author, book: &book, countsComments: countsComments, limit: limit)
        guard view.source.gaps.isDisjoint(with: [.reviews, .details]) else {
            first = nil
            return
        }
        let dismissals = Dismissals(view.source.events, until: limit)
        var asking: [Instant] = []
        for review in view.source.reviews where review.state != .pending {
            guard let at = review.submittedAt, at <= view.asOf,
                let person = book.otherPerson(review.author, than: author)
            else { continue }
            given.append(PullRequest.ReviewGiven(reviewer: person, at: at))
            let reviewer = Reviewer(account: review.author, at: at, kind: .review)
            keepEarlier(reviewer, in: &first)
            let verdict = dismissals.verdict(of: review)
            if verdict == .approved, at <= limit, !dismissals.contains(review) {
                keepEarlier(reviewer, in: &firstApproval)
            }
            if verdict == .changesRequested || verdict == .commented { asking.append(at) }
        }
        given.sort { ($0.at, $0.reviewer) < ($1.at, $1.reviewer) }
        readInlineComments(view, author: author, book: &book)
        reworkCycles = ReviewFacts.cycles(
            asking: asking, commits: view.source.commits + view.source.replacedCommits,
            before: firstApproval?.at ?? limit.advanced(bySeconds: 1))
    }

    private mutating func readComments(
        _ view: PullRequestView, author: PersonID, book: inout ActorBook, countsComments: Bool, limit: Instant
    ) {
        for comment in view.source.comments where comment.createdAt <= view.asOf {
            guard book.otherPerson(comment.author, than: author) != nil else { continue }
            if comment.createdAt <= limit { isCommented = true }
            if countsComments {
                keepEarlier(Reviewer(account: comment.author, at: comment.createdAt, kind: .comment), in: &first)
            }
        }
    }

    /// An inline comment counts when its review was submitted; one without a review only where nobody reviewed.
    private mutating func readInlineComments(_ view: PullRequestView, author: PersonID, book: inout ActorBook) {
        var loose: Reviewer?
        var isReviewed = !given.isEmpty
        for comment in view.source.reviewComments {
            guard let at = comment.reviewID == nil ? comment.createdAt : comment.reviewSubmittedAt, at <= view.asOf,
                book.otherPerson(comment.author, than: author) != nil
            else { continue }
            let reviewer = Reviewer(account: comment.author, at: at, kind: .inlineComment)
            if comment.reviewID == nil {
                keepEarlier(reviewer, in: &loose)
            } else {
                isReviewed = true
                keepEarlier(reviewer, in: &first)
            }
        }
        if let loose, !isReviewed { keepEarlier(loose, in: &first) }
    }

    private func keepEarlier(_ candidate: Reviewer, in best: inout Reviewer?) {
        if best.map({ candidate.at < $0.at }) ?? true { best = candidate }
    }

    /// Counts the reviews, or runs of them, that a commit followed before `end`.
    private static func cycles(asking reviews: [Instant], commits: [Commit], before end: Instant) -> Int {
        guard !reviews.isEmpty else { return 0 }
        let reviews = reviews.filter { $0 < end }.sorted()
        let commits = commits.map(\.committedAt).filter { $0 < end }.sorted()
        var count = 0
        var nextCommit = 0
        var answered: Instant?
        for review in reviews {
            if let answered, review < answered { continue }
            while nextCommit < commits.count, commits[nextCommit] <= review { nextCommit += 1 }
            guard nextCommit < commits.count else { break }
            count += 1
            answered = commits[nextCommit]
        }
        return count
    }
}

/// The reviews that were taken back, and what they had been.
private struct Dismissals {
    private var previousStates: [ForgeID: Review.State] = [:]
    private var dismissed: Set<ForgeID> = []

    /// Reads the events; what a dismissed review had been counts even where the event came after `limit`.
    init(_ events: [TimelineEvent], until limit: Instant) {
        for event in events {
            guard case .reviewDismissed(let review?, let previousState) = event.kind else { continue }
            previousStates[review] = previousState
            if event.at <= limit { dismissed.insert(review) }
        }
    }

    /// Whether a review was taken back by the limit.
    func contains(_ review: Review) -> Bool {
        dismissed.contains(review.forgeID) || (review.state == .dismissed && previousStates[review.forgeID] == nil)
    }

    /// What a review was before it was taken back; ``Review/State/dismissed`` where no event says it.
    func verdict(of review: Review) -> Review.State {
        review.state == .dismissed ? previousStates[review.forgeID] ?? .dismissed : review.state
    }
}
