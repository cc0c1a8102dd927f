/// How much a store holds of one repository.
package struct StoreCounts: Hashable, Sendable {
    /// The repository.
    package var repository: RepositoryKey
    /// Pull requests.
    package var pullRequests: Int
    /// Pull requests of which the forge did not deliver everything.
    package var incomplete: Int
    /// Commits of pull requests, replaced ones included.
    package var commits: Int
    /// Reviews.
    package var reviews: Int
    /// Timeline events.
    package var events: Int
    /// Commits on the first-parent lines of branches.
    package var branchCommits: Int

    /// Makes counts.
    package init(
        repository: RepositoryKey, pullRequests: Int, incomplete: Int, commits: Int, reviews: Int, events: Int,
        branchCommits: Int
    ) {
        self.repository = repository
        self.pullRequests = pullRequests
        self.incomplete = incomplete
        self.commits = commits
        self.reviews = reviews
        self.events = events
        self.branchCommits = branchCommits
    }
}
