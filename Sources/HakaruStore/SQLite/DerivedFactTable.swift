import GRDB
import GRDBSQLite

/// The rows of derived facts.
struct DerivedFactTable {
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    /// The columns of one identity, or nil where there are none of it.
    func facts(
        of repository: RepositoryTable.Row, identity: DerivedFacts.Identity, columns: [String]?
    ) throws -> DerivedFacts? {
        let exists = try SQLStatement(
            database,
            """
            SELECT 1 FROM derived_fact WHERE repository_id = ? AND definitions_version = ? AND fingerprint = ? \
            AND layout_version = ? LIMIT 1
            """
        ).first {
            $0.add(repository.id, identity)
        } _: { _ in
            true
        }
        guard exists == true else { return nil }
        var result = DerivedFacts(identity: identity, revision: repository.stored.revision, columns: [:])
        if let columns {
            let one = try SQLStatement(database, "SELECT rowid FROM derived_fact WHERE repository_id = ? AND name = ?")
            for name in columns {
                let row = try one.first {
                    $0.add(repository.id)
                    $0.add(name)
                } _: {
                    $0.integer(0)
                }
                if let row { result.columns[name] = try data(of: row) }
            }
        } else {
            let all = try SQLStatement(database, "SELECT name, rowid FROM derived_fact WHERE repository_id = ?")
            try all.forEachRow {
                $0.add(repository.id)
            } _: { row in
                result.columns[row.text(0)] = try data(of: row.integer(1))
            }
        }
        return result
    }

    /// Reads a column piece by piece straight into its place: a query would make a copy of the whole first.
    private func data(of row: Int64) throws -> [UInt8] {
        var blob: OpaquePointer?
        let code = sqlite3_blob_open(database.sqliteConnection, "main", "derived_fact", "data", row, 0, &blob)
        defer { sqlite3_blob_close(blob) }
        guard code == SQLITE_OK, let blob else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
        let size = sqlite3_blob_bytes(blob)
        var failure = SQLITE_OK
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
            failure = size > 0 ? sqlite3_blob_read(blob, buffer.baseAddress, size, 0) : SQLITE_OK
            count = failure == SQLITE_OK ? Int(size) : 0
        }
        guard failure == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: failure)) }
        return bytes
    }

    /// Stores columns in place of all that were there; not where the repository has changed since they were made.
    func save(_ facts: DerivedFacts, of repository: RepositoryTable.Row) throws -> Bool {
        guard facts.revision == repository.stored.revision else { return false }
        try SQLStatement(database, "DELETE FROM derived_fact WHERE repository_id = ?").run { $0.add(repository.id) }
        let insert = try SQLStatement(
            database,
            """
            INSERT INTO derived_fact (repository_id, definitions_version, fingerprint, layout_version, name, data) \
            VALUES (?, ?, ?, ?, ?, ?)
            """)
        for (name, data) in facts.columns.sorted(by: { $0.key < $1.key }) {
            try insert.run {
                $0.add(repository.id, facts.identity)
                $0.add(name)
                $0.add(data)
            }
        }
        return true
    }
}

extension SQLBinder {
    /// A repository's row and what shaped its facts.
    fileprivate mutating func add(_ repositoryID: Int64, _ identity: DerivedFacts.Identity) {
        add(repositoryID)
        add(identity.definitionsVersion)
        add(identity.fingerprint)
        add(identity.layoutVersion)
    }
}
