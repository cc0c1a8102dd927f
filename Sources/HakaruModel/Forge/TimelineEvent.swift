/// Something that happened to a pull request and that a metric needs.
package struct TimelineEvent: Hashable, Sendable {
    /// What happened.
    ///
    /// The raw values of ``Kind/name`` are stored.
    package enum Kind: Hashable, Sendable {
        /// Marked ready for review.
        case readyForReview
        /// Turned (back) into a draft.
        case convertedToDraft
        /// Closed, by hand or by a merge.
        case closed
        /// Opened again.
        case reopened
        /// Merged.
        case merged
        /// Asked to be merged into another branch than before.
        case baseChanged(from: String, to: String)
        /// The head branch was rewritten; the tips where the forge tells them.
        case headForcePushed(before: ObjectID?, after: ObjectID?)
        /// A review was taken back; the review where the forge tells it, and what it had been.
        case reviewDismissed(review: ForgeID?, previousState: Review.State?)
        /// A review was asked for.
        case reviewRequested
        /// Put into a merge queue.
        case addedToMergeQueue
        /// Taken out of a merge queue.
        case removedFromMergeQueue
        /// The head branch was deleted.
        case headDeleted
        /// The head branch was put back.
        case headRestored
    }

    /// What happened.
    package var kind: Kind
    /// When.
    package var at: Instant
    /// Who did it; nil where the forge does not tell.
    package var actor: Actor?

    /// Makes an event.
    package init(kind: Kind, at: Instant, actor: Actor? = nil) {
        self.kind = kind
        self.at = at
        self.actor = actor
    }
}
