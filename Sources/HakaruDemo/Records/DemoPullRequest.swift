package import HakaruModel

/// The whole life of a pull request of a demo repository.
///
/// What it was at an instant follows from its events: see ``DemoPullRequestView``. Lists are ordered by time.
package struct DemoPullRequest: Hashable, Sendable {
    /// The number that people see, from 1.
    package var number: Int
    /// The title.
    package var title: String
    /// The text below the title.
    package var body: String
    /// The login of who opened it.
    package var author: String
    /// When it was opened.
    package var createdAt: Instant
    /// Whether it was opened as a draft.
    package var opensAsDraft: Bool
    /// The branch that it asked to be merged into when it was opened.
    package var baseBranch: String
    /// The branch that it asks to merge, without an owner.
    package var headBranch: String
    /// Where the head branch lies.
    package var headOrigin: PullRequest.HeadOrigin
    /// The owner of the fork; nil where the branch lies in the same repository or the fork is gone.
    package var forkOwner: String?
    /// Lines added.
    package var additions: Int
    /// Lines removed.
    package var deletions: Int
    /// Files changed.
    package var changedFiles: Int
    /// The names of its labels.
    package var labels: [String]
    /// Its commits, those that force-pushes replaced among them, in the order of their pushes.
    package var commits: [DemoCommit]
    /// Its reviews.
    package var reviews: [DemoReview]
    /// The comments of its conversation.
    package var comments: [DemoComment]
    /// What happened to it.
    package var events: [DemoEvent]

    /// Makes a pull request; by default it is open and has only what it was opened with.
    package init(
        number: Int, title: String, body: String = "", author: String, createdAt: Instant, opensAsDraft: Bool = false,
        baseBranch: String, headBranch: String, headOrigin: PullRequest.HeadOrigin = .sameRepository,
        forkOwner: String? = nil, additions: Int = 1, deletions: Int = 0, changedFiles: Int = 1, labels: [String] = [],
        commits: [DemoCommit] = [], reviews: [DemoReview] = [], comments: [DemoComment] = [], events: [DemoEvent] = []
    ) {
        self.number = number
        self.title = title
        self.body = body
        self.author = author
        self.createdAt = createdAt
        self.opensAsDraft = opensAsDraft
        self.baseBranch = baseBranch
        self.headBranch = headBranch
        self.headOrigin = headOrigin
        self.forkOwner = forkOwner
        self.additions = additions
        self.deletions = deletions
        self.changedFiles = changedFiles
        self.labels = labels
        self.commits = commits
        self.reviews = reviews
        self.comments = comments
        self.events = events
    }
}
