package import HakaruModel

/// What a list tells of a pull request.
package struct ListedPullRequest: Hashable, Sendable {
    /// The forge's identity.
    package var forgeID: ForgeID
    /// The number that people see.
    package var number: Int
    /// Open, closed or merged.
    package var state: PullRequest.State
    /// The forge's time of its last change.
    package var updatedAt: Instant
    /// The branch that it asks to be merged into.
    package var baseBranch: String?
    /// How many commits it has; 1 where the forge does not tell.
    package var commitCount: Int

    /// Makes a row of a list.
    package init(
        forgeID: ForgeID, number: Int, state: PullRequest.State, updatedAt: Instant, baseBranch: String?,
        commitCount: Int = 1
    ) {
        self.forgeID = forgeID
        self.number = number
        self.state = state
        self.updatedAt = updatedAt
        self.baseBranch = baseBranch
        self.commitCount = commitCount
    }
}

/// A page of a list of pull requests.
package struct ListPage: Hashable, Sendable {
    /// How many pull requests the whole list has, as the forge counts now.
    package var total: Int
    /// The rows in the list's order.
    package var rows: [ListedPullRequest]
    /// How many rows the forge did not deliver; not 0 only where a page of one row failed.
    package var missingCount: Int
    /// Where the next page begins; nil after the last.
    package var next: String?

    /// Makes a page.
    package init(total: Int, rows: [ListedPullRequest], missingCount: Int = 0, next: String?) {
        self.total = total
        self.rows = rows
        self.missingCount = missingCount
        self.next = next
    }
}

/// The first answer of a walk.
package struct WalkOpening: Hashable, Sendable {
    /// The repository as the forge describes it now, under its present name.
    package var repository: Repository
    /// The branches asked for that exist, with the commits at their tips, and the default branch.
    package var tips: [String: ObjectID]
    /// The newest change of any pull request; nil where there is none.
    package var newestUpdatedAt: Instant?
    /// The forge's time when it answered.
    package var answeredAt: Instant
    /// The first page.
    package var page: ListPage

    /// Makes an opening.
    package init(
        repository: Repository, tips: [String: ObjectID], newestUpdatedAt: Instant?, answeredAt: Instant, page: ListPage
    ) {
        self.repository = repository
        self.tips = tips
        self.newestUpdatedAt = newestUpdatedAt
        self.answeredAt = answeredAt
        self.page = page
    }
}

/// A page of the repositories of a user or an organization.
package struct RepositoryPage: Hashable, Sendable {
    /// The repositories as the forge describes them, each with its default branch as the only known one.
    package var repositories: [Repository]
    /// How many the forge did not deliver.
    package var missingCount: Int
    /// Where the next page begins; nil after the last.
    package var next: String?

    /// Makes a page.
    package init(repositories: [Repository], missingCount: Int = 0, next: String?) {
        self.repositories = repositories
        self.missingCount = missingCount
        self.next = next
    }
}

/// A page of the commits that a commit reaches.
package struct HistoryPage: Hashable, Sendable {
    /// The commits with all their parents, the newest first.
    package var entries: [BranchHistory.Entry]
    /// How many commits there are in all; nil where that was not asked for.
    package var total: Int?
    /// Where the next page begins; nil after the last.
    package var next: String?

    /// Makes a page.
    package init(_ entries: [BranchHistory.Entry], total: Int? = nil, next: String? = nil) {
        self.entries = entries
        self.total = total
        self.next = next
    }
}

/// What to ask about one of many repositories, to know whether it needs a walk.
package struct ChangeQuestion: Hashable, Sendable {
    /// The forge's identity of the repository.
    package var repository: ForgeID
    /// The branches whose tips to ask for, besides the default one.
    package var branches: [String]
    /// Names and patterns of further branches, also of such as are new.
    package var patterns: [BranchPattern]
    /// Whether to ask which pull requests are open, and onto which branch.
    package var asksForOpen: Bool
    /// The branch whose newest commits to ask for their statuses; nil to ask for no activity.
    package var activityBranch: String?

    /// Makes a question.
    package init(
        repository: ForgeID, branches: [String], patterns: [BranchPattern] = [], asksForOpen: Bool = false,
        activityBranch: String? = nil
    ) {
        self.repository = repository
        self.branches = branches
        self.patterns = patterns
        self.asksForOpen = asksForOpen
        self.activityBranch = activityBranch
    }
}

/// The answer about one of many repositories.
package struct RepositoryChange: Hashable, Sendable {
    /// The repository as the forge describes it now.
    package var repository: Repository
    /// The branches asked for that exist, with the commits at their tips, and the default branch.
    package var tips: [String: ObjectID]
    /// The newest change of any pull request; nil where there is none.
    package var newestUpdatedAt: Instant?
    /// The branch that each open pull request asks to be merged into; nil where that was not asked for, or where there
    /// are more than an answer holds.
    package var open: [ForgeID: String]?
    /// The forge's time when it answered.
    package var answeredAt: Instant
    /// What else has happened lately; nil where it was not asked for, or not delivered whole.
    package var activity: RecentActivity?

    /// Makes an answer.
    package init(
        repository: Repository, tips: [String: ObjectID], newestUpdatedAt: Instant?, open: [ForgeID: String]? = nil,
        answeredAt: Instant, activity: RecentActivity? = nil
    ) {
        self.repository = repository
        self.tips = tips
        self.newestUpdatedAt = newestUpdatedAt
        self.open = open
        self.answeredAt = answeredAt
        self.activity = activity
    }
}

/// What has happened lately in one of many repositories apart from its pull requests.
package struct RecentActivity: Hashable, Sendable {
    /// What machines say about the newest commits.
    package var statuses: [CommitStatus]
    /// The newest release; nil for none, and where the token may not read it.
    package var newestRelease: ForgeID?
    /// The newest deployment; nil for none, and where the token may not read it.
    package var newestDeployment: ForgeID?
    /// What was reported last of it; nil for nothing.
    package var newestDeploymentState: Deployment.State?

    /// Makes the news.
    package init(
        statuses: [CommitStatus], newestRelease: ForgeID?, newestDeployment: ForgeID?,
        newestDeploymentState: Deployment.State?
    ) {
        self.statuses = statuses
        self.newestRelease = newestRelease
        self.newestDeployment = newestDeployment
        self.newestDeploymentState = newestDeploymentState
    }
}
