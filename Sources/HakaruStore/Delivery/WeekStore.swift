package import HakaruModel

/// What can be asked about frozen weeks and their messages.
package protocol WeekReader: Sendable {
    /// The frozen weeks, oldest first, without those before `first`; all where that is nil.
    func frozenWeeks(since first: ISOWeek?) async throws(StoreError) -> [FrozenWeek]

    /// The restatements of a week, oldest first.
    func restatements(of week: ISOWeek) async throws(StoreError) -> [Restatement]

    /// The messages, oldest week first, and within it in the order in which the channels are served.
    ///
    /// - Parameter withPayload: Whether to read what is sent, too; else ``OutboxEntry/payload`` is nil.
    /// - Returns: Every message that was ever to leave.
    /// - Throws: ``StoreError`` where the store cannot be read.
    func outbox(withPayload: Bool) async throws(StoreError) -> [OutboxEntry]

    /// What tells the messages of this store from those of another: 16 hexadecimal digits.
    func outboxName() async throws(StoreError) -> String
}

/// Where weeks are frozen and their messages wait; every call is one transaction.
package protocol WeekStore: WeekReader {
    /// Freezes a week together with its messages: both are stored, or nothing where the week is frozen already.
    ///
    /// - Returns: Whether the week was not frozen before.
    func freeze(_ week: FrozenWeek, _ messages: [OutboxEntry]) async throws(StoreError) -> Bool

    /// Adds messages of frozen weeks; one that is there for its week and channel stays as it is.
    func enqueue(_ messages: [OutboxEntry]) async throws(StoreError)

    /// Stores what became of a message, all but its payload, where it still has the state `from`.
    ///
    /// - Returns: Whether it had that state.
    func update(_ entry: OutboxEntry, from state: OutboxEntry.State) async throws(StoreError) -> Bool

    /// Stores a restatement, unless the newest one of the week has the same changes and causes.
    ///
    /// - Returns: Whether it was stored.
    func save(_ restatement: Restatement) async throws(StoreError) -> Bool

    /// Drops the payloads of messages that were sent for weeks before `week`.
    func dropPayloads(before week: ISOWeek) async throws(StoreError)
}
