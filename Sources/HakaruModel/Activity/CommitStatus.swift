/// What a machine said about a commit: a commit status, or the conclusion of a check.
///
/// Of several statements of one form about one context the forge's last counts. A check that has not ended says nothing.
/// Checks of one name in several suites, such as those of two workflows, stand beside each other; the latest decides.
package struct CommitStatus: Hashable, Sendable {
    /// How the forge keeps it.
    package enum Form: String, Sendable, CaseIterable {
        /// A commit status, as `POST /statuses` makes it.
        case status
        /// A check run; its state is its conclusion.
        case checkRun = "check_run"
    }

    /// The verdict.
    ///
    /// The raw values are stored; the first five are a status's, the others a check's besides `success` and `failure`.
    package enum State: String, Sendable, CaseIterable {
        /// All is well.
        case success
        /// Something is not as it should be.
        case failure
        /// The machine itself failed.
        case error
        /// Not decided yet.
        case pending
        /// Asked for by a rule of the branch, and not there yet.
        case expected
        /// Neither good nor bad.
        case neutral
        /// Stopped by hand or by a newer one.
        case cancelled
        /// Not run.
        case skipped
        /// Not done in time.
        case timedOut = "timed_out"
        /// A person has to do something first.
        case actionRequired = "action_required"
        /// Given up by the forge.
        case stale
        /// It could not begin.
        case startupFailure = "startup_failure"
        /// A word that is not known here.
        case unknown
    }

    /// The commit.
    package var sha: ObjectID
    /// How the forge keeps it.
    package var form: Form
    /// What it is about, such as `ci/test` or `coverage/backend`; the name of a check.
    package var context: String
    /// The forge's identity of the suite that a check belongs to; nil of a status, and where it is not known.
    package var suite: ForgeID?
    /// The verdict.
    package var state: State
    /// The machine's line for people, at most 1,024 bytes; nil where there is none.
    package var description: String?
    /// Who said it: an account, or the app of a check as a bot; nil where the forge does not tell.
    package var creator: Actor?
    /// When it was said; of a check, when it ended.
    package var createdAt: Instant

    /// Makes a statement about a commit.
    package init(
        sha: ObjectID, form: Form = .status, context: String, suite: ForgeID? = nil, state: State,
        description: String? = nil, creator: Actor? = nil, createdAt: Instant
    ) {
        self.sha = sha
        self.form = form
        self.context = context
        self.suite = suite
        self.state = state
        self.description = description
        self.creator = creator
        self.createdAt = createdAt
    }
}
