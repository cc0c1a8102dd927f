import Glibc

/// What the system knows of a file without opening it.
package struct FileInfo: Hashable, Sendable {
    /// What a path names.
    package enum Kind: Hashable, Sendable {
        /// A file with bytes.
        case file
        /// A directory.
        case directory
        /// A pipe, a socket, a device or a link.
        case other

        init(mode: mode_t) {
            switch mode & S_IFMT {
            case S_IFREG: self = .file
            case S_IFDIR: self = .directory
            default: self = .other
            }
        }
    }

    /// What it is, links followed.
    package let kind: Kind
    /// The permission bits, such as `0o600`.
    package let mode: UInt32
    /// The user that it belongs to.
    package let userID: UInt32
    /// Its length.
    package let sizeInBytes: Int64
    /// How many names it has; one unless there are hard links.
    package let linkCount: Int

    /// Looks at a path, links followed; nil where nothing is there or it cannot be reached.
    package init?(at path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    /// Looks at a path itself: a symbolic link is ``Kind/other``; nil where nothing is there or it cannot be reached.
    package init?(notFollowing path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    init(_ status: stat) {
        kind = Kind(mode: status.st_mode)
        mode = status.st_mode & 0o7777
        userID = status.st_uid
        sizeInBytes = Int64(status.st_size)
        linkCount = Int(status.st_nlink)
    }

    /// Whether users other than the owner may read or write it.
    package var isOpenToOthers: Bool { mode & 0o077 != 0 }
}
