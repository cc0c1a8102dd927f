import GRDB
package import HakaruModel

extension SQLiteReading {
    package func frozenWeeks(since first: ISOWeek?) async throws(StoreError) -> [FrozenWeek] {
        try await connection.read { try FrozenWeekTable($0).all(since: first) }
    }

    package func restatements(of week: ISOWeek) async throws(StoreError) -> [Restatement] {
        try await connection.read { try FrozenWeekTable($0).restatements(of: week) }
    }

    package func outbox(withPayload: Bool) async throws(StoreError) -> [OutboxEntry] {
        try await connection.read { try OutboxTable($0).all(withPayload: withPayload) }
    }

    package func outboxName() async throws(StoreError) -> String {
        try await connection.read { try OutboxTable($0).name() }
    }
}

extension SQLiteStore: WeekStore {
    package func freeze(_ week: FrozenWeek, _ messages: [OutboxEntry]) async throws(StoreError) -> Bool {
        try await connection.write { database in
            guard try FrozenWeekTable(database).insert(week) else { return false }
            try OutboxTable(database).insert(messages)
            return true
        }
    }

    package func enqueue(_ messages: [OutboxEntry]) async throws(StoreError) {
        try await connection.write { try OutboxTable($0).insert(messages) }
    }

    package func update(_ entry: OutboxEntry, from state: OutboxEntry.State) async throws(StoreError) -> Bool {
        try await connection.write { try OutboxTable($0).update(entry, from: state) }
    }

    package func save(_ restatement: Restatement) async throws(StoreError) -> Bool {
        try await connection.write { try FrozenWeekTable($0).insert(restatement) }
    }

    package func dropPayloads(before week: ISOWeek) async throws(StoreError) {
        try await connection.write { try OutboxTable($0).dropPayloads(before: week) }
    }
}
