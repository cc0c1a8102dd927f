/// A review of a pull request.
package struct Review: Hashable, Sendable {
    /// The verdict of a review.
    ///
    /// The raw values are stored.
    package enum State: String, Sendable, CaseIterable {
        /// The change may be merged.
        case approved
        /// Something must change first.
        case changesRequested = "changes_requested"
        /// Neither.
        case commented
        /// Taken back; what it was, only the event of the dismissal says.
        case dismissed
        /// Not submitted yet; seen only by its author.
        case pending
    }

    /// The forge's identity.
    package var forgeID: ForgeID
    /// Who reviewed; ``Actor/ghost`` where the account was deleted.
    package var author: Actor
    /// The verdict as it stands now.
    package var state: State
    /// When it was submitted; nil while pending.
    package var submittedAt: Instant?

    /// Makes a review.
    package init(forgeID: ForgeID, author: Actor, state: State, submittedAt: Instant?) {
        self.forgeID = forgeID
        self.author = author
        self.state = state
        self.submittedAt = submittedAt
    }
}

/// A comment on a line of a change.
package struct ReviewComment: Hashable, Sendable {
    /// The forge's identity.
    package var forgeID: ForgeID
    /// Who wrote it; ``Actor/ghost`` where the account was deleted.
    package var author: Actor
    /// When it was written, which may be long before anyone sees it.
    package var createdAt: Instant
    /// The review that it was submitted with; nil in old data.
    package var reviewID: ForgeID?
    /// When that review was submitted; nil while it is pending, or where there is none.
    package var reviewSubmittedAt: Instant?

    /// Makes an inline comment.
    package init(
        forgeID: ForgeID, author: Actor, createdAt: Instant, reviewID: ForgeID?, reviewSubmittedAt: Instant?
    ) {
        self.forgeID = forgeID
        self.author = author
        self.createdAt = createdAt
        self.reviewID = reviewID
        self.reviewSubmittedAt = reviewSubmittedAt
    }
}

/// A comment in the conversation of a pull request.
package struct Comment: Hashable, Sendable {
    /// The forge's identity.
    package var forgeID: ForgeID
    /// Who wrote it; ``Actor/ghost`` where the account was deleted.
    package var author: Actor
    /// When it was written.
    package var createdAt: Instant

    /// Makes a comment.
    package init(forgeID: ForgeID, author: Actor, createdAt: Instant) {
        self.forgeID = forgeID
        self.author = author
        self.createdAt = createdAt
    }
}
