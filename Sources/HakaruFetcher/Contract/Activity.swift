package import HakaruModel

/// What to ask at once of what happens in a repository apart from its pull requests.
package struct ActivityQuestion: Hashable, Sendable {
    /// A commit of which to ask what machines say.
    package struct CommitPart: Hashable, Sendable {
        /// The commit.
        package var sha: ObjectID
        /// Where the page before ended; nil for the first.
        package var cursor: String?

        /// Makes a part.
        package init(_ sha: ObjectID, after cursor: String? = nil) {
            self.sha = sha
            self.cursor = cursor
        }
    }

    /// A page of a list.
    package struct Page: Hashable, Sendable {
        /// Where the page before ended; nil for the first.
        package var cursor: String?

        /// Makes a page.
        package init(after cursor: String? = nil) {
            self.cursor = cursor
        }
    }

    /// The commits, at most 100.
    package var commits: [CommitPart]
    /// A page of the releases, newest first; nil to ask for none.
    package var releases: Page?
    /// A page of the deployments, newest first; nil to ask for none.
    package var deployments: Page?

    /// Makes a question.
    package init(commits: [CommitPart] = [], releases: Page? = nil, deployments: Page? = nil) {
        self.commits = commits
        self.releases = releases
        self.deployments = deployments
    }
}

/// What a question about activity brought.
package struct ActivityPage: Hashable, Sendable {
    /// What was delivered.
    package var activity = RepositoryActivity()
    /// Commits about which more was said than fits into a page.
    package var further: [ActivityQuestion.CommitPart] = []
    /// Commits about which nothing usable was delivered: ask for fewer.
    package var missing: [ActivityQuestion.CommitPart] = []
    /// Where the next page of releases begins; nil after the last.
    package var nextReleases: String?
    /// Where the next page of deployments begins; nil after the last.
    package var nextDeployments: String?
    /// What the token may not read.
    package var refused: ActivityState.Kinds = []

    /// Nothing.
    package init() {}
}
