package import HakaruModel

/// What is known of one repository's way to its users: each deployment with what became of it, each change with the
/// deployment that first held it.
///
/// It is the evidence for the figures of `hakaru dora`, which only select and count.
package struct DeliveryLedger: Hashable, Sendable {
    /// A deployment that has ended, or a published release.
    package struct Delivery: Hashable, Sendable {
        /// What was deployed.
        package var sha: ObjectID
        /// Where to; nil for a release.
        package var environment: String?
        /// When it was there, or when it was clear that it would not be.
        package var at: Instant
        /// Whether it was there.
        package var succeeded: Bool
        /// Why it counts as failed; nil where it doesn't.
        package var failure: Failure?
        /// When users had a sound version again; nil where nothing failed, or nothing has repaired it yet.
        package var recoveredAt: Instant?

        /// Makes a delivery.
        package init(
            sha: ObjectID, environment: String? = nil, at: Instant, succeeded: Bool = true, failure: Failure? = nil,
            recoveredAt: Instant? = nil
        ) {
            self.sha = sha
            self.environment = environment
            self.at = at
            self.succeeded = succeeded
            self.failure = failure
            self.recoveredAt = recoveredAt
        }
    }

    /// Why a deployment counts as failed; the first that is true.
    package enum Failure: String, Hashable, Sendable, CaseIterable {
        /// The forge was told that it failed.
        case failed
        /// The next one went back to what had been there before.
        case rolledBack = "rolled_back"
        /// A later one held a revert of what this one brought.
        case reverted
        /// A later one held a hotfix that was begun while this one was in use.
        case hotfixed
    }

    /// A pull request that was integrated.
    package struct Change: Hashable, Sendable {
        /// Its number.
        package var number: Int
        /// The first commit, else the opening.
        package var startedAt: Instant
        /// When it was integrated.
        package var integratedAt: Instant
        /// When the first deployment that holds it was there; nil for none that is known.
        package var deployedAt: Instant?
        /// Whether it was written with a machine; nil where that is not known.
        package var isAIAssisted: Bool?

        /// Makes a change.
        package init(
            number: Int, startedAt: Instant, integratedAt: Instant, deployedAt: Instant?, isAIAssisted: Bool?
        ) {
            self.number = number
            self.startedAt = startedAt
            self.integratedAt = integratedAt
            self.deployedAt = deployedAt
            self.isAIAssisted = isAIAssisted
        }
    }

    /// The repository.
    package var repository: RepositoryID
    /// What the deliveries were read from; nil where nothing is known.
    package var source: DeliveryRules.Source?
    /// Why nothing is known; nil where something is.
    package var gap: DeliveryGap?
    /// The deliveries, by time.
    package var deliveries: [Delivery]
    /// The changes, by number.
    package var changes: [Change]
    /// When a deployment was there whose commit lies on no branch that is known, so that its changes are not.
    package var unplaced: [Instant]
    /// The commits of those deployments.
    package var unplacedCommits: Set<ObjectID> = []
    /// What the source has besides ``deliveries``: to another environment, or not ended.
    package var uncounted: [Uncounted] = []
    /// The pull requests besides ``changes``.
    package var leftOut: [LeftOut] = []

    /// Makes a ledger.
    package init(
        repository: RepositoryID, source: DeliveryRules.Source?, gap: DeliveryGap? = nil, deliveries: [Delivery] = [],
        changes: [Change] = [], unplaced: [Instant] = []
    ) {
        self.repository = repository
        self.source = source
        self.gap = gap
        self.deliveries = deliveries
        self.changes = changes
        self.unplaced = unplaced
    }
}

/// Why a figure is not known.
package enum DeliveryGap: String, Hashable, Sendable, CaseIterable {
    /// No sync has asked for deployments and releases yet.
    case notCollected = "not_collected"
    /// The token may not read them.
    case refused
    /// The forge has none that the configuration counts.
    case noneKnown = "none_known"
    /// None lies in the period.
    case nonePeriod = "none_in_period"
    /// No deployed commit lies on a branch that is known.
    case unplaced
    /// Nothing failed in the period.
    case nothingFailed = "nothing_failed"
    /// What failed has not been repaired.
    case notRecovered = "not_recovered"
}
