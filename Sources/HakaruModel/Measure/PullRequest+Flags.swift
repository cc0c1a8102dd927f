extension PullRequest {
    /// What is true of a pull request besides its instants.
    ///
    /// The raw values are stored with derived facts.
    package struct Flags: OptionSet, Hashable, Sendable {
        package let rawValue: UInt32

        package init(rawValue: UInt32) {
            self.rawValue = rawValue
        }

        /// A bot opened it.
        package static let bot = Flags(rawValue: 1 << 0)
        /// Its head is the integration branch or a release branch, and its base is no integration branch.
        package static let promotion = Flags(rawValue: 1 << 1)
        /// Its head is a release branch and its base the integration branch, or it brought nothing that was not there.
        package static let backMerge = Flags(rawValue: 1 << 2)
        /// Its base is an integration branch.
        package static let baseIsIntegration = Flags(rawValue: 1 << 3)
        /// The forge did not deliver its base, and no graph proves it integrated.
        package static let baseUnknown = Flags(rawValue: 1 << 4)
        /// The commit graph proves that it is in the integration branch.
        package static let provedByGraph = Flags(rawValue: 1 << 5)
        /// It was opened as a draft, or turned into one within an hour and before a review.
        package static let openedAsDraft = Flags(rawValue: 1 << 6)
        /// The forge tells no draft history.
        package static let draftHistoryUnknown = Flags(rawValue: 1 << 7)
        /// It is a draft at `as_of`.
        package static let isDraft = Flags(rawValue: 1 << 8)
        /// No commit of its own is known, so the lead time starts at the opening.
        package static let fromCreated = Flags(rawValue: 1 << 9)
        /// Its first commit was seen by an earlier sync and has been rewritten away.
        package static let seenBeforeRewrite = Flags(rawValue: 1 << 10)
        /// The forge did not deliver its reviews.
        package static let reviewsUnknown = Flags(rawValue: 1 << 11)
        /// Another person commented in the conversation before the merge, or so far.
        package static let commentedByOther = Flags(rawValue: 1 << 12)
        /// It reverts another.
        package static let revert = Flags(rawValue: 1 << 13)
        /// It was written with a machine.
        package static let aiAssisted = Flags(rawValue: 1 << 14)
        /// It is not known whether it was written with a machine.
        package static let aiUnknown = Flags(rawValue: 1 << 15)
        /// Its author's account was deleted.
        package static let ghostAuthor = Flags(rawValue: 1 << 16)
        /// Its size counts generated files too, since the files are not known.
        package static let sizeUnfiltered = Flags(rawValue: 1 << 17)
        /// Its list of commits is cut short.
        package static let commitsTruncated = Flags(rawValue: 1 << 18)

        // Impossible instants, which the rules clamp; each is counted under `data_quality`.

        /// Every commit is dated after the opening.
        package static let firstCommitAfterOpening = Flags(rawValue: 1 << 24)
        /// A commit is dated after the merge.
        package static let commitAfterMerge = Flags(rawValue: 1 << 25)
        /// The first review is dated before the opening.
        package static let reviewBeforeOpening = Flags(rawValue: 1 << 26)
        /// The merge is dated before the opening.
        package static let mergedBeforeCreated = Flags(rawValue: 1 << 27)
        /// The last close is dated before the merge.
        package static let closedBeforeMerged = Flags(rawValue: 1 << 28)
    }
}

extension PullRequest.Flags {
    /// The flags that count under `data_quality`.
    package static let dataQuality: PullRequest.Flags = [
        .firstCommitAfterOpening, .commitAfterMerge, .reviewBeforeOpening, .mergedBeforeCreated, .closedBeforeMerged,
        .baseUnknown,
    ]

    /// The flags with the names that JSON gives them, in the order of their bits.
    package static let names: [(flag: PullRequest.Flags, name: String)] = [
        (.bot, "bot"), (.promotion, "promotion"), (.backMerge, "back_merge"),
        (.baseIsIntegration, "base_is_integration"), (.baseUnknown, "base_unknown"),
        (.provedByGraph, "proved_by_graph"), (.openedAsDraft, "opened_as_draft"),
        (.draftHistoryUnknown, "draft_history_unknown"), (.isDraft, "is_draft"), (.fromCreated, "from_created"),
        (.seenBeforeRewrite, "seen_before_rewrite"), (.reviewsUnknown, "reviews_unknown"),
        (.commentedByOther, "commented_by_other"), (.revert, "revert"), (.aiAssisted, "ai_assisted"),
        (.aiUnknown, "ai_unknown"), (.ghostAuthor, "ghost_author"), (.sizeUnfiltered, "size_unfiltered"),
        (.commitsTruncated, "commits_truncated"), (.firstCommitAfterOpening, "first_commit_after_opening"),
        (.commitAfterMerge, "commit_after_merge"), (.reviewBeforeOpening, "review_before_opening"),
        (.mergedBeforeCreated, "merged_before_created"), (.closedBeforeMerged, "closed_before_merged"),
    ]

    /// The names of the flags that are set, in the order of their bits.
    package var setNames: [String] {
        PullRequest.Flags.names.filter { contains($0.flag) }.map(\.name)
    }
}
