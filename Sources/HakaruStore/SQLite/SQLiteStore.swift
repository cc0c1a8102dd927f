import GRDB

/// A store in one SQLite file, with its write-ahead log beside it.
///
/// The file and its companions `-wal` and `-shm` have mode 0600, directories that are made for it 0700, whatever the
/// umask. Readers and one writer work at the same time, also in different processes of one machine.
package struct SQLiteStore: SQLiteReading {
    /// How a store is opened.
    package enum Mode: Sendable {
        /// For writing; made where there is none, together with its directory. For `sync`, `demo` and `init`.
        case create
        /// For queries: it must be there. An older one is brought up to date where it can be written.
        case existing
        /// For looking only: nothing is written, not even an update of the schema.
        case readOnly
    }

    /// Where the file lies, links followed: its companions lie beside it.
    package let path: String
    /// Whether a write-ahead log with contents was there when it was opened: the last process did not end cleanly, or
    /// another one is at work.
    ///
    /// With ``Mode/create`` the store was then checked.
    package let hadWriteAheadLog: Bool

    package let connection: SQLiteConnection

    /// Opens a store.
    ///
    /// - Parameters:
    ///   - path: Where the file lies; links are followed.
    ///   - mode: What it is opened for.
    /// - Throws: A ``StoreError`` for anything that is not a store that this program can use. What lies there is left
    ///   as it is.
    package init(path: String, mode: Mode) throws(StoreError) {
        try self.init(path: path, mode: mode, migrator: Migrator(path: path))
    }

    init(
        path given: String, mode: Mode, migrator: Migrator, mounts: MountTable = .current()
    ) throws(StoreError) {
        let remoteKind = mounts.remoteKind(of: given)
        if mode == .create, let remoteKind { throw .remote(path: given, kind: remoteKind) }
        switch (try StoreFile.inspect(given), mode) {
        case (.missing, .create): try StoreFile.create(given)
        case (.missing, _): throw .missing(path: given)
        case (.empty, .existing), (.empty, .readOnly): throw .empty(path: given)
        case (.empty, .create), (.store, _): break
        }
        path = try StoreFile.resolved(given)
        hadWriteAheadLog = StoreFile.logSize(of: path).map { $0 > 0 } ?? false
        if mode == .create {
            guard StoreFile.isWritable(path) else { throw StoreFile.unwritable(path) }
            guard StoreFile.isDirectoryWritable(of: path) else {
                throw StoreFile.unwritable(StoreFile.parent(of: path))
            }
            connection = try Self.openForWriting(path, migrator)
            if hadWriteAheadLog { try Self.refuseDamage(connection) }
        } else {
            // Without a log it is as good as a copy.
            if let remoteKind, StoreFile.logSize(of: path) != nil { throw .remote(path: given, kind: remoteKind) }
            connection = try Self.openForReading(
                path, migrator, mayMigrate: mode == .existing && remoteKind == nil, isCopy: remoteKind != nil)
        }
    }

    /// Makes an empty file where there is none, together with its directory, so that a lock can be put on it.
    ///
    /// ``Mode/create`` makes a store of it.
    ///
    /// - Throws: A ``StoreError`` where something else than a store lies there, or no file can be made.
    package static func makeFile(at path: String) throws(StoreError) {
        guard try StoreFile.inspect(path) == .missing else { return }
        if let kind = MountTable.current().remoteKind(of: path) { throw .remote(path: path, kind: kind) }
        try StoreFile.create(path)
    }

    private static func openForWriting(_ path: String, _ migrator: Migrator) throws(StoreError) -> SQLiteConnection {
        let connection = try SQLiteConnection(path: path, access: .readWrite)
        _ = try connection.setUp { database in
            if try migrator.checkedVersion(database) == 0 {
                // First in the file itself: the mark tells whose it is, even where the rest lies in the log.
                try database.execute(sql: "PRAGMA application_id = \(StoreFile.applicationID)")
            }
            if try String.fetchOne(database, sql: "PRAGMA journal_mode") != "wal" {
                try database.execute(sql: "PRAGMA journal_mode = WAL")
            }
            try migrator.migrate(database)
        }
        return connection
    }

    private static func openForReading(
        _ path: String, _ migrator: Migrator, mayMigrate: Bool, isCopy: Bool
    ) throws(StoreError) -> SQLiteConnection {
        let mayWriteBeside = !isCopy && StoreFile.isDirectoryWritable(of: path)
        let hasLog = StoreFile.logSize(of: path) != nil
        let access: SQLiteConnection.Access = mayWriteBeside || hasLog ? .readOnly : .immutable
        let connection: SQLiteConnection
        let version: Int
        do throws(StoreError) {
            connection = try SQLiteConnection(path: path, access: access)
            version = try connection.setUp { try migrator.checkedVersion($0) }
        } catch .failed where !mayWriteBeside {
            // A log whose index is missing, where none can be made.
            throw .readOnly(path: path)
        }
        guard version > 0 else { throw .empty(path: path) }
        guard version < migrator.supported else { return connection }
        try connection.close()
        guard mayMigrate, mayWriteBeside, StoreFile.isWritable(path) else {
            throw .older(path: path, version: version, supported: migrator.supported)
        }
        try openForWriting(path, migrator).close()
        return try SQLiteConnection(path: path, access: .readOnly)
    }

    /// Looks through the pages after a process did not end cleanly: a number from a damaged store would be believed.
    private static func refuseDamage(_ connection: SQLiteConnection) throws(StoreError) {
        let problem = try connection.setUp { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
        if let problem, problem != "ok" { throw .damaged(path: connection.path, detail: problem) }
    }

    /// Whether facts can be written: it was opened with ``Mode/create``.
    package var isWritable: Bool { connection.access == .readWrite }

    /// Gives back the memory that holds pages of the file, and holds only a few from now on.
    ///
    /// For work that needs memory itself. Nothing else may be under way.
    package func useLittleMemory() throws(StoreError) {
        try connection.useLittleMemory()
    }

    /// Ends the connection; the store is not used afterwards.
    package func close() throws(StoreError) {
        try connection.close()
    }
}

/// A view of a store that later writes do not change.
package struct SQLiteSnapshot: SQLiteReading {
    package let connection: SQLiteConnection
}
