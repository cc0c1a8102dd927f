package import HakaruModel

/// A failure to open, read or write a store.
///
/// `path` is the store's own.
package enum StoreError: Error, Hashable, Sendable {
    /// There is no file yet.
    case missing(path: String)
    /// The file is there and holds nothing.
    case empty(path: String)
    /// Something else than a file is there: a directory, a FIFO, a socket, a device.
    case notAFile(path: String, kind: String)
    /// Symbolic links on the way lead in a circle or nowhere.
    case brokenLink(path: String)
    /// The file is not a store: another format, or another program's database.
    case notAStore(path: String)
    /// The store was written by a newer version of Hakaru.
    case newer(path: String, version: Int, supported: Int)
    /// The store is older than this version of Hakaru and cannot be brought up to date where it lies.
    case older(path: String, version: Int, supported: Int)
    /// Another process holds the store for longer than this one waits.
    case busy(path: String)
    /// The disk is full. What the last complete write stored is intact.
    case diskFull(path: String, neededBytes: Int64, freeBytes: Int64)
    /// The file or its directory may not be used: its mode in octal, and the user that asked.
    case permission(path: String, mode: UInt32, user: UInt32)
    /// The store was opened for reading only: its file system or its file cannot be written.
    case readOnly(path: String)
    /// The file lies on another machine, where a log can't be shared safely: the kind of file system.
    case remote(path: String, kind: String)
    /// The contents are damaged.
    case damaged(path: String, detail: String)
    /// The store does not know the repository.
    case unknownRepository(RepositoryKey)
    /// Anything else, in the words of the system.
    case failed(path: String, reason: String)
}

extension StoreError: UserFacingError {
    package var summary: String {
        switch self {
        case .missing(let path): "There is no store at \(path)."
        case .empty(let path): "The store at \(path) is an empty file."
        case .notAFile(let path, let kind): "The store at \(path) is \(kind), not a file."
        case .brokenLink(let path): "The store at \(path) is a symbolic link that leads nowhere."
        case .notAStore(let path): "The file at \(path) is not a store of Hakaru; it was left as it is."
        case .newer(let path, let version, let supported):
            "The store at \(path) has version \(version), written by a newer Hakaru; this one knows up to \(supported)."
        case .older(let path, let version, let supported):
            "The store at \(path) has version \(version) and cannot be brought to version \(supported) where it lies."
        case .busy(let path): "Another process is using the store at \(path)."
        case .diskFull(let path, let needed, let free):
            "The disk is full: the store at \(path) needs about \(needed) bytes, and \(free) are free."
        case .permission(let path, let mode, let user):
            "User \(user) may not use \(path), which has mode \(StoreError.octal(mode))."
        case .readOnly(let path): "The store at \(path) cannot be written."
        case .remote(let path, let kind): "The store at \(path) lies on another machine (\(kind))."
        case .damaged(let path, let detail): "The store at \(path) is damaged: \(detail)."
        case .unknownRepository(let key): "The store does not know the repository \(key.forgeID) of \(key.host)."
        case .failed(let path, let reason): "The store at \(path) failed: \(reason)."
        }
    }

    package var hint: String? {
        switch self {
        case .missing, .empty: "Run `hakaru sync`, or name another one with --store."
        case .notAFile, .brokenLink, .notAStore: "Name another one with --store or HAKARU_STORE."
        case .newer: "Update Hakaru. The store was not changed."
        case .older, .readOnly: "Copy the store to a place that can be written."
        case .busy: "Wait until the other run has ended."
        case .diskFull: "Free some space and run again; everything up to the last complete page is kept."
        case .permission: "Give this user the right to read and write it, or name another one with --store."
        case .remote: "Keep it on a disk of this machine, and name that with --store; a copy may lie there for reading."
        case .damaged: "Restore a backup, or move the file away and run `hakaru sync` to fetch everything anew."
        case .unknownRepository: "Run `hakaru sync` for it."
        case .failed: nil
        }
    }

    package var exitCode: ExitCode {
        switch self {
        case .missing, .empty: .noStore
        case .busy: .locked
        case .newer: .newerStore
        default: .failure
        }
    }

    /// A file mode as four octal digits, such as `0600`.
    private static func octal(_ mode: UInt32) -> String {
        let digits = String(mode & 0o7777, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}
