import GRDB
package import HakaruModel

/// A store in one SQLite file, with its write-ahead log beside it.
///
/// The file and its companions `-wal` and `-shm` have mode 0600, directories that are made for it 0700, whatever the
/// umask. Readers and one writer work at the same time, also in different processes of one machine.
package struct SQLiteStore: Sendable {
    /// How a store is opened.
    package enum Mode: Sendable {
        /// For writing; made where there is none, together with its directory. For `sync`, `demo` and `init`.
        case create
        /// For queries: it must be there. Read-only where it cannot be written.
        case existing
        /// For looking only: nothing is written, not even an update of the schema.
        case readOnly
    }

    /// Where the file lies.
    package let path: String
    /// Whether it can be written.
    package let isWritable: Bool
    /// Whether a write-ahead log with contents was there when it was opened: the last process did not end cleanly, or
    /// another one is at work. With ``Mode/create`` it was then checked.
    package let hadWriteAheadLog: Bool

    let connections: any DatabaseReader
}
