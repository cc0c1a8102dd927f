import GRDB
import GRDBSQLite
import HakaruModel

/// A prepared statement that is bound and read by position, straight on SQLite's own calls.
///
/// GRDB opens connections, serializes them and keeps the prepared statements; going around its rows saves a third to a
/// half of the time of a bulk read or write.
struct SQLStatement {
    private let database: Database
    /// Keeps the handle alive.
    private let statement: Statement

    /// Prepares a statement, or takes it from the connection's cache.
    init(_ database: Database, _ sql: String) throws {
        self.database = database
        self.statement = try database.cachedStatement(sql: sql)
    }

    private var handle: OpaquePointer { statement.sqliteStatement }

    /// Runs a statement that returns no rows.
    func run(_ bind: (inout SQLBinder) throws -> Void = { _ in }) throws {
        try forEachRow(bind) { _ in }
    }

    /// Runs a query and visits its rows in their order.
    func forEachRow(_ bind: (inout SQLBinder) throws -> Void = { _ in }, _ visit: (SQLRow) throws -> Void) throws {
        var binder = SQLBinder(handle: handle)
        try bind(&binder)
        defer { sqlite3_reset(handle) }
        let row = SQLRow(handle: handle)
        while true {
            let code = sqlite3_step(handle)
            if code == SQLITE_DONE { return }
            guard code == SQLITE_ROW else { throw failure(code) }
            try visit(row)
        }
    }

    /// Makes a value of the first row; nil where there is none.
    func first<Value>(
        _ bind: (inout SQLBinder) throws -> Void = { _ in }, _ read: (SQLRow) throws -> Value
    ) throws -> Value? {
        var binder = SQLBinder(handle: handle)
        try bind(&binder)
        defer { sqlite3_reset(handle) }
        let code = sqlite3_step(handle)
        if code == SQLITE_DONE { return nil }
        guard code == SQLITE_ROW else { throw failure(code) }
        return try read(SQLRow(handle: handle))
    }

    private func failure(_ code: Int32) -> DatabaseError {
        let message = sqlite3_errmsg(database.sqliteConnection).map { String(cString: $0) }
        return DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }
}

/// Binds the parameters of a statement one after the other.
struct SQLBinder {
    private let handle: OpaquePointer
    private var index: Int32 = 0

    init(handle: OpaquePointer) {
        self.handle = handle
    }

    /// Tells SQLite to copy what it is given.
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    mutating func add(_ value: Int64) {
        index += 1
        sqlite3_bind_int64(handle, index, value)
    }

    mutating func addNull() {
        index += 1
        sqlite3_bind_null(handle, index)
    }

    mutating func add(_ value: Int64?) {
        if let value { add(value) } else { addNull() }
    }

    mutating func add(_ value: Int?) {
        add(value.map { Int64($0) })
    }

    mutating func add(_ value: Bool) {
        add(value ? Int64(1) : 0)
    }

    mutating func add(_ value: Instant?) {
        add(value?.secondsSinceEpoch)
    }

    mutating func add(_ value: String?) {
        guard var value else { return addNull() }
        index += 1
        value.withUTF8 { bytes in
            let empty: StaticString = ""
            let start = bytes.baseAddress ?? empty.utf8Start
            _ = start.withMemoryRebound(to: CChar.self, capacity: bytes.count) { text in
                sqlite3_bind_text(handle, index, text, Int32(bytes.count), Self.transient)
            }
        }
    }

    /// Binds names as one text, one a line; a name of a branch or of a trailer has no line end.
    mutating func add(lines: [String]) {
        add(lines.joined(separator: "\n"))
    }

    mutating func add(_ value: [UInt8]?) {
        guard let value else { return addNull() }
        index += 1
        if value.isEmpty {
            // A pointer to nothing would be taken for null.
            sqlite3_bind_zeroblob(handle, index, 0)
        } else {
            value.withUnsafeBytes { bytes in
                _ = sqlite3_bind_blob64(handle, index, bytes.baseAddress, UInt64(bytes.count), Self.transient)
            }
        }
    }

    mutating func add(_ value: ObjectID?) {
        add(value?.bytes)
    }
}

/// The row that a query stands at; it is read before the next one.
struct SQLRow {
    private let handle: OpaquePointer

    init(handle: OpaquePointer) {
        self.handle = handle
    }

    func isNull(_ column: Int32) -> Bool {
        sqlite3_column_type(handle, column) == SQLITE_NULL
    }

    func integer(_ column: Int32) -> Int64 {
        sqlite3_column_int64(handle, column)
    }

    func optionalInteger(_ column: Int32) -> Int64? {
        isNull(column) ? nil : integer(column)
    }

    func optionalInt(_ column: Int32) -> Int? {
        optionalInteger(column).map { Int($0) }
    }

    func bool(_ column: Int32) -> Bool {
        integer(column) != 0
    }

    func instant(_ column: Int32) -> Instant {
        Instant(secondsSinceEpoch: integer(column))
    }

    func optionalInstant(_ column: Int32) -> Instant? {
        isNull(column) ? nil : instant(column)
    }

    func text(_ column: Int32) -> String {
        guard let start = sqlite3_column_text(handle, column) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func optionalText(_ column: Int32) -> String? {
        isNull(column) ? nil : text(column)
    }

    func lines(_ column: Int32) -> [String] {
        text(column).utf8.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    }

    func bytes(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(handle, column) else { return [] }
        return [UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }

    func optionalBytes(_ column: Int32) -> [UInt8]? {
        isNull(column) ? nil : bytes(column)
    }

    func objectID(_ column: Int32) throws(MalformedRow) -> ObjectID {
        let bytes = UnsafeRawBufferPointer(
            start: sqlite3_column_blob(handle, column), count: Int(sqlite3_column_bytes(handle, column)))
        guard let id = ObjectID(bytes: bytes) else { throw MalformedRow("an object name has the wrong length") }
        return id
    }

    func optionalObjectID(_ column: Int32) throws(MalformedRow) -> ObjectID? {
        isNull(column) ? nil : try objectID(column)
    }

    /// A value that may be of any type.
    func detail(_ column: Int32) -> StoredEvent.Detail {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_INTEGER: .integer(integer(column))
        case SQLITE_TEXT: .text(text(column))
        case SQLITE_BLOB: .bytes(bytes(column))
        default: .none
        }
    }

    func code<Value: StoredCode>(_ column: Int32) throws(MalformedRow) -> Value {
        let code = integer(column)
        guard code >= 0, code < Value.codes.count else { throw MalformedRow("\(Value.self) \(code) has no meaning") }
        return Value.codes[Int(code)]
    }
}

/// A row that holds what this program never writes.
struct MalformedRow: Error {
    let detail: String

    init(_ detail: String) {
        self.detail = detail
    }
}
