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

/// What to ask about one of many repositories, to know whether it needs a walk.
package struct ChangeQuestion: Hashable, Sendable {
    /// The forge's identity of the repository.
    package var repository: ForgeID
    /// The branches whose tips to ask for, besides the default one.
    package var branches: [String]

    /// Makes a question.
    package init(repository: ForgeID, branches: [String]) {
        self.repository = repository
        self.branches = branches
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
    /// The forge's time when it answered.
    package var answeredAt: Instant

    /// Makes an answer.
    package init(repository: Repository, tips: [String: ObjectID], newestUpdatedAt: Instant?, answeredAt: Instant) {
        self.repository = repository
        self.tips = tips
        self.newestUpdatedAt = newestUpdatedAt
        self.answeredAt = answeredAt
    }
}
