package import HakaruFetcher

/// The bounds that a sync keeps.
package struct SyncSettings: Hashable, Sendable {
    /// How large pages of one repository are.
    package var plan = SyncPlan.Settings()
    /// How many repositories are worked on at once.
    package var repositoriesAtOnce = 6
    /// From how many repositories on it is asked first which of them have changed at all.
    package var changeCheckFrom = 3
    /// Pages of a branch's history between two writes.
    package var historyPagesPerWrite = 10

    /// The usual bounds.
    package init() {}
}
