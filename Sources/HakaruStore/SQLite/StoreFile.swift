import Glibc

/// The file of a store, looked at and made before SQLite opens it.
enum StoreFile {
    /// What lies at a path.
    enum State: Equatable {
        /// Nothing.
        case missing
        /// A file without contents.
        case empty
        /// A store, by the marks in its header.
        case store
    }

    /// What marks a SQLite file as a store of Hakaru: `HAKA` in ASCII, its `PRAGMA application_id`.
    static let applicationID: Int32 = 0x4841_4B41

    /// Looks at a path without changing anything; links are followed.
    ///
    /// - Throws: A ``StoreError`` where something else than a store lies there, or it cannot be read.
    static func inspect(_ path: String) throws(StoreError) -> State {
        var status = stat()
        guard stat(path, &status) == 0 else {
            switch errno {
            case ENOENT: return try missing(path)
            case ELOOP: throw .brokenLink(path: path)
            case ENOTDIR: throw .notAFile(path: path, kind: "below something that is not a directory")
            case EACCES: throw permission(path)
            case let code: throw .failed(path: path, reason: reason(code))
            }
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw .notAFile(path: path, kind: "a directory")
        case S_IFIFO: throw .notAFile(path: path, kind: "a FIFO")
        case S_IFSOCK: throw .notAFile(path: path, kind: "a socket")
        default: throw .notAFile(path: path, kind: "a device")
        }
        if status.st_size == 0 { return .empty }
        // What this process has open was looked at before.
        return try OpenFiles.unlessOpen(OpenFiles.Identity(status)) { () throws(StoreError) in
            try readHeader(path)
        } ?? .store
    }

    /// Nothing is there, unless a link that leads nowhere is.
    private static func missing(_ path: String) throws(StoreError) -> State {
        var status = stat()
        guard lstat(path, &status) != 0 else { throw .brokenLink(path: path) }
        return .missing
    }

    /// Reads the two marks: SQLite's own at the start, and the application's at byte 68.
    private static func readHeader(_ path: String) throws(StoreError) -> State {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            let code = errno
            throw code == EACCES || code == EPERM ? permission(path) : .failed(path: path, reason: reason(code))
        }
        defer { close(descriptor) }
        var header = [UInt8](repeating: 0, count: 100)
        guard read(descriptor, &header, 100) == 100, header.starts(with: "SQLite format 3\0".utf8),
            header[68..<72].elementsEqual([0x48, 0x41, 0x4B, 0x41])
        else { throw .notAStore(path: path) }
        return .store
    }

    /// Makes an empty file of mode 0600, and the directories that are missing above it with mode 0700, whatever the
    /// umask.
    static func create(_ path: String) throws(StoreError) {
        try makeDirectory(parent(of: path), for: path)
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            // Another process made it in this moment: it is as good.
            if errno == EEXIST { return }
            throw creationError(path, errno)
        }
        defer { close(descriptor) }
        guard fchmod(descriptor, 0o600) == 0 else { throw creationError(path, errno) }
    }

    private static func makeDirectory(_ directory: String, for path: String) throws(StoreError) {
        if mkdir(directory, 0o700) == 0 {
            guard chmod(directory, 0o700) == 0 else { throw creationError(path, errno) }
            return
        }
        switch errno {
        case EEXIST: return
        case ENOENT where parent(of: directory) != directory:
            try makeDirectory(parent(of: directory), for: path)
            try makeDirectory(directory, for: path)
        case let code: throw creationError(path, code)
        }
    }

    private static func creationError(_ path: String, _ code: Int32) -> StoreError {
        switch code {
        case EACCES, EPERM: permission(path)
        case EROFS: .readOnly(path: path)
        case ENOSPC, EDQUOT: diskFull(path)
        default: .failed(path: path, reason: reason(code))
        }
    }

    /// Where a file really lies, links followed.
    static func resolved(_ path: String) throws(StoreError) -> String {
        guard let found = realpath(path, nil) else { throw .failed(path: path, reason: reason(errno)) }
        defer { free(found) }
        return String(cString: found)
    }

    /// The bytes in the write-ahead log of a store; nil where there is no such file.
    static func logSize(of path: String) -> Int64? {
        var status = stat()
        return stat("\(path)-wal", &status) == 0 ? Int64(status.st_size) : nil
    }

    /// Whether this user may make files beside a store.
    static func isDirectoryWritable(of path: String) -> Bool {
        access(parent(of: path), W_OK) == 0
    }

    /// Whether this user may write a store.
    static func isWritable(_ path: String) -> Bool {
        access(path, W_OK) == 0
    }

    /// The directory that a path lies in.
    static func parent(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: 0x2F) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Names what this user may not use: the file where it is there, else the nearest directory above it.
    static func permission(_ path: String) -> StoreError {
        var place = path
        var status = stat()
        while stat(place, &status) != 0, place != "/", place != "." { place = parent(of: place) }
        return .permission(path: place, mode: status.st_mode & 0o7777, user: geteuid())
    }

    /// Says why a file or a directory cannot be written: its file system, or its mode.
    static func unwritable(_ place: String) -> StoreError {
        var status = statvfs()
        let isReadOnly = statvfs(place, &status) == 0 && status.f_flag & UInt(ST_RDONLY) != 0
        return isReadOnly ? .readOnly(path: place) : permission(place)
    }

    /// Names how much room a write needs and how much there is.
    ///
    /// The write-ahead log grows to about 4 MiB before it is copied into the file, which may grow by as much.
    static func diskFull(_ path: String) -> StoreError {
        .diskFull(path: path, neededBytes: 8 << 20, freeBytes: freeBytes(beside: path))
    }

    /// The bytes that this user may still write beside a store; 0 where the system does not tell.
    static func freeBytes(beside path: String) -> Int64 {
        var status = statvfs()
        guard statvfs(parent(of: path), &status) == 0 else { return 0 }
        return Int64(clamping: UInt64(status.f_bavail) &* UInt64(status.f_frsize))
    }

    /// The words of the system for an error number.
    static func reason(_ code: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
