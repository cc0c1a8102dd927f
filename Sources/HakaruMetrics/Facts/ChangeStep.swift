import HakaruModel

/// A pull request as a step of its change from branch to branch, as it stood at an instant: branches, commits, instants.
///
/// That is all that `definitions.md` §4 asks for, and far less than a whole pull request: those of a repository are in
/// memory together only in this form.
struct ChangeStep {
    let number: Int
    let createdAt: Instant
    /// When it was merged, if by the instant.
    let mergedAt: Instant?
    /// When it was closed for good, merged or not; nil while open.
    let closedAt: Instant?
    /// The times for which it was closed and then opened again.
    let closedSpans: [Period]
    /// The base at the merge, or at the instant where it is not merged.
    let base: String?
    /// The branch that it asks to merge where that lies in its own repository.
    let ownHead: String?
    /// The tip of the head branch.
    let head: CommitNumber?
    /// The commit that the merge made, and the first parent of it.
    let mergeCommit: CommitNumber?
    let mergeCommitFirstParent: CommitNumber?
    /// Its own commits, oldest first.
    let commits: [CommitNumber]
    /// Whether every commit of it is known, so that one that is not listed is not in it.
    let hasAllCommits: Bool
    /// When its last commit was made, of those that were made by the instant.
    let lastCommitAt: Instant?
    /// When its head was moved by force.
    let forcePushes: [Instant]
    /// When its head was last deleted or restored, if by the instant, and whether it was deleted then.
    let headFate: (at: Instant, isDeleted: Bool)?

    /// Takes what it needs of a pull request, and numbers its commits.
    init(_ view: PullRequestView, numbers: inout CommitNumbers) {
        let source = view.source
        number = source.number
        createdAt = source.createdAt
        mergedAt = view.mergedAt
        closedAt = view.closedAt
        closedSpans = view.closedSpans
        base = view.base
        ownHead = view.ownHead
        commits = source.commits.map { numbers.number(of: $0.sha) }
        head = source.headSHA.map { numbers.number(of: $0) } ?? commits.last
        mergeCommit = source.mergeCommitSHA.map { numbers.number(of: $0) }
        mergeCommitFirstParent = source.mergeCommitFirstParent.map { numbers.number(of: $0) }
        hasAllCommits = view.hasAllCommits
        var lastCommitAt: Instant?
        for commit in source.commits where commit.committedAt <= view.asOf {
            lastCommitAt = max(lastCommitAt ?? commit.committedAt, commit.committedAt)
        }
        self.lastCommitAt = lastCommitAt
        var forcePushes: [Instant] = []
        var fate: (at: Instant, isDeleted: Bool)?
        for event in source.events {
            switch event.kind {
            case .headForcePushed: forcePushes.append(event.at)
            case .headDeleted, .headRestored:
                guard event.at <= view.asOf, fate.map({ event.at >= $0.at }) ?? true else { continue }
                fate = (event.at, event.kind == .headDeleted)
            default: break
            }
        }
        self.forcePushes = forcePushes
        headFate = fate
    }

    /// When it stopped being open for good; nil while open.
    var openEnd: Instant? { mergedAt ?? closedAt }

    /// What a line must hold for its change to be there: the commit that the merge made, else its head.
    var mergedCommit: CommitNumber? { mergeCommit ?? head }
}
