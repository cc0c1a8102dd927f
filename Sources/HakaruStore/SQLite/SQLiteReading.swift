import GRDB
package import HakaruModel

/// What answers the questions of a ``StoreReader`` from a SQLite connection.
package protocol SQLiteReading: StoreReader, WeekReader {
    /// The connection that is read from.
    var connection: SQLiteConnection { get }
}

extension SQLiteReading {
    package func schemaVersion() async throws(StoreError) -> Int {
        try await connection.read { try Migrator.version($0) }
    }

    package func emailKey() async throws(StoreError) -> StoreKey {
        try await connection.read { database in
            let bytes = try SQLStatement(database, "SELECT email_key FROM store").first { _ in
            } _: {
                $0.bytes(0)
            }
            guard let key = StoreKey(bytes: bytes ?? []) else { throw MalformedRow("the key of the store is missing") }
            return key
        }
    }

    package func repositories() async throws(StoreError) -> [StoredRepository] {
        try await connection.read { try RepositoryTable($0).all().map(\.stored) }
    }

    package func syncState(of repository: RepositoryKey) async throws(StoreError) -> SyncState {
        try await connection.read { database in
            try SyncStateTable(database).state(of: RepositoryTable(database).known(repository).id)
        }
    }

    package func syncStates(of repositories: [RepositoryKey]) async throws(StoreError) -> [SyncState] {
        try await connection.read { database in
            try repositories.map { try SyncStateTable(database).state(of: RepositoryTable(database).known($0).id) }
        }
    }

    package func pullRequests(of repository: RepositoryKey) async throws(StoreError) -> [PullRequest] {
        try await connection.read { database in
            guard let row = try RepositoryTable(database).find(repository) else { return [] }
            return try PullRequestReader(database).pullRequests(.all(of: row.id))
        }
    }

    package func pullRequests(
        of repository: RepositoryKey, after number: Int, limit: Int
    ) async throws(StoreError) -> [PullRequest] {
        try await connection.read { database in
            guard let row = try RepositoryTable(database).find(repository) else { return [] }
            return try PullRequestReader(database).pullRequests(.repository(row.id, after: number, limit: limit))
        }
    }

    package func pullRequest(_ number: Int, of repository: RepositoryKey) async throws(StoreError) -> PullRequest? {
        try await connection.read { database in
            guard let row = try RepositoryTable(database).find(repository) else { return nil }
            let sql = "SELECT id FROM pull_request WHERE repository_id = ? AND number = ?"
            let id = try SQLStatement(database, sql).first {
                $0.add(row.id)
                $0.add(number)
            } _: {
                $0.integer(0)
            }
            guard let id else { return nil }
            return try PullRequestReader(database).pullRequests(.pullRequest(id)).first
        }
    }

    package func pullRequestOutlines(
        of repository: RepositoryKey
    ) async throws(StoreError) -> [PullRequestOutline] {
        try await connection.read { database in
            guard let row = try RepositoryTable(database).find(repository) else { return [] }
            var outlines: [PullRequestOutline] = []
            let sql = """
                SELECT number, forge_id, updated_at, state, base_branch, gaps, has_files FROM pull_request \
                WHERE repository_id = ? ORDER BY number
                """
            try SQLStatement(database, sql).forEachRow {
                $0.add(row.id)
            } _: { row in
                outlines.append(
                    PullRequestOutline(
                        number: Int(row.integer(0)), forgeID: ForgeID(row.text(1)), updatedAt: row.instant(2),
                        state: try row.code(3), baseBranch: row.optionalText(4),
                        gaps: PullRequest.Gaps(rawValue: Int(row.integer(5))), hasFiles: row.bool(6)))
            }
            return outlines
        }
    }

    package func branchHistories(of repository: RepositoryKey) async throws(StoreError) -> [BranchHistory] {
        try await connection.read { database in
            guard let row = try RepositoryTable(database).find(repository) else { return [] }
            return try BranchTable(database).histories(of: row.id)
        }
    }

    package func commitStatuses(of repository: RepositoryKey) async throws(StoreError) -> [CommitStatus] {
        try await connection.read { database in
            guard let row = try RepositoryTable(database).find(repository) else { return [] }
            return try ActivityTable(database).statuses(of: row.id)
        }
    }

    package func releases(of repository: RepositoryKey) async throws(StoreError) -> [Release] {
        try await connection.read { database in
            guard let row = try RepositoryTable(database).find(repository) else { return [] }
            return try ActivityTable(database).releases(of: row.id)
        }
    }

