import Glibc

/// An open file of the system, closed when it goes out of use.
struct FileDescriptor: ~Copyable {
    /// The system's number.
    let rawValue: Int32

    /// Takes over an open file.
    init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// Opens a file; it is never passed on to a child process.
    init(opening path: String, _ flags: Int32, mode: mode_t = 0) throws(SystemCallError) {
        rawValue = try systemCall { open(path, flags | O_CLOEXEC, mode) }
    }

    deinit {
        close(rawValue)
    }

    /// What the system knows of the open file.
    func status() throws(SystemCallError) -> stat {
        var status = stat()
        try systemCall { fstat(rawValue, &status) }
        return status
    }

    /// Sets the mode exactly, whatever the umask.
    func setMode(_ mode: mode_t) throws(SystemCallError) {
        try systemCall { fchmod(rawValue, mode) }
    }

    /// Writes all bytes; waits where the other side of a pipe that does not block is slow.
    func write(_ bytes: some Collection<UInt8>) throws(SystemCallError) {
        let failure =
            bytes.withContiguousStorageIfAvailable { SystemCalls.writeAll(UnsafeRawBufferPointer($0), to: rawValue) }
            ?? Array(bytes).withUnsafeBytes { SystemCalls.writeAll($0, to: rawValue) }
        if let failure { throw failure }
    }

    /// Reads to the end of the file, or one byte more than `limit` where it is longer.
    func readAll(limit: Int, sizeHint: Int) throws(SystemCallError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = min(max(sizeHint + 1, 4_096), limit + 1)
        while bytes.count <= limit {
            let wanted = min(chunk, limit + 1 - bytes.count)
            var failure: SystemCallError?
            let piece = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
                do throws(SystemCallError) {
                    let address = buffer.baseAddress
                    count = try systemCall { read(rawValue, address, wanted) }
                } catch {
                    failure = error
                }
            }
            if let failure { throw failure }
            if piece.isEmpty { break }
            if bytes.isEmpty { bytes = piece } else { bytes += piece }
            chunk = max(chunk, 65_536)
        }
        return bytes
    }

    /// Waits until everything written lies on the disk.
    func synchronize() throws(SystemCallError) {
        try systemCall { fsync(rawValue) }
    }
}
