package import HakaruModel

/// What can be asked about custom metrics and frozen baselines.
package protocol GoalRecordReader: Sendable {
    /// The records of a custom metric in the order in which they were made; nil for those of all.
    func customRecords(of metric: String?) async throws(StoreError) -> [CustomRecord]

    /// The frozen baselines of all goals, in the order in which they were frozen.
    func frozenBaselines() async throws(StoreError) -> [FrozenBaseline]
}

/// Where custom metrics are recorded and baselines are frozen; nothing is ever changed or deleted.
package protocol GoalRecordStore: GoalRecordReader {
    /// Adds records in one transaction: all, or none.
    func append(_ records: [CustomRecord]) async throws(StoreError)

    /// Adds baselines in one transaction: all that differ from the last of their goal and label, or none.
    ///
    /// - Returns: Those that were added.
    @discardableResult
    func freeze(_ baselines: [FrozenBaseline]) async throws(StoreError) -> [FrozenBaseline]
}
