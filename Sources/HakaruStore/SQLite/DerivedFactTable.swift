import GRDB
import GRDBSQLite
import HakaruModel

/// The rows of derived facts.
struct DerivedFactTable {
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    /// The most of a file that SQLite maps, in bytes.
    private static let mostMapped = 0x7FFF_0000

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
        let wanted = columns.map { Set($0) }
        // Mapped, a page is copied once, straight into its column. What else is read of a store may be far more than what
        // should count as this process's memory.
        try database.execute(sql: "PRAGMA mmap_size = \(DerivedFactTable.mostMapped)")
        try readColumns(of: repository, wanted: wanted, into: &result)
        try database.execute(sql: "PRAGMA mmap_size = 0")
        return result
    }

    /// One column of every repository that has facts of an identity.
    func column(_ name: String, identity: DerivedFacts.Identity) throws -> [RepositoryKey: [UInt8]] {
        var columns: [RepositoryKey: [UInt8]] = [:]
        let sql = """
            SELECT h.name, r.forge_id, d.data FROM repository r JOIN host h ON h.id = r.host_id \
            CROSS JOIN derived_fact d ON d.repository_id = r.id AND d.name = ? \
            WHERE d.definitions_version = ? AND d.fingerprint = ? AND d.layout_version = ?
            """
        try SQLStatement(database, sql).forEachRow {
            $0.add(name)
            $0.add(identity)
        } _: { row in
            columns[RepositoryKey(host: row.text(0), forgeID: ForgeID(row.text(1)))] = row.bytes(2)
        }
        return columns
    }

    private func readColumns(
        of repository: RepositoryTable.Row, wanted: Set<String>?, into result: inout DerivedFacts
    ) throws {
        var blob = Blob(database)
        // The index of the names holds the rows, so no column is touched that is not wanted.
        let all = try SQLStatement(database, "SELECT name, rowid FROM derived_fact WHERE repository_id = ?")
        try all.forEachRow {
            $0.add(repository.id)
        } _: { row in
            let name = row.text(0)
            if wanted?.contains(name) ?? true { result.columns[name] = try blob.data(of: row.integer(1)) }
        }
    }

    /// Reads columns piece by piece straight into their place: a query would make a copy of the whole first.
    private struct Blob: ~Copyable {
        private let database: Database
        private var handle: OpaquePointer?

        init(_ database: Database) {
            self.database = database
        }

        deinit { sqlite3_blob_close(handle) }

        mutating func data(of row: Int64) throws -> [UInt8] {
            // To open is to prepare a statement; the others follow on the same one.
            let code =
                handle == nil
                ? sqlite3_blob_open(database.sqliteConnection, "main", "derived_fact", "data", row, 0, &handle)
                : sqlite3_blob_reopen(handle, row)
            guard code == SQLITE_OK, let handle else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
            let size = sqlite3_blob_bytes(handle)
            var failure = SQLITE_OK
            let bytes = [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
                failure = size > 0 ? sqlite3_blob_read(handle, buffer.baseAddress, size, 0) : SQLITE_OK
                count = failure == SQLITE_OK ? Int(size) : 0
            }
            guard failure == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: failure)) }
            return bytes
        }
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
        add(identity)
    }

    /// What shaped facts.
    fileprivate mutating func add(_ identity: DerivedFacts.Identity) {
        add(identity.definitionsVersion)
        add(identity.fingerprint)
        add(identity.layoutVersion)
    }
}
