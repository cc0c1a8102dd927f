import GRDB

extension StoreError {
    /// Says in the terms of a store what went wrong in SQLite.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as StoreError: self = error
        case let error as MalformedRow: self = .damaged(path: path, detail: error.detail)
        case let error as DatabaseError: self.init(error, path: path)
        default: self = .failed(path: path, reason: "\(error)")
        }
    }

    private init(_ error: DatabaseError, path: String) {
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
        case .SQLITE_FULL: self = StoreFile.diskFull(path)
        // The index of the log is made by another call, whose failure is not told apart.
        case .SQLITE_IOERR where StoreFile.freeBytes(beside: path) < 65_536: self = StoreFile.diskFull(path)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(path: path, detail: error.message ?? "unreadable")
        case .SQLITE_READONLY: self = .readOnly(path: path)
        case .SQLITE_PERM, .SQLITE_AUTH: self = StoreFile.permission(path)
        default:
            // Never the SQL or its arguments: they may hold data.
            self = .failed(path: path, reason: error.message ?? "SQLite error \(error.extendedResultCode.rawValue)")
        }
    }
}
