/// An order to bring a commit to an environment, with what became of it.
package struct Deployment: Hashable, Sendable {
    /// A report on a deployment's way.
    package struct Status: Hashable, Sendable {
        /// What it reports.
        package var state: State
        /// When.
        package var createdAt: Instant

        /// Makes a report.
        package init(state: State, createdAt: Instant) {
            self.state = state
            self.createdAt = createdAt
        }
    }

    /// What a report says.
    ///
    /// The raw values are stored.
    package enum State: String, Sendable, CaseIterable {
        /// Not begun.
        case pending
        /// In line.
        case queued
        /// Waiting for a person or a timer.
        case waiting
        /// Under way.
        case inProgress = "in_progress"
        /// It is there.
        case success
        /// It is not there.
        case failure
        /// The machine failed.
        case error
        /// Another took its place, or it was taken away.
        case inactive
        /// A word that is not known here.
        case unknown
    }

    /// The forge's identity.
    package var forgeID: ForgeID
    /// What was deployed.
    package var sha: ObjectID
    /// Where to, such as `production`; nil where the forge does not tell.
    package var environment: String?
    /// Who ordered it; nil where the forge does not tell.
    package var creator: Actor?
    /// When it was ordered.
    package var createdAt: Instant
    /// The newest hundred reports, oldest first.
    package var statuses: [Status]

    /// Makes a deployment.
    package init(
        forgeID: ForgeID, sha: ObjectID, environment: String?, creator: Actor? = nil, createdAt: Instant,
        statuses: [Status] = []
    ) {
        self.forgeID = forgeID
        self.sha = sha
        self.environment = environment
        self.creator = creator
        self.createdAt = createdAt
        self.statuses = statuses
    }
}
