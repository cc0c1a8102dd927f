/// Why a pull request is not behind a number: the closed list of `definitions.md` §10, in the order in which it is asked.
package enum Exclusion: String, Hashable, Sendable, CaseIterable {
    /// A bot opened it.
    case bot
    /// It brings the integration branch or a release branch elsewhere.
    case promotion
    /// It brings a release branch back.
    case backMerge = "back_merge"
    /// It is open.
    case open
    /// It was closed without a merge.
    case closedUnmerged = "closed_unmerged"
    /// The forge says that it was merged before it was opened.
    case mergedBeforeCreated = "merged_before_created"
    /// The forge did not deliver its base, and no graph proves it integrated.
    case baseUnknown = "base_unknown"
    /// It was merged into a branch whose work will not arrive.
    case stranded
    /// It was merged into a branch whose work has not arrived.
    case inTransit = "in_transit"
    /// A filter of the query leaves it out.
    case filtered
    /// Its event lies outside the period.
    case outsidePeriod = "outside_period"
}
