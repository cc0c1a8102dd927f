/// How changes were reviewed (`definitions.md` §§5, 6): the figures of `hakaru reviews`.
package typealias ReviewsReport = Report<ReviewsFigures>

/// The reviews of what was integrated in one group, and the reviews given in it.
package struct ReviewsFigures: Hashable, Sendable {
    /// Integrated in it.
    package var integrated = 0
    /// Without another person's review before the merge.
    package var unreviewed = 0
    /// Unreviewed ones that another person commented on before the merge.
    package var commentedOnly = 0
    /// Reviewed and never approved before the merge.
    package var notApproved = 0
    /// Those whose reviews the forge did not deliver.
    package var reviewsUnknown = 0
    /// Ready for review to the first review, in seconds.
    package var pickupTime: Distribution?
    /// First review to the first approval, else the merge, in seconds.
    package var reviewTime: Distribution?
    /// Times that commits followed a review before the approval, for each pull request with a review before the merge.
    package var reworkCycles: Distribution?
    /// Reviews that came after the merge of what was integrated.
    package var postMergeReviews = 0
    /// Reviews that people gave to others in it, whatever became of the pull request.
    package var reviewsGiven = 0
    /// Distinct people who gave them.
    package var reviewers = 0
    /// The reviews of the busiest three among all given; nil where three or fewer people gave any, since it would name them.
    package var busiestThree: Share?

    /// Makes figures of nothing: every count 0, every distribution nil.
    package init() {}

    /// The unreviewed and the not approved among the integrated ones.
    package var unapprovedShare: Share { Share(unreviewed + notApproved, of: integrated) }
}
