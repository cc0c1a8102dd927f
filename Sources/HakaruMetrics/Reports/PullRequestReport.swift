package import HakaruModel

/// One pull request's line of time (`definitions.md` §§3–5, 10): what `hakaru pr` shows.
package struct PullRequestReport: Hashable, Sendable {
    /// The repository.
    package let repository: RepositoryID
    /// The number in it.
    package let number: Int
    /// The title as the forge has it: hostile characters included.
    package let title: String
    /// The account that opened it.
    package let author: Actor
    /// Open, closed or merged at `as_of`.
    package let state: PullRequest.State
    /// The instant that hides all later events.
    package let asOf: Instant
    /// The instants, flags and sizes.
    package let facts: PullRequest.Facts
    /// The durations in seconds; nil where it is not integrated.
    package let times: LeadTimes?
    /// The base at the merge, then each next base, the integration branch last; where it is not integrated, as far as it got.
    package let route: [String]
    /// How it is known when its change reached the integration branch.
    package let proof: Proof
    /// The commit whose author date is the first; nil where none is known, or it has been rewritten away.
    package let firstCommit: ObjectID?
    /// The first review by another person.
    package let firstReview: Reviewer?
    /// The first approval that counts.
    package let firstApproval: Reviewer?
    /// The times for which it was a draft, oldest first, until it was closed for good or `as_of`.
    package let draftSpans: [Period]
    /// What was moved to make sense, in the order of the line.
    package let clamped: [Clamp]
    /// Why it is not in the lead time of any period; nil where it is.
    package let exclusion: Exclusion?

    /// Makes a line of time.
    package init(
        repository: RepositoryID, number: Int, title: String, author: Actor, state: PullRequest.State,
        asOf: Instant, facts: PullRequest.Facts, times: LeadTimes?, route: [String], proof: Proof,
        firstCommit: ObjectID?, firstReview: Reviewer?, firstApproval: Reviewer?, draftSpans: [Period],
        clamped: [Clamp], exclusion: Exclusion?
    ) {
        self.repository = repository
        self.number = number
        self.title = title
        self.author = author
        self.state = state
        self.asOf = asOf
        self.facts = facts
        self.times = times
        self.route = route
        self.proof = proof
        self.firstCommit = firstCommit
        self.firstReview = firstReview
        self.firstApproval = firstApproval
        self.draftSpans = draftSpans
        self.clamped = clamped
        self.exclusion = exclusion
    }

    /// Who reviewed, and by what.
    package struct Reviewer: Hashable, Sendable {
        /// The account.
        package let account: Actor
        /// When it counts.
        package let at: Instant
        /// What counted.
        package let kind: Kind

        /// Makes a reviewer.
        package init(account: Actor, at: Instant, kind: Kind) {
            self.account = account
            self.at = at
            self.kind = kind
        }

        /// What counts as a review.
        package enum Kind: String, Hashable, Sendable {
            /// A review.
            case review
            /// A comment on a line.
            case inlineComment = "inline_comment"
            /// A comment in the conversation, where the configuration counts them.
            case comment
        }
    }

    /// How it is known when a change reached the integration branch.
    package enum Proof: String, Hashable, Sendable {
        /// It was merged there.
        case base
        /// A pull request from the branch that it was merged into was.
        case name
        /// The commits show it.
        case graph
        /// It has not, as far as is known.
        case none
    }

    /// An instant that was moved.
    package struct Clamp: Hashable, Sendable {
        /// The instant by its name in `definitions.md`.
        package let instant: String
        /// When it was dated.
        package let dated: Instant
        /// When it counts.
        package let counted: Instant

        /// Makes a clamp.
        package init(instant: String, dated: Instant, counted: Instant) {
            self.instant = instant
            self.dated = dated
            self.counted = counted
        }
    }
}
