import GRDB

/// Brings a store from the version that it has to the one that this program knows.
struct Migrator: Sendable {
    let path: String
    let migrations: [Migration]

    init(path: String, migrations: [Migration] = Migration.all) {
        self.path = path
        self.migrations = migrations
    }

    /// The version that this program knows.
    var supported: Int { migrations.last?.number ?? 0 }

    /// The version of a store; 0 where it has no tables yet.
    static func version(_ database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    }

    /// The version of a store that this program can read.
    ///
    /// - Throws: ``StoreError/newer(path:version:supported:)`` where the store is ahead of this program.
    func checkedVersion(_ database: Database) throws -> Int {
        let version = try Self.version(database)
        guard version <= supported else { throw StoreError.newer(path: path, version: version, supported: supported) }
        return version
    }

    /// Takes all missing steps in one transaction: a store has the old version or the new one, never one between.
    func migrate(_ database: Database) throws {
        guard try checkedVersion(database) < supported else { return }
        try database.inTransaction(.immediate) {
            // Another process may have done it while this one waited for the lock.
            let version = try checkedVersion(database)
            guard version < supported else { return .rollback }
            for migration in migrations where migration.number > version {
                try database.execute(sql: migration.sql)
            }
            if version == 0 {
                var generator = SystemRandomNumberGenerator()
                let key = StoreKey(using: &generator)
                try SQLStatement(database, "INSERT INTO store (id, email_key) VALUES (1, ?)").run { $0.add(key.bytes) }
            }
            try database.execute(sql: "PRAGMA user_version = \(supported)")
            return .commit
        }
    }
}
