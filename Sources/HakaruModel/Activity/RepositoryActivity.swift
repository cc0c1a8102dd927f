/// What happens in a repository apart from its pull requests, or a part of it.
package struct RepositoryActivity: Hashable, Sendable {
    /// What machines said about commits.
    package var statuses: [CommitStatus]
    /// Versions.
    package var releases: [Release]
    /// Deployments.
    package var deployments: [Deployment]

    /// Takes the parts together.
    package init(statuses: [CommitStatus] = [], releases: [Release] = [], deployments: [Deployment] = []) {
        self.statuses = statuses
        self.releases = releases
        self.deployments = deployments
    }

    /// Whether there is nothing.
    package var isEmpty: Bool { statuses.isEmpty && releases.isEmpty && deployments.isEmpty }
}

/// How far the activity of a repository is known.
package struct ActivityState: Hashable, Sendable {
    /// A kind of activity.
    ///
    /// The raw values are stored.
    package struct Kinds: OptionSet, Hashable, Sendable {
        package let rawValue: Int

        package init(rawValue: Int) {
            self.rawValue = rawValue
        }

        /// What machines said about commits.
        package static let statuses = Kinds(rawValue: 1 << 0)
        /// Versions.
        package static let releases = Kinds(rawValue: 1 << 1)
        /// Deployments.
        package static let deployments = Kinds(rawValue: 1 << 2)
    }

    /// When the list of releases was last read as far as needed, by the forge's clock; nil before.
    package var releasesReadAt: Instant?
    /// When the list of deployments was last read as far as needed, by the forge's clock; nil before.
    package var deploymentsReadAt: Instant?
    /// When the newest commits of the integration branch were last asked for their statuses, by the forge's clock.
    package var statusesReadAt: Instant?
    /// The oldest commit of the integration branch down to which all were asked for their statuses; nil before.
    package var statusesReadTo: ObjectID?
    /// What the token may not read, so that nothing known of it does not mean that nothing is there.
    package var refused: Kinds

    /// Makes a state; the defaults are those of a repository of which nothing was read.
    package init(
        releasesReadAt: Instant? = nil, deploymentsReadAt: Instant? = nil, statusesReadAt: Instant? = nil,
        statusesReadTo: ObjectID? = nil, refused: Kinds = []
    ) {
        self.releasesReadAt = releasesReadAt
        self.deploymentsReadAt = deploymentsReadAt
        self.statusesReadAt = statusesReadAt
        self.statusesReadTo = statusesReadTo
        self.refused = refused
    }
}
