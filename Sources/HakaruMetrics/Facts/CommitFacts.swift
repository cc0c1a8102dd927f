import HakaruModel

/// What the commits of a pull request say about its start (`definitions.md` §3).
struct CommitFacts {
    /// The commit with the earliest author date; nil where none is known.
    private(set) var first: Commit?
    /// The earliest author date, also of a commit that has been rewritten away.
    private(set) var firstAuthoredAt: Instant?
    /// Whether only an earlier sync saw the commit of ``firstAuthoredAt``.
    private(set) var isSeenBeforeRewrite = false
    /// Whether a commit is dated after the merge.
    private(set) var hasCommitAfterMerge = false

    /// Reads the commits that were known at the view's instant.
    init(_ view: PullRequestView) {
        for commits in [view.source.commits, view.source.replacedCommits] {
            // A merge commit brings others' work and was made when that was merged.
            for commit in commits where commit.parentCount < 2 {
                if let mergedAt = view.mergedAt {
                    if commit.authoredAt > mergedAt { hasCommitAfterMerge = true }
                } else if commit.authoredAt > view.asOf {
                    continue
                }
                if first.map({ commit.authoredAt < $0.authoredAt }) ?? true { first = commit }
            }
        }
        firstAuthoredAt = first?.authoredAt
        if let seen = view.source.earliestAuthoredAtSeen, seen <= view.asOf, firstAuthoredAt.map({ seen < $0 }) ?? true
        {
            first = nil
            firstAuthoredAt = seen
            isSeenBeforeRewrite = true
        }
    }
}
