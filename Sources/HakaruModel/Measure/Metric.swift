/// A number that Hakaru measures, by the name that `definitions.md` gives it.
///
/// The raw values are keys of JSON, names in the configuration and, with `-` for `_`, words of the command line.
package enum Metric: String, Hashable, Sendable, CaseIterable {
    /// Pull requests whose change reached the integration branch.
    case integrated
    /// Pull requests that were created.
    case opened
    /// Pull requests that were merged, into any branch.
    case merged
    /// Pull requests closed at the end of the period without a merge, last within it.
    case abandoned
    /// Pull requests open at the end of the period.
    case inProgress = "in_progress"
    /// Merged before the end of the period and not integrated by it.
    case inTransit = "in_transit"
    /// Those in transit that will not arrive, as far as one can see at `as_of`.
    case stranded
    /// Distinct people who authored what was integrated.
    case contributors
    /// Lines added and removed by what was integrated.
    case size
    /// From the first commit to the integration branch.
    case leadTime = "lead_time"
    /// From the first commit to the merge.
    case cycleTime = "cycle_time"
    /// From the opening to the merge.
    case timeToMerge = "time_to_merge"
    /// From the first commit until ready for review.
    case codingTime = "coding_time"
    /// From ready for review to the first review.
    case pickupTime = "pickup_time"
    /// From the first review to the first approval.
    case reviewTime = "review_time"
    /// From the first approval to the merge.
    case mergeTime = "merge_time"
    /// From the merge to the integration branch.
    case integrationTime = "integration_time"
    /// Integrated without another person's review before the merge.
    case unreviewed
    /// Unreviewed, but another person commented in the conversation before the merge.
    case commentedOnly = "commented_only"
    /// Reviewed and never approved before the merge.
    case notApproved = "not_approved"
    /// Integrated ones whose reviews the forge did not deliver.
    case reviewsUnknown = "reviews_unknown"
    /// Integrated ones whose lead time starts at the opening, since no commit is known.
    case fromCreated = "from_created"
    /// The unreviewed and the not approved among the integrated ones.
    case unapprovedShare = "unapproved_share"
    /// Reviews that people gave to others.
    case reviewLoad = "review_load"
    /// Times that commits followed a review before the approval.
    case reworkCycles = "rework_cycles"
    /// Reviews after the merge.
    case postMergeReviews = "post_merge_reviews"
    /// Integrated ones that revert another.
    case reverts
    /// The reverts among the integrated ones.
    case revertShare = "revert_share"
    /// The integrated ones that were written with a machine, among those where it is known.
    case aiAssistedShare = "ai_assisted_share"
    /// From the opening to the integration branch, with those not integrated yet censored.
    case timeToIntegrate = "time_to_integrate"
}

extension Metric {
    /// What a value is counted in.
    package enum Unit: Hashable, Sendable {
        /// Things; the value of a period is their number.
        case count
        /// Whole seconds; the value of a period is a distribution.
        case seconds
        /// Lines of code; the value of a period is a distribution.
        case lines
        /// Things per pull request; the value of a period is a distribution.
        case perPullRequest
        /// A part of the integrated ones, 0 to 1.
        case share
    }

    /// What a value is counted in.
    package var unit: Unit {
        switch self {
        case .integrated, .opened, .merged, .abandoned, .inProgress, .inTransit, .stranded, .contributors, .unreviewed,
            .commentedOnly, .notApproved, .reviewsUnknown, .fromCreated, .reviewLoad, .reverts, .postMergeReviews:
            .count
        case .leadTime, .cycleTime, .timeToMerge, .codingTime, .pickupTime, .reviewTime, .mergeTime, .integrationTime,
            .timeToIntegrate:
            .seconds
        case .size: .lines
        case .reworkCycles: .perPullRequest
        case .unapprovedShare, .revertShare, .aiAssistedShare: .share
        }
    }

    /// The stages of the lead time, in their order.
    package static let stages: [Metric] = [.codingTime, .pickupTime, .reviewTime, .mergeTime, .integrationTime]
}
