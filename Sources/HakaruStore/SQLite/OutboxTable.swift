import GRDB
import HakaruModel

/// The rows of messages.
struct OutboxTable {
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    /// The messages, oldest week first, then in the order of the channels.
    func all(withPayload: Bool) throws -> [OutboxEntry] {
        var entries: [OutboxEntry] = []
        let sql = """
            SELECT week, channel, destination, state, attempts, changed_at, not_before, reason, \
            \(withPayload ? "payload" : "NULL") FROM delivery ORDER BY week, position, channel
            """
        try SQLStatement(database, sql).forEachRow { row in
            entries.append(
                OutboxEntry(
                    week: try row.week(0), channel: row.text(1), destination: row.text(2), state: try row.code(3),
                    attempts: Int(row.integer(4)), changedAt: row.instant(5), notBefore: row.optionalInstant(6),
                    reason: row.optionalText(7), payload: row.optionalBytes(8)))
        }
        return entries
    }

    /// Adds messages; one of the same week and channel stays as it is.
    func insert(_ entries: [OutboxEntry]) throws {
        let sql = """
            INSERT OR IGNORE INTO delivery (week, channel, position, destination, state, attempts, changed_at, \
            not_before, reason, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        let insert = try SQLStatement(database, sql)
        for (position, entry) in entries.enumerated() {
            try insert.run {
                $0.add(entry.week.description)
                $0.add(entry.channel)
                $0.add(Int64(position))
                $0.add(entry.destination)
                $0.add(entry.state.code)
                $0.add(entry.attempts)
                $0.add(entry.changedAt)
                $0.add(entry.notBefore)
                $0.add(entry.reason)
                $0.add(entry.payload)
            }
        }
    }

    /// Stores what became of a message; false where it no longer has the state that it had.
    func update(_ entry: OutboxEntry, from state: OutboxEntry.State) throws -> Bool {
        let sql = """
            UPDATE delivery SET destination = ?, state = ?, attempts = ?, changed_at = ?, not_before = ?, reason = ? \
            WHERE week = ? AND channel = ? AND state = ?
            """
        try SQLStatement(database, sql).run {
            $0.add(entry.destination)
            $0.add(entry.state.code)
            $0.add(entry.attempts)
            $0.add(entry.changedAt)
            $0.add(entry.notBefore)
            $0.add(entry.reason)
            $0.add(entry.week.description)
            $0.add(entry.channel)
            $0.add(state.code)
        }
        return database.changesCount == 1
    }

    /// Drops what was sent for weeks before one.
    func dropPayloads(before week: ISOWeek) throws {
        let sql = "UPDATE delivery SET payload = NULL WHERE week < ? AND state = ? AND payload IS NOT NULL"
        try SQLStatement(database, sql).run {
            $0.add(week.description)
            $0.add(OutboxEntry.State.sent.code)
        }
    }

    /// The name of the outbox.
    func name() throws -> String {
        let name = try SQLStatement(database, "SELECT name FROM outbox").first { _ in
        } _: {
            $0.text(0)
        }
        guard let name else { throw MalformedRow("the name of the outbox is missing") }
        return name
    }
}
