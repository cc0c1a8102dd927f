import Glibc

extension FileSystem {
    /// Replaces a file by other contents: whoever reads it sees the old ones or the new ones, also after a crash.
    ///
    /// The bytes go to a file beside the target, then to the disk, and then take the target's place. A symbolic link at
    /// the target is replaced, not followed. Leftovers of a killed run for the same target are removed.
    ///
    /// - Parameters:
    ///   - bytes: The new contents.
    ///   - path: The target; its directory must be there.
    ///   - mode: The permission bits of the file, whatever the umask.
    /// - Throws: ``SystemError/unwritable(path:reason:)``; the target is as before.
    package static func write(
        _ bytes: some Collection<UInt8>, to path: String, mode: UInt32 = 0o600
    ) throws(SystemError) {
        do throws(SystemCallError) {
            let directory = String(parent(of: path[...]))
            let prefix = ".\(fileName(of: path)).hakaru-"
            removeLeftovers(in: directory, prefix: prefix)
            let temporary = "\(directory)/\(prefix)\(String(UInt64.random(in: 0...UInt64.max), radix: 36))"
            do throws(SystemCallError) {
                try replace(path, by: bytes, through: temporary, mode: mode)
            } catch {
                // It is gone already where the rename succeeded, or was never made.
                unlink(temporary)
                throw error
            }
            try FileDescriptor(opening: directory, O_RDONLY | O_DIRECTORY).synchronize()
        } catch {
            throw .unwritable(path: path, reason: error.reason)
        }
    }

    private static func replace(
        _ path: String, by bytes: some Collection<UInt8>, through temporary: String, mode: UInt32
    ) throws(SystemCallError) {
        let file = try FileDescriptor(opening: temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
        // Held until the end of this function: what is locked is no leftover.
        try systemCall { flock(file.rawValue, LOCK_EX | LOCK_NB) }
        try file.setMode(mode)
        try file.write(bytes)
        try file.synchronize()
        try systemCall { rename(temporary, path) }
    }

    /// Removes the temporary files of runs that were killed; those of living ones are locked.
    private static func removeLeftovers(in directory: String, prefix: String) {
        guard let stream = opendir(directory) else { return }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name.hasPrefix(prefix) else { continue }
            let path = "\(directory)/\(name)"
            let descriptor = open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            let file = FileDescriptor(rawValue: descriptor)
            if flock(file.rawValue, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
        }
    }

    /// The last part of a path.
    private static func fileName(of path: String) -> Substring {
        guard let slash = path.utf8.lastIndex(of: 0x2F) else { return path[...] }
        return path[path.utf8.index(after: slash)...]
    }
}