    package func deployments(of repository: RepositoryKey) async throws(StoreError) -> [Deployment] {
        try await connection.read { database in
            guard let row = try RepositoryTable(database).find(repository) else { return [] }
            return try ActivityTable(database).deployments(of: row.id)
        }
    }

    package func activityState(of repository: RepositoryKey) async throws(StoreError) -> ActivityState {
        try await connection.read { database in
            guard let row = try RepositoryTable(database).find(repository) else { return ActivityState() }
            return try ActivityTable(database).state(of: row.id)
        }
    }

    package func coverageSamples(of repository: RepositoryKey) async throws(StoreError) -> [CoverageSample] {
        try await connection.read { database in
            guard let row = try RepositoryTable(database).find(repository) else { return [] }
            return try CoverageSampleTable(database).samples(of: row)
        }
    }

    package func derivedFacts(
        of repository: RepositoryKey, identity: DerivedFacts.Identity, columns: [String]?
    ) async throws(StoreError) -> DerivedFacts? {
        try await connection.read { database in
            guard let row = try RepositoryTable(database).find(repository) else { return nil }
            return try DerivedFactTable(database).facts(of: row, identity: identity, columns: columns)
        }
    }

    package func derivedColumn(
        _ name: String, identity: DerivedFacts.Identity
    ) async throws(StoreError) -> [RepositoryKey: [UInt8]] {
        try await connection.read { try DerivedFactTable($0).column(name, identity: identity) }
    }

    package func incompleteCounts() async throws(StoreError) -> [RepositoryKey: Int] {
        try await connection.read { database in
            var counts: [RepositoryKey: Int] = [:]
            let sql = """
                SELECT h.name, r.forge_id, count(*) FROM pull_request p INDEXED BY pull_request_incomplete \
                JOIN repository r ON r.id = p.repository_id JOIN host h ON h.id = r.host_id \
                WHERE p.gaps <> 0 GROUP BY r.id
                """
            try SQLStatement(database, sql).forEachRow { row in
                counts[RepositoryKey(host: row.text(0), forgeID: ForgeID(row.text(1)))] = Int(row.integer(2))
            }
            return counts
        }
    }

    package func counts() async throws(StoreError) -> [StoreCounts] {
        try await connection.read { database in
            try RepositoryTable(database).all().map { try StoreCounts(database, of: $0) }
        }
    }

    package func snapshot() async throws(StoreError) -> any StoreReader {
        let access: SQLiteConnection.Access = connection.access == .immutable ? .immutable : .readOnly
        return SQLiteSnapshot(connection: try SQLiteConnection(path: connection.path, access: access, isHeld: true))
    }

    package func check(_ depth: CheckDepth) async throws(StoreError) -> [String] {
        try await connection.read { database in
            let pragma = depth == .quick ? "quick_check(20)" : "integrity_check(20)"
            var problems = try String.fetchAll(database, sql: "PRAGMA \(pragma)").filter { $0 != "ok" }
            if depth == .full {
                let rows = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check")
                problems += rows.prefix(20).map { row in
                    "a row of \(row[0] as String? ?? "?") points to a missing row of \(row[2] as String? ?? "?")"
                }
            }
            return problems
        }
    }
}

extension StoreCounts {
    fileprivate init(_ database: Database, of row: RepositoryTable.Row) throws {
        func count(_ sql: String) throws -> Int {
            try SQLStatement(database, sql).first {
                $0.add(row.id)
            } _: {
                Int($0.integer(0))
            } ?? 0
        }
        func parts(of table: String) -> String {
            """
            SELECT count(*) FROM pull_request p CROSS JOIN \(table) c ON c.pull_request_id = p.id \
            WHERE p.repository_id = ?
            """
        }
        self.init(
            repository: row.stored.key,
            pullRequests: try count("SELECT count(*) FROM pull_request WHERE repository_id = ?"),
            incomplete: try count("SELECT count(*) FROM pull_request WHERE repository_id = ? AND gaps <> 0"),
            commits: try count(parts(of: "pull_request_commit")), reviews: try count(parts(of: "review")),
            events: try count(parts(of: "timeline_event")),
            branchCommits: try count(
                "SELECT count(*) FROM branch b JOIN branch_commit c ON c.branch_id = b.id WHERE b.repository_id = ?"))
    }
}
