/// Where the synchronization of one repository stands, as the store keeps it.
package struct SyncState: Hashable, Sendable {
    /// The newest `updated_at` that the forge reported in the first answer of the last complete walk; nil before one was complete.
    package var watermark: Instant?
    /// When the last complete walk ended, by the forge's clock; nil before one was complete.
    package var completedAt: Instant?
    /// When the last walk of the open ones (number, state, base) ended; nil before the first.
    package var openSweepAt: Instant?
    /// The width of a detail page that the forge bore last, 1 to 100; nil before the first.
    package var detailWidth: Int?
    /// The walk under way, or the last one that was complete, in the sync plan's own encoding; nil before the first.
    package var walk: [UInt8]?
    /// Why the last sync of this repository ended early, in words for a person; nil where it did not.
    package var failure: String?

    /// Makes a state; the defaults are those of a repository that was never synced.
    package init(
        watermark: Instant? = nil, completedAt: Instant? = nil, openSweepAt: Instant? = nil,
        detailWidth: Int? = nil, walk: [UInt8]? = nil, failure: String? = nil
    ) {
        self.watermark = watermark
        self.completedAt = completedAt
        self.openSweepAt = openSweepAt
        self.detailWidth = detailWidth
        self.walk = walk
        self.failure = failure
    }
}
