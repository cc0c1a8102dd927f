import HakaruModel

/// A pull request as it stood at an instant that hides every later event (`definitions.md` §10).
///
/// It is looked at from many sides and never changes, so it is not copied.
final class PullRequestView {
    let source: PullRequest
    let asOf: Instant
    /// When it was merged, if by ``asOf``.
    let mergedAt: Instant?
    /// When it was closed for good, merged or not; nil while open.
    let closedAt: Instant?
    /// The times for which it was closed and then opened again.
    let closedSpans: [Period]
    /// The base at the merge, or at ``asOf`` where it is not merged.
    let base: String?

    /// Hides what came after `asOf`; nil where the pull request was opened later.
    init?(_ source: PullRequest, asOf: Instant) {
        guard source.createdAt <= asOf else { return nil }
        self.source = source
        self.asOf = asOf
        let mergedAt = source.mergedAt.flatMap { $0 <= asOf ? $0 : nil }
        self.mergedAt = mergedAt
        let closings = Closings(source.events, until: mergedAt ?? asOf)
        self.closedSpans = closings.spans
        if let mergedAt {
            self.closedAt = source.closedAt.flatMap { $0 <= asOf ? $0 : nil } ?? mergedAt
        } else if let closedAt = source.closedAt, closedAt <= asOf {
            // No clock closes what it has not opened.
            self.closedAt = max(closedAt, source.createdAt)
        } else {
            self.closedAt = closings.closedSince
        }
        self.base = PullRequestView.base(of: source, at: mergedAt ?? asOf)
    }

    /// When it stopped being open for good; nil while open.
    var openEnd: Instant? { mergedAt ?? closedAt }

    /// The branch that it asks to merge where that lies in its own repository; a fork's branch is never another's base.
    var ownHead: String? { source.headOrigin == .sameRepository ? source.headBranch : nil }

    /// Whether every commit of it is known, so that one that is not listed is not in it.
    var hasAllCommits: Bool {
        !source.commits.isEmpty && source.gaps.isDisjoint(with: [.commits, .details])
            && source.commitCount <= source.commits.count
    }

    /// Whether what the forge tells of its commits is cut short.
    var isTruncated: Bool {
        source.commitCount > source.commits.count || !source.gaps.isDisjoint(with: [.commits, .details])
    }

    /// The base at an instant: what the first later change of base changed it from, else what it is now.
    private static func base(of source: PullRequest, at instant: Instant) -> String? {
        for event in source.events {
            if case .baseChanged(let from, _) = event.kind, event.at > instant { return from }
        }
        return source.baseBranch
    }
}

/// The times for which a pull request was closed, by its close and reopen events.
private struct Closings {
    var spans: [Period] = []
    /// Since when it is closed at the end of the events; nil where it is open.
    var closedSince: Instant?

    init(_ events: [TimelineEvent], until end: Instant) {
        for event in events where event.at <= end {
            switch event.kind {
            case .closed:
                closedSince = closedSince ?? event.at
            case .reopened:
                if let start = closedSince, let span = Period(start: start, end: event.at) { spans.append(span) }
                closedSince = nil
            default: break
            }
        }
    }
}
