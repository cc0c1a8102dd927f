import HakaruModel

/// A pull request as the forge shows it at an instant: what its events have made of it by then.
///
/// A class, so that thousands of them are handed around by reference; it never changes.
final class DemoPullRequestView: Sendable {
    /// The whole life, of which only the part up to the instant counts.
    let record: DemoPullRequest
    let title: String
    let state: PullRequest.State
    let isDraft: Bool
    let baseBranch: String
    let closedAt: Instant?
    let mergedAt: Instant?
    /// The login of who merged it.
    let mergedBy: String?
    let mergeCommit: ObjectID?
    /// When anything happened to it last.
    let updatedAt: Instant
    let isHeadDeleted: Bool
    let labels: [String]
    /// The commits that are there now, oldest first.
    let commits: [DemoCommit]
    /// Submitted reviews, the dismissed ones as such, and pending ones of the viewer.
    let reviews: [DemoReview]
    let comments: [DemoComment]
    let events: [DemoEvent]

    var number: Int { record.number }
    var headSHA: ObjectID? { commits.last?.sha }

    /// Looks at a pull request at an instant; nil where it was not opened yet.
    ///
    /// - Parameters:
    ///   - record: The whole life.
    ///   - now: The instant.
    ///   - viewer: The login whose pending reviews are seen.
    init?(_ record: DemoPullRequest, asOf now: Instant, viewer: String) {
        guard record.createdAt <= now else { return nil }
        var life = PullRequestLife(record)
        let events = record.events.filter { $0.at <= now }
        for event in events { life.apply(event) }
        let commits = record.commits.filter { $0.pushedAt <= now && ($0.replacedAt.map { $0 > now } ?? true) }
        let reviews = record.reviews.compactMap { $0.visible(at: now, to: viewer) }
        let comments = record.comments.filter { $0.createdAt <= now }
        var updatedAt = max(record.createdAt, events.last?.at ?? record.createdAt)
        for commit in commits where commit.pushedAt > updatedAt { updatedAt = commit.pushedAt }
        for review in reviews { updatedAt = max(updatedAt, review.dismissedAt ?? review.submittedAt ?? updatedAt) }
        for comment in comments where comment.createdAt > updatedAt { updatedAt = comment.createdAt }

        let later = record.events.dropFirst(events.count)
        var title = record.title
        if let rename = later.lazy.compactMap(\.kind.previousTitle).first { title = rename }
        let laterLabels = Set(later.compactMap(\.kind.label))

        self.record = record
        self.title = title
        self.state = life.state
        self.isDraft = life.isDraft
        self.baseBranch = life.baseBranch
        self.closedAt = life.closedAt
        self.mergedAt = life.mergedAt
        self.mergedBy = life.mergedBy
        self.mergeCommit = life.mergeCommit
        self.updatedAt = updatedAt
        self.isHeadDeleted = life.isHeadDeleted
        self.labels = record.labels.filter { !laterLabels.contains($0) }
        self.commits = commits
        self.reviews = reviews
        self.comments = comments
        self.events = events
    }
}

/// The state of a pull request while its events are told one after the other.
private struct PullRequestLife {
    var state = PullRequest.State.open
    var isDraft: Bool
    var baseBranch: String
    var closedAt: Instant?
    var mergedAt: Instant?
    var mergedBy: String?
    var mergeCommit: ObjectID?
    var isHeadDeleted = false

    init(_ record: DemoPullRequest) {
        isDraft = record.opensAsDraft
        baseBranch = record.baseBranch
    }

    mutating func apply(_ event: DemoEvent) {
        switch event.kind {
        case .readyForReview: isDraft = false
        case .convertedToDraft: isDraft = true
        case .closed:
            closedAt = event.at
            if state == .open { state = .closed }
        case .reopened:
            state = .open
            closedAt = nil
        case .merged(let commit):
            state = .merged
            mergedAt = event.at
            closedAt = event.at
            mergedBy = event.actor
            mergeCommit = commit
        case .baseChanged(_, let branch), .baseChangedAutomatically(_, let branch): baseBranch = branch
        case .headDeleted: isHeadDeleted = true
        case .headRestored: isHeadDeleted = false
        case .headForcePushed, .reviewDismissed, .reviewRequested, .labeled, .renamed, .addedToMergeQueue,
            .removedFromMergeQueue:
            break
        }
    }
}

extension DemoEvent.Kind {
    fileprivate var previousTitle: String? {
        if case .renamed(let previous, _) = self { previous } else { nil }
    }

    fileprivate var label: String? {
        if case .labeled(let name) = self { name } else { nil }
    }
}

extension DemoReview {
    /// The review as the viewer sees it at an instant; nil where it is not seen.
    fileprivate func visible(at now: Instant, to viewer: String) -> DemoReview? {
        guard let submittedAt else { return author == viewer ? self : nil }
        guard submittedAt <= now else { return nil }
        var seen = self
        if let dismissedAt, dismissedAt <= now { seen.state = .dismissed } else { seen.dismissedAt = nil }
        return seen
    }
}
