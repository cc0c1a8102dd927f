import HakaruModel

/// When a pull request was a draft and when it first was ready for review (`definitions.md` §3).
struct DraftHistory {
    /// Within this many seconds after the opening a change to a draft counts as an opening as one.
    static let graceSeconds: Int64 = 3_600

    /// The times for which it was a draft, oldest first.
    private(set) var spans: [Period] = []
    /// Whether the forge told nothing.
    let isUnknown: Bool
    /// Whether it was opened as a draft, or turned into one right away.
    private(set) var openedAsDraft = false
    /// Whether it is a draft at the end.
    private(set) var isDraft: Bool
    /// When it was ready; nil for one opened as a draft and never marked ready.
    private(set) var readyAt: Instant?

    /// Follows the events of a pull request.
    ///
    /// - Parameters:
    ///   - view: The pull request.
    ///   - firstReviewAt: The first review by another person; nil for none.
    init(_ view: PullRequestView, firstReviewAt: Instant?) {
        let source = view.source
        isUnknown = !source.gaps.isDisjoint(with: [.events, .details])
        isDraft = source.isDraft
        readyAt = source.createdAt
        guard !isUnknown else { return }
        let changes = source.events.filter { $0.kind == .readyForReview || $0.kind == .convertedToDraft }
        let wasDraft = changes.first.map { $0.kind == .readyForReview } ?? source.isDraft
        let visible = changes.filter { $0.at <= view.asOf }
        isDraft = visible.last.map { $0.kind == .convertedToDraft } ?? wasDraft
        follow(visible, from: source.createdAt, wasDraft: wasDraft, until: view.openEnd ?? view.asOf)
        if wasDraft {
            openedAsDraft = true
            readyAt = visible.first { $0.kind == .readyForReview }?.at
        } else if let turned = visible.first(where: { $0.kind == .convertedToDraft })?.at,
            turned.seconds(since: source.createdAt) <= DraftHistory.graceSeconds,
            firstReviewAt.map({ turned < $0 }) ?? true
        {
            openedAsDraft = true
            readyAt = visible.first { $0.kind == .readyForReview && $0.at >= turned }?.at
        }
    }

    /// The sum of ``spans``.
    var seconds: Int64 { spans.reduce(0) { $0 + $1.seconds } }

    private mutating func follow(
        _ changes: [TimelineEvent], from start: Instant, wasDraft: Bool, until end: Instant
    ) {
        var draftSince: Instant? = wasDraft ? start : nil
        for change in changes {
            if change.kind == .convertedToDraft {
                draftSince = draftSince ?? change.at
            } else if let since = draftSince {
                append(from: since, to: min(change.at, end))
                draftSince = nil
            }
        }
        if let since = draftSince { append(from: since, to: end) }
    }

    private mutating func append(from start: Instant, to end: Instant) {
        if let span = Period(start: start, end: end), !span.isEmpty { spans.append(span) }
    }
}
