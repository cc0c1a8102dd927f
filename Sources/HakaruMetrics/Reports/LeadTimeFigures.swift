package import HakaruModel

/// How long changes took (`definitions.md` §5): the figures of `hakaru lead-time`.
package typealias LeadTimeReport = Report<LeadTimeFigures>

/// The durations, in seconds, of what was integrated in one group, and what stands beside them.
package struct LeadTimeFigures: Hashable, Sendable {
    /// Integrated in it; every distribution is over these.
    package var integrated = 0
    /// First commit, else opening, to the integration branch; nil where nothing was integrated.
    package var leadTime: Distribution?
    /// First commit to the merge, of those with a known commit.
    package var cycleTime: Distribution?
    /// Opening to the merge.
    package var timeToMerge: Distribution?
    /// The parts of the lead time; an absent stage enters none of them.
    package var stages = StageDistributions()
    /// Without another person's review before the merge.
    package var unreviewed = 0
    /// Unreviewed ones that another person commented on before the merge.
    package var commentedOnly = 0
    /// Reviewed and never approved before the merge.
    package var notApproved = 0
    /// Those whose reviews the forge did not deliver.
    package var reviewsUnknown = 0
    /// Those whose lead time starts at the opening.
    package var fromCreated = 0
    /// Merged before the group's end and not integrated by it, the stranded ones among them.
    package var inTransit = 0
    /// Those in transit that will not arrive, judged at `as_of`.
    package var stranded = 0
    /// Integrated ones with impossible instants, and what they have.
    package var dataQuality = DataQuality()
    /// Integrated ones written with a machine.
    package var aiAssisted = 0
    /// Integrated ones of which that is not known.
    package var aiUnknown = 0

    /// The parts within working hours; nil where they were not asked for.
    package var workingTime: WorkingTimeFigures?

    /// Makes figures of nothing: every count 0, every distribution nil.
    package init() {}

    /// The unreviewed and the not approved among the integrated ones.
    package var unapprovedShare: Share { Share(unreviewed + notApproved, of: integrated) }

    /// The machine-written ones among those where it is known.
    package var aiAssistedShare: Share { Share(aiAssisted, of: integrated - aiUnknown) }
}

/// The stages of the lead time, in seconds; nil where no pull request has the stage.
package struct StageDistributions: Hashable, Sendable {
    /// First commit, else opening, to ready for review; its mean is not printed, a few old commits are nearly all of it.
    package var codingTime: Distribution?
    /// Ready for review to the first review.
    package var pickupTime: Distribution?
    /// First review to the first approval, else the merge.
    package var reviewTime: Distribution?
    /// First approval, or ready for review where never reviewed, to the merge.
    package var mergeTime: Distribution?
    /// Merge to the integration branch.
    package var integrationTime: Distribution?

    /// Makes figures of nothing: every count 0, every distribution nil.
    package init() {}

    /// The stages with the metrics that they are, in their order.
    package var all: [(metric: Metric, distribution: Distribution?)] {
        [
            (.codingTime, codingTime), (.pickupTime, pickupTime), (.reviewTime, reviewTime), (.mergeTime, mergeTime),
            (.integrationTime, integrationTime),
        ]
    }
}

/// How many pull requests have an impossible instant, by kind (`definitions.md` §5); they are clamped or left out.
package struct DataQuality: Hashable, Sendable {
    /// Every commit is dated after the opening: the opening counts.
    package var firstCommitAfterOpening = 0
    /// A commit is dated after the merge.
    package var commitAfterMerge = 0
    /// The first review is dated before the opening.
    package var reviewBeforeOpening = 0
    /// The last close is dated before the merge.
    package var closedBeforeMerged = 0
    /// Merged in the period before it was opened, so left out.
    package var mergedBeforeCreated = 0
    /// Merged in the period into a base that the forge did not deliver, so left out.
    package var baseUnknown = 0

    /// Makes counts of 0.
    package init() {}
}
