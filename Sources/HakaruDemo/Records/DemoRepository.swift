package import HakaruModel

/// A repository of the demo forge with everything that ever happened in it.
package struct DemoRepository: Hashable, Sendable {
    /// The number that the forge gave it, which a rename does not change; unique among the repositories.
    package var databaseID: Int
    /// The name now.
    package var id: RepositoryID
    /// The names that it had before; asking for one leads to the present one.
    package var formerIDs: [RepositoryID]
    /// The branch that the forge shows first.
    package var defaultBranch: String
    /// When it was made.
    package var createdAt: Instant
    /// Whether it is read-only.
    package var isArchived: Bool
    /// Whether it was forked from another.
    package var isFork: Bool
    /// Whether only members see it.
    package var isPrivate: Bool
    /// Whether the forge denies that it exists, as it does to one who may not see it.
    package var isHidden: Bool
    /// Its pull requests in the order of their numbers.
    package var pullRequests: [DemoPullRequest]
    /// The lasting branches (integration and release branches); those of pull requests follow from the pull requests.
    package var branches: [DemoBranch]
    /// The commits that lie on no pull request: merges, squashes, direct pushes, the root.
    package var commits: [DemoCommit]
    /// Published versions, oldest first.
    package var releases: [DemoRelease]
    /// Deployments, oldest first.
    package var deployments: [DemoDeployment]
    /// What machines said about commits, oldest first.
    package var statuses: [DemoStatus]

    /// Makes a repository; by default a public one without any content.
    package init(
        databaseID: Int, id: RepositoryID, defaultBranch: String, createdAt: Instant, formerIDs: [RepositoryID] = [],
        isArchived: Bool = false, isFork: Bool = false, isPrivate: Bool = false, isHidden: Bool = false,
        pullRequests: [DemoPullRequest] = [], branches: [DemoBranch] = [], commits: [DemoCommit] = [],
        releases: [DemoRelease] = [], deployments: [DemoDeployment] = [], statuses: [DemoStatus] = []
    ) {
        self.databaseID = databaseID
        self.id = id
        self.formerIDs = formerIDs
        self.defaultBranch = defaultBranch
        self.createdAt = createdAt
        self.isArchived = isArchived
        self.isFork = isFork
        self.isPrivate = isPrivate
        self.isHidden = isHidden
        self.pullRequests = pullRequests
        self.branches = branches
        self.commits = commits
        self.releases = releases
        self.deployments = deployments
        self.statuses = statuses
    }
}

/// A lasting branch of a demo repository.
package struct DemoBranch: Hashable, Sendable {
    /// A move of the tip.
    package struct Move: Hashable, Sendable {
        /// When the branch came to point there.
        package var at: Instant
        /// The new tip.
        package var tip: ObjectID

        /// Makes a move.
        package init(at: Instant, tip: ObjectID) {
            self.at = at
            self.tip = tip
        }
    }

    /// The name.
    package var name: String
    /// Each place that it pointed to, oldest first.
    package var moves: [Move]
    /// When it was deleted; nil while it exists.
    package var deletedAt: Instant?

    /// Makes a branch.
    package init(name: String, moves: [Move], deletedAt: Instant? = nil) {
        self.name = name
        self.moves = moves
        self.deletedAt = deletedAt
    }
}
