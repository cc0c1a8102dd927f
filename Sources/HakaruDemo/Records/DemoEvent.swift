package import HakaruModel

/// Something that happened to a demo pull request.
package struct DemoEvent: Hashable, Sendable {
    /// What can happen.
    package enum Kind: Hashable, Sendable {
        /// Marked ready for review.
        case readyForReview
        /// Turned (back) into a draft.
        case convertedToDraft
        /// Closed, by hand or by a merge.
        case closed
        /// Opened again.
        case reopened
        /// Merged; the commit on the base branch.
        case merged(commit: ObjectID)
        /// Somebody chose another base branch.
        case baseChanged(from: String, to: String)
        /// The forge chose another base branch, because the old one was merged and deleted.
        case baseChangedAutomatically(from: String, to: String)
        /// The head branch was rewritten.
        case headForcePushed(before: ObjectID?, after: ObjectID?)
        /// A review was taken back: its number and what it had been.
        case reviewDismissed(review: Int, previousState: Review.State)
        /// A review was asked of an account.
        case reviewRequested(of: String)
        /// A label was put on.
        case labeled(String)
        /// The title was changed.
        case renamed(from: String, to: String)
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
    /// The login of who did it; nil where the forge does not tell.
    package var actor: String?

    /// Makes an event.
    package init(_ kind: Kind, at: Instant, actor: String?) {
        self.kind = kind
        self.at = at
        self.actor = actor
    }
}
