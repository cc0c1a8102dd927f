import Glibc

/// Files and directories, each whole.
package enum FileSystem {
    /// Reads a whole file, or what a pipe such as `/dev/fd/63` delivers.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - limit: The most bytes that it may have.
    /// - Returns: The contents.
    /// - Throws: ``SystemError/unreadable(path:reason:)`` and ``SystemError/tooLarge(path:limitInBytes:)``.
    package static func read(_ path: String, limitInBytes limit: Int) throws(SystemError) -> [UInt8] {
        let bytes: [UInt8]
        do throws(SystemCallError) {
            // Opening a FIFO without a writer would wait for one; reading is to wait again.
            let file = try FileDescriptor(opening: path, O_RDONLY | O_NONBLOCK)
            let status = try file.status()
            guard FileInfo.Kind(mode: status.st_mode) != .directory else { throw SystemCallError(code: EISDIR) }
            let flags = try systemCall { fcntl(file.rawValue, F_GETFL, 0) }
            try systemCall { fcntl(file.rawValue, F_SETFL, flags & ~O_NONBLOCK) }
            bytes = try file.readAll(limit: limit, sizeHint: Int(status.st_size))
        } catch {
            throw .unreadable(path: path, reason: error.reason)
        }
        guard bytes.count <= limit else { throw .tooLarge(path: path, limitInBytes: limit) }
        return bytes
    }

    /// Makes a directory and those above it, where they are missing, with exactly the given mode.
    package static func makeDirectory(_ path: String, mode: UInt32 = 0o700) throws(SystemError) {
        do throws(SystemCallError) {
            try make(path[...], mode: mode)
        } catch {
            throw .unwritable(path: path, reason: error.reason)
        }
    }

    private static func make(_ path: Substring, mode: UInt32) throws(SystemCallError) {
        do throws(SystemCallError) {
            try systemCall { mkdir(String(path), mode) }
            try systemCall { chmod(String(path), mode) }
        } catch {
            switch error.code {
            case EEXIST:
                guard FileInfo(at: String(path))?.kind == .directory else { throw SystemCallError(code: ENOTDIR) }
            case ENOENT:
                let parent = parent(of: path)
                guard parent != path else { throw error }
                try make(parent, mode: mode)
                try make(path, mode: mode)
            default:
                throw error
            }
        }
    }

    /// The directory that a path lies in: `.` for a bare name, `/` for the root.
    static func parent(of path: Substring) -> Substring {
        guard let slash = path.utf8.lastIndex(of: 0x2F) else { return "." }
        return slash == path.startIndex ? "/" : path[..<slash]
    }

    /// What a symbolic link says, or nil where there is none.
    static func linkTarget(_ path: String) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(path, &buffer, buffer.count)
        guard count > 0 else { return nil }
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Where a path really leads, links followed; the path itself where nothing is there, in its real directory.
    package static func resolved(_ path: String) -> String {
        if let found = realpath(path, nil) {
            defer { free(found) }
            return String(cString: found)
        }
        let parent = String(parent(of: path[...]))
        guard let found = realpath(parent, nil) else { return path }
        defer { free(found) }
        let directory = String(cString: found)
        let name = path.utf8.lastIndex(of: 0x2F).map { String(path[path.utf8.index(after: $0)...]) } ?? path
        return directory == "/" ? "/\(name)" : "\(directory)/\(name)"
    }

    /// The bytes that this user may still write at a path, or nil where the system does not tell.
    package static func freeBytes(at path: String) -> Int64? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        return Int64(clamping: UInt64(status.f_bavail) &* UInt64(status.f_frsize))
    }
}
