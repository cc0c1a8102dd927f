package import HakaruModel

/// A published version of a demo repository.
package struct DemoRelease: Hashable, Sendable {
    /// The number that the forge gave it; unique among the releases of the dataset.
    package var databaseID: Int
    /// The tag, such as `v1.4.0`.
    package var tag: String
    /// What the tag points to.
    package var commit: ObjectID
    /// The branch that it was made from.
    package var branch: String
    /// The login of who published it.
    package var author: String
    /// When it was made and published.
    package var publishedAt: Instant

    /// Makes a release.
    package init(
        databaseID: Int, tag: String, commit: ObjectID, branch: String, author: String, publishedAt: Instant
    ) {
        self.databaseID = databaseID
        self.tag = tag
        self.commit = commit
        self.branch = branch
        self.author = author
        self.publishedAt = publishedAt
    }
}

/// A deployment of a demo repository with what became of it.
package struct DemoDeployment: Hashable, Sendable {
    /// A report on the deployment's way.
    package struct Status: Hashable, Sendable {
        /// The state in the forge's small letters, such as `success`.
        package var state: String
        /// When it was reported.
        package var at: Instant

        /// Makes a report.
        package init(state: String, at: Instant) {
            self.state = state
            self.at = at
        }
    }

    /// The number that the forge gave it; unique among the deployments of the dataset.
    package var databaseID: Int
    /// What was deployed.
    package var commit: ObjectID
    /// The branch or tag that was asked for.
    package var ref: String
    /// Where to, such as `production`.
    package var environment: String
    /// The login of who asked for it.
    package var creator: String
    /// When it was asked for.
    package var createdAt: Instant
    /// What was reported, oldest first.
    package var statuses: [Status]

    /// Makes a deployment.
    package init(
        databaseID: Int, commit: ObjectID, ref: String, environment: String, creator: String, createdAt: Instant,
        statuses: [Status]
    ) {
        self.databaseID = databaseID
        self.commit = commit
        self.ref = ref
        self.environment = environment
        self.creator = creator
        self.createdAt = createdAt
        self.statuses = statuses
    }
}

/// What a machine said about a commit of a demo repository.
package struct DemoStatus: Hashable, Sendable {
    /// How the forge shows it.
    package enum Form: String, Hashable, Sendable {
        /// A commit status; its states are `success`, `failure`, `error`, `pending`.
        case status
        /// A check run; the state is its conclusion, in small letters.
        case checkRun
    }

    /// The number that the forge gave it; unique among the statuses of the dataset.
    package var databaseID: Int
    /// How the forge shows it.
    package var form: Form
    /// The commit.
    package var commit: ObjectID
    /// What it is about, such as `ci/test`.
    package var context: String
    /// The verdict in the forge's small letters.
    package var state: String
    /// One line for people; at most 140 characters.
    package var description: String
    /// The page with more; nil for none.
    package var targetURL: String?
    /// The login of who said it.
    package var creator: String
    /// When.
    package var createdAt: Instant

    /// Makes a statement about a commit.
    package init(
        databaseID: Int, form: Form = .status, commit: ObjectID, context: String, state: String, description: String,
        targetURL: String? = nil, creator: String, createdAt: Instant
    ) {
        self.databaseID = databaseID
        self.form = form
        self.commit = commit
        self.context = context
        self.state = state
        self.description = description
        self.targetURL = targetURL
        self.creator = creator
        self.createdAt = createdAt
    }
}
