import GRDB
import Glibc

/// One connection to a store's file, used by one task at a time.
///
/// Work runs on the connection's own queue and is never cut off in the middle: a cancelled task waits for the page that
/// is under way.
package struct SQLiteConnection: Sendable {
    /// How the file is opened.
    enum Access: Equatable {
        /// For reading and writing.
        case readWrite
        /// For reading beside writers.
        case readOnly
        /// For reading a file that SQLite may not put its companions beside. Only where there is no write-ahead log:
        /// without reading it, the contents would be wrong.
        case immutable
    }

    /// The KiB of pages that are enough for reading one after the other, as from a snapshot.
    private static let littleCache = 2_048

    let path: String
    let access: Access
    private let queue: DatabaseQueue
    /// What the file was when it was opened as immutable.
    private let mark: FileMark?

    /// Whether one transaction for reading stays open, so that all reads see the same state.
    private let isHeld: Bool
    /// Keeps everyone else in this process from opening the file.
    private let claim: OpenFiles.Claim

    /// Opens a connection.
    ///
    /// The file must be there.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - access: How it is opened.
    ///   - isHeld: Whether all reads see the state of this moment.
    ///   - busyTimeoutInSeconds: How long it waits for another process that writes.
    /// - Throws: A ``StoreError`` where SQLite cannot open it.
    init(
        path: String, access: Access, isHeld: Bool = false, busyTimeoutInSeconds: Double = 5
    ) throws(StoreError) {
        self.path = path
        self.isHeld = isHeld
        claim = OpenFiles.Claim(path)
        self.access = access
        self.mark = access == .immutable ? FileMark(path) : nil
        var configuration = Configuration()
        configuration.readonly = access != .readWrite
        configuration.busyMode = .timeout(busyTimeoutInSeconds)
        configuration.label = "hakaru.store"
        configuration.allowsUnsafeTransactions = isHeld
        configuration.prepareDatabase { database in
            try database.execute(
                sql: """
                    PRAGMA synchronous = NORMAL;
                    PRAGMA temp_store = MEMORY;
                    PRAGMA cache_size = -\(isHeld ? Self.littleCache : 16_384);
                    PRAGMA secure_delete = FAST;
                    PRAGMA journal_size_limit = 16777216;
                    """)
        }
        do {
            queue = try DatabaseQueue(path: Self.name(of: path, access), configuration: configuration)
            if isHeld {
                try queue.inDatabase { database in
                    try database.beginTransaction(.deferred)
                    // A transaction begins to see with its first read.
                    _ = try Migrator.version(database)
                }
            }
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// The name that SQLite opens: always a URI, so that no character of a path has a meaning of its own.
    private static func name(of path: String, _ access: Access) -> String {
        let safe = path.utf8.map { byte -> String in
            switch byte {
            case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x2F, 0x2D, 0x2E, 0x5F: String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return "file:\(safe.joined())" + (access == .immutable ? "?immutable=1" : "")
    }

    /// Reads one state of the store.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
            queue.asyncWriteWithoutTransaction { database in
                continuation.resume(
                    returning: Result { try isHeld ? body(database) : Self.value(in: database, .deferred, body) })
            }
        }
        // Where the file has changed under an immutable connection, nothing that was read can be believed.
        if let mark, mark != FileMark(path) { throw .busy(path: path) }
        return try value(result)
    }

    /// Changes the store in one transaction.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        guard access == .readWrite else { throw .readOnly(path: path) }
        let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
            queue.asyncWriteWithoutTransaction { database in
                continuation.resume(returning: Result { try Self.value(in: database, .immediate, body) })
            }
        }
        return try value(result)
    }

    /// Runs work in a transaction of its own.
    private static func value<Value>(
        in database: Database, _ kind: Database.TransactionKind, _ body: (Database) throws -> Value
    ) throws -> Value {
        try database.beginTransaction(kind)
        do {
            let value = try body(database)
            try database.commit()
            return value
        } catch {
            // After some failures, such as a full disk, SQLite has rolled back itself.
            if database.isInsideTransaction { try database.rollback() }
            throw error
        }
    }

    /// Holds only a few pages of the file in memory from now on.
    func useLittleMemory() throws(StoreError) {
        try setUp { try $0.execute(sql: "PRAGMA cache_size = -\(Self.littleCache); PRAGMA shrink_memory") }
    }

    /// Runs work outside of a transaction, at once and on this thread; where nothing else is under way.
    func setUp<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        do {
            return try queue.inDatabase(body)
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// Ends the connection.
    ///
    /// The write-ahead log of one that writes becomes part of the file, unless someone is in the midst of reading it.
    func close() throws(StoreError) {
        do {
            if access == .readWrite { try queue.inDatabase(Self.emptyLog) }
            try queue.close()
        } catch {
            throw StoreError(error, path: path)
        }
        claim.release()
    }

    /// Beside others that only read, SQLite would leave the log, and the next run take it for that of a crash.
    private static func emptyLog(_ database: Database) throws {
        // Whoever reads just now is not waited for.
        try database.execute(sql: "PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)")
    }

    private func value<Value>(_ result: Result<Value, any Error>) throws(StoreError) -> Value {
        do {
            return try result.get()
        } catch {
            throw StoreError(error, path: path)
        }
    }
}

/// What tells whether a file is still the one that was opened.
private struct FileMark: Equatable {
    let node: UInt64
    let size: Int64
    let seconds: Int
    let nanoseconds: Int
    let hasLog: Bool

    init(_ path: String) {
        var status = stat()
        let isThere = stat(path, &status) == 0
        node = isThere ? UInt64(status.st_ino) : 0
        size = isThere ? Int64(status.st_size) : -1
        seconds = isThere ? status.st_mtim.tv_sec : 0
        nanoseconds = isThere ? status.st_mtim.tv_nsec : 0
        hasLog = StoreFile.logSize(of: path) != nil
    }
}
