package import HakaruModel

/// A number that can be explained: a ``HakaruModel/Metric``, or one that stands beside the metrics in a result.
package enum ExplainedNumber: Hashable, Sendable {
    /// A metric.
    case metric(Metric)
    /// A number beside the metrics.
    case companion(Companion)

    /// A number that stands beside the metrics in a result, by its key in JSON.
    package enum Companion: String, Hashable, Sendable, CaseIterable {
        /// Integrated ones by bots, which count in no other number.
        case byBots = "by_bots"
        /// Promotions that were merged.
        case promotions
        /// Back-merges that were merged.
        case backMerges = "back_merges"
        /// Distinct people who gave reviews.
        case reviewers
        /// How long what is in progress has been open, in seconds.
        case age
        /// Those in progress that are drafts at `as_of`.
        case drafts
        /// Those in progress that nobody else has reviewed; `unreviewed` of `hakaru in-progress`.
        case awaitingReview = "awaiting_review"
        /// Integrated ones that were written with a machine.
        case aiAssisted = "ai_assisted"
        /// Integrated ones of which that is not known.
        case aiUnknown = "ai_unknown"
        /// Integrated ones of which every commit is dated after the opening.
        case firstCommitAfterOpening = "first_commit_after_opening"
        /// Integrated ones with a commit that is dated after the merge.
        case commitAfterMerge = "commit_after_merge"
        /// Integrated ones of which the first review is dated before the opening.
        case reviewBeforeOpening = "review_before_opening"
        /// Integrated ones of which the last close is dated before the merge.
        case closedBeforeMerged = "closed_before_merged"
        /// Merged ones that were left out, since the merge is dated before the opening.
        case mergedBeforeCreated = "merged_before_created"
        /// Merged ones that were left out, since the forge did not deliver their base.
        case baseUnknown = "base_unknown"
    }
}

extension ExplainedNumber: CaseIterable {
    /// Every number that has an address.
    package static var allCases: [ExplainedNumber] {
        Metric.allCases.map(ExplainedNumber.metric) + Companion.allCases.map(ExplainedNumber.companion)
    }

    /// The number with a name such as `lead_time`; nil where there is none.
    package init?(name: String) {
        if let metric = Metric(rawValue: name) {
            self = .metric(metric)
        } else if let companion = Companion(rawValue: name) {
            self = .companion(companion)
        } else {
            return nil
        }
    }

    /// The name in JSON and, with `-` for `_`, on the command line.
    package var name: String {
        switch self {
        case .metric(let metric): metric.rawValue
        case .companion(let companion): companion.rawValue
        }
    }

    /// What the values of an explanation are counted in.
    package var unit: Metric.Unit {
        switch self {
        case .metric(let metric): metric.unit
        case .companion(.age): .seconds
        case .companion: .count
        }
    }
}
