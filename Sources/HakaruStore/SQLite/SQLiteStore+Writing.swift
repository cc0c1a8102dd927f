import GRDB
package import HakaruModel

extension SQLiteStore: Store {
    @discardableResult
    package func save(_ repository: Repository, on host: String) async throws(StoreError) -> StoredRepository {
        try await connection.write { try RepositoryTable($0).save(repository, host: host) }
    }

    package func setPresence(
        _ presence: StoredRepository.Presence, of repository: RepositoryKey
    ) async throws(StoreError) {
        try await connection.write { try RepositoryTable($0).setPresence(presence, of: repository) }
    }

    package func save(
        _ pullRequests: [PullRequest], and state: SyncState, of repository: RepositoryKey
    ) async throws(StoreError) {
        try await connection.write { database in
            let repositories = RepositoryTable(database)
            let row = try repositories.known(repository)
            let writer = try PullRequestWriter(database, repositoryID: row.id, hostID: row.hostID)
            var hasChanged = false
            for pullRequest in pullRequests where try writer.save(pullRequest) { hasChanged = true }
            try SyncStateTable(database).save(state, of: row.id)
            if writer.hasChangedKinds {
                try repositories.noteChangeOfAll()
            } else if hasChanged {
                try repositories.noteChange(of: row.id)
            }
        }
    }

    package func save(
        _ history: BranchHistory, endsAtTip: Bool, of repository: RepositoryKey
    ) async throws(StoreError) {
        try await connection.write { database in
            let repositories = RepositoryTable(database)
            let row = try repositories.known(repository)
            let hasChanged = try BranchTable(database).save(history, endsAtTip: endsAtTip, of: row.id)
            if hasChanged { try repositories.noteChange(of: row.id) }
        }
    }

    package func save(
        _ activity: RepositoryActivity, and state: ActivityState, of repository: RepositoryKey
    ) async throws(StoreError) {
        try await connection.write { database in
            let repositories = RepositoryTable(database)
            let row = try repositories.known(repository)
            let accounts = try AccountTable(database, hostID: row.hostID)
            let table = ActivityTable(database)
            try table.save(activity, of: row, accounts: accounts)
            try table.save(state, of: row.id)
            if accounts.hasChangedKinds { try repositories.noteChangeOfAll() }
        }
    }

    @discardableResult
    package func save(
        _ samples: [CoverageSample], of repository: RepositoryKey
    ) async throws(StoreError) -> Int {
        try await connection.write { database in
            try CoverageSampleTable(database).save(samples, of: RepositoryTable(database).known(repository))
        }
    }

    @discardableResult
    package func save(_ facts: DerivedFacts, of repository: RepositoryKey) async throws(StoreError) -> Bool {
        if isWritable { return try await Self.save(facts, of: repository, through: connection) }
        // A query keeps what it has computed if that costs it nothing: no wait for a sync, no failure.
        guard connection.access == .readOnly, StoreFile.isWritable(path) else { return false }
        do throws(StoreError) {
            let writing = try SQLiteConnection(path: path, access: .readWrite, busyTimeoutInSeconds: 0.2)
            let isStored = try await Self.save(facts, of: repository, through: writing)
            try writing.close()
            return isStored
        } catch {
            switch error {
            case .busy, .diskFull, .readOnly, .permission: return false
            default: throw error
            }
        }
    }

    private static func save(
        _ facts: DerivedFacts, of repository: RepositoryKey, through connection: SQLiteConnection
    ) async throws(StoreError) -> Bool {
        try await connection.write { database in
            try DerivedFactTable(database).save(facts, of: RepositoryTable(database).known(repository))
        }
    }
}
