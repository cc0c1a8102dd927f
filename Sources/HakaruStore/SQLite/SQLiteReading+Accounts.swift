extension SQLiteReading {
    package func accounts(ofEmails hashes: [[UInt8]]) async throws(StoreError) -> [String: Set<[UInt8]>] {
        guard !hashes.isEmpty else { return [:] }
        return try await connection.read { database in
            var found: [String: Set<[UInt8]>] = [:]
            let places = hashes.map { _ in "?" }.joined(separator: ", ")
            let sql = """
                SELECT a.login, e.hash FROM (
                    SELECT DISTINCT author_id, email_id FROM pull_request_commit
                    WHERE email_id IN (SELECT id FROM email WHERE hash IN (\(places)))
                ) c JOIN account a ON a.id = c.author_id JOIN email e ON e.id = c.email_id
                """
            try SQLStatement(database, sql).forEachRow {
                for hash in hashes { $0.add(hash) }
            } _: { row in
                found[row.text(0), default: []].insert(row.bytes(1))
            }
            return found
        }
    }
}
