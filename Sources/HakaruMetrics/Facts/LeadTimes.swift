package import HakaruModel

/// The durations of one integrated pull request, in seconds (`definitions.md` §5).
///
/// The boundaries before the merge are clamped to lie no earlier than the one before and no later than the merge, so the
/// stages that are there add up to ``leadTime`` wherever the reviews are known.
package struct LeadTimes: Hashable, Sendable {
    /// First commit, else opening, to the integration branch; never negative.
    package let leadTime: Int64
    /// First commit to the merge; nil where no commit is known.
    package let cycleTime: Int64?
    /// Opening to the merge.
    package let timeToMerge: Int64
    /// First commit, else opening, to ready for review; nil where no commit is known and it was not opened as a draft.
    package let codingTime: Int64?
    /// Ready for review to the first review; nil where never reviewed before the merge, or not known.
    package let pickupTime: Int64?
    /// First review to the first approval, else the merge; nil where never reviewed before the merge, or not known.
    package let reviewTime: Int64?
    /// First approval, or ready for review where never reviewed, to the merge; nil where reviewed and never approved.
    package let mergeTime: Int64?
    /// Merge to the integration branch; nil where that was its base.
    package let integrationTime: Int64?

    /// Measures a pull request; nil where it is not integrated or its merge lies before its opening.
    package init?(_ facts: PullRequest.Facts) {
        guard let mergedAt = facts.mergedAt, let integratedAt = facts.integratedAt, mergedAt >= facts.createdAt else {
            return nil
        }
        self.init(
            StageInstants(
                created: facts.createdAt.secondsSinceEpoch, firstCommit: facts.firstCommitAt?.secondsSinceEpoch,
                ready: facts.readyForReviewAt?.secondsSinceEpoch, review: facts.firstReviewAt?.secondsSinceEpoch,
                approval: facts.firstApprovalAt?.secondsSinceEpoch, merged: mergedAt.secondsSinceEpoch,
                integrated: integratedAt.secondsSinceEpoch, flags: facts.flags))
    }

    /// Measures the instants of an integrated pull request.
    init(_ instants: StageInstants) {
        let merged = instants.merged
        let start = instants.firstCommit ?? instants.created
        let ready = min(max(instants.ready ?? merged, start), merged)
        leadTime = instants.integrated - start
        cycleTime = instants.firstCommit.map { merged - $0 }
        timeToMerge = merged - instants.created
        let hasCoding = instants.firstCommit != nil || instants.flags.contains(.openedAsDraft)
        codingTime = hasCoding ? ready - start : nil
        integrationTime = instants.flags.contains(.baseIsIntegration) ? nil : instants.integrated - merged
        guard !instants.flags.contains(.reviewsUnknown) else {
            (pickupTime, reviewTime, mergeTime) = (nil, nil, nil)
            return
        }
        guard let firstReview = instants.review, firstReview <= merged else {
            (pickupTime, reviewTime, mergeTime) = (nil, nil, merged - ready)
            return
        }
        let review = max(firstReview, ready)
        pickupTime = review - ready
        if let firstApproval = instants.approval, firstApproval <= merged {
            let approval = max(firstApproval, review)
            reviewTime = approval - review
            mergeTime = merged - approval
        } else {
            reviewTime = merged - review
            mergeTime = nil
        }
    }

    /// The stages with the metrics that they are, in their order.
    package var stages: [(metric: Metric, seconds: Int64?)] {
        [
            (.codingTime, codingTime), (.pickupTime, pickupTime), (.reviewTime, reviewTime), (.mergeTime, mergeTime),
            (.integrationTime, integrationTime),
        ]
    }
}

/// The instants of an integrated pull request as seconds since 1970, as ``LeadTimes`` needs them.
struct StageInstants {
    var created: Int64
    var firstCommit: Int64?
    var ready: Int64?
    var review: Int64?
    var approval: Int64?
    var merged: Int64
    var integrated: Int64
    var flags: PullRequest.Flags
}
