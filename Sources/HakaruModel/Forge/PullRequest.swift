/// A request to merge a branch into another, as its forge tells it: GitHub's pull request, GitLab's merge request.
///
/// These are facts, not measurements: nothing here depends on the configuration. Bodies and e-mail addresses are not part
/// of it; what was read from them is in ``textFacts`` and ``Commit/authorEmailHash``. Lists hold what the forge tells now,
/// in its order; an empty list of a request whose ``gaps`` name it means *not delivered*, not *none*.
package struct PullRequest: Hashable, Sendable {
    /// The forge's identity.
    package var forgeID: ForgeID
    /// The number that people see, from 1; issues share the sequence.
    package var number: Int
    /// The title, at most 1,024 bytes, as the forge has it: hostile characters included.
    package var title: String
    /// Open, closed without a merge, or merged.
    package var state: State
    /// Whether it is a draft now.
    package var isDraft: Bool
    /// When it was opened.
    package var createdAt: Instant
    /// The forge's own time of the last change, which a sync orders by.
    package var updatedAt: Instant
    /// When it was closed, merged or not; nil while open.
    package var closedAt: Instant?
    /// When it was merged; nil where it was not.
    package var mergedAt: Instant?
    /// The account that opened it; ``Actor/ghost`` where it was deleted.
    package var author: Actor
    /// The account that merged it; nil where it is not merged or the forge does not tell.
    package var mergedBy: Actor?
    /// The branch that it asks to be merged into, at the merge where it is merged; nil where the forge did not deliver it.
    package var baseBranch: String?
    /// The branch that it asks to merge, without the owner of a fork.
    package var headBranch: String
    /// Whether the head branch lies in this repository.
    package var headOrigin: HeadOrigin
    /// The tip of the head branch; nil where the forge does not tell.
    package var headSHA: ObjectID?
    /// The commit on the base branch that the merge made: merge, squash or last rebased commit; nil where unknown.
    package var mergeCommitSHA: ObjectID?
    /// The first parent of the merge commit; nil where unknown.
    package var mergeCommitFirstParent: ObjectID?
    /// Lines added; nil where the forge does not tell.
    package var additions: Int?
    /// Lines removed; nil where the forge does not tell.
    package var deletions: Int?
    /// Files changed; nil where the forge does not tell.
    package var changedFiles: Int?
    /// The files that it changes; nil where they were not asked for, as where no setting needs their paths.
    package var files: [ChangedFile]?
    /// The names of its labels, sorted by bytes.
    package var labels: [String]
    /// Its own commits, oldest first.
    package var commits: [Commit]
    /// How many commits the forge counts; more than ``commits`` holds where the forge cuts the list.
    package var commitCount: Int
    /// Commits that a force-push replaced, as far as the forge still tells them.
    package var replacedCommits: [Commit]
    /// The earliest author date of a commit of its own that any sync has seen; kept when a rewrite removes that commit.
    package var earliestAuthoredAtSeen: Instant?
    /// Submitted reviews and the dismissed ones; pending ones of the token's owner with no time.
    package var reviews: [Review]
    /// Comments on lines of the change; fetched only where no other person's review exists.
    package var reviewComments: [ReviewComment]
    /// Comments in the conversation.
    package var comments: [Comment]
    /// What happened to it, oldest first.
    package var events: [TimelineEvent]
    /// What was read from its title, body and commit messages.
    package var textFacts: TextFacts
    /// What the forge did not deliver; empty for a complete one.
    package var gaps: Gaps

    /// Makes a pull request; everything that a small one lacks has a default.
    package init(
        forgeID: ForgeID, number: Int, title: String, state: State, isDraft: Bool = false,
        createdAt: Instant, updatedAt: Instant, closedAt: Instant? = nil, mergedAt: Instant? = nil,
        author: Actor, mergedBy: Actor? = nil,
        baseBranch: String?, headBranch: String, headOrigin: HeadOrigin = .sameRepository,
        headSHA: ObjectID? = nil, mergeCommitSHA: ObjectID? = nil, mergeCommitFirstParent: ObjectID? = nil,
        additions: Int? = nil, deletions: Int? = nil, changedFiles: Int? = nil, files: [ChangedFile]? = nil,
        labels: [String] = [],
        commits: [Commit] = [], commitCount: Int? = nil, replacedCommits: [Commit] = [],
        earliestAuthoredAtSeen: Instant? = nil, reviews: [Review] = [], reviewComments: [ReviewComment] = [],
        comments: [Comment] = [], events: [TimelineEvent] = [], textFacts: TextFacts = TextFacts(), gaps: Gaps = []
    ) {
        self.forgeID = forgeID
        self.number = number
        self.title = title
        self.state = state
        self.isDraft = isDraft
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.closedAt = closedAt
        self.mergedAt = mergedAt
        self.author = author
        self.mergedBy = mergedBy
        self.baseBranch = baseBranch
        self.headBranch = headBranch
        self.headOrigin = headOrigin
        self.headSHA = headSHA
        self.mergeCommitSHA = mergeCommitSHA
        self.mergeCommitFirstParent = mergeCommitFirstParent
        self.additions = additions
        self.deletions = deletions
        self.changedFiles = changedFiles
        self.files = files
        self.labels = labels
        self.commits = commits
        self.commitCount = commitCount ?? commits.count
        self.replacedCommits = replacedCommits
        self.earliestAuthoredAtSeen = earliestAuthoredAtSeen
        self.reviews = reviews
        self.reviewComments = reviewComments
        self.comments = comments
        self.events = events
        self.textFacts = textFacts
        self.gaps = gaps
    }
}

extension PullRequest {
    /// Where a pull request stands.
    ///
    /// The raw values are stored.
    package enum State: String, Sendable, CaseIterable {
        /// Neither merged nor closed.
        case open
        /// Closed without a merge.
        case closed
        /// Merged into its base.
        case merged
    }

    /// Where the head branch of a pull request lies.
    ///
    /// The raw values are stored.
    package enum HeadOrigin: String, Sendable, CaseIterable {
        /// In the pull request's own repository.
        case sameRepository = "same"
        /// In a fork.
        case fork
        /// In a repository that no longer exists.
        case gone
    }

    /// The parts of a pull request that the forge did not deliver.
    ///
    /// The raw values are stored.
    package struct Gaps: OptionSet, Hashable, Sendable {
        package let rawValue: Int

        package init(rawValue: Int) {
            self.rawValue = rawValue
        }

        /// Its commits are missing or cut short for a reason other than the forge's own limit.
        package static let commits = Gaps(rawValue: 1 << 0)
        /// Its reviews are missing.
        package static let reviews = Gaps(rawValue: 1 << 1)
        /// Its inline comments are missing.
        package static let reviewComments = Gaps(rawValue: 1 << 2)
        /// Its conversation is missing.
        package static let comments = Gaps(rawValue: 1 << 3)
        /// Its timeline is missing, so drafts, reopenings and changes of base are not known.
        package static let events = Gaps(rawValue: 1 << 4)
        /// Only what a list of pull requests tells is known.
        package static let details = Gaps(rawValue: 1 << 5)
        /// The paths that it changes were asked for and are missing.
        package static let files = Gaps(rawValue: 1 << 6)
    }
}
