import Glibc

extension FileLock {
    /// The file that a lock is about, so that all its names lead to one lock: a hard link has a lock file of its own.
    ///
    /// One byte far behind any end of the file is locked, for the open file and not for the process. Letting go of it
    /// closes the file, and with that the process gives up its POSIX locks on it (fcntl(2)): a database connection has
    /// to be closed before.
    package struct Subject: Hashable, Sendable {
        /// A name of the file; where it is missing, or cannot be written, the lock file alone has to do.
        package let path: String
        /// Which of the locks about the file it is, from 0; they don't know each other.
        package let number: Int

        /// Names a file and one of the locks about it.
        package init(path: String, number: Int) {
            self.path = path
            self.number = number
        }

        /// The byte that is locked.
        private var byte: Int { (1 << 62) + number }

        /// `F_OFD_SETLK`, which Swift does not import: the same number on every Linux.
        private static let setOpenFileLock: Int32 = 37

        /// Locks the file; nil where it has none that could be locked.
        ///
        /// - Throws: `EWOULDBLOCK` where another one holds it.
        func lock() throws(SystemCallError) -> FileDescriptor? {
            let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK)
            guard descriptor >= 0 else { return nil }
            let file = FileDescriptor(rawValue: descriptor)
            var range = Glibc.flock()
            range.l_type = Int16(F_WRLCK)
            range.l_whence = Int16(SEEK_SET)
            range.l_start = byte
            range.l_len = 1
            do throws(SystemCallError) {
                try systemCall { fcntl(file.rawValue, Self.setOpenFileLock, &range) }
                return file
            } catch  where error.code == EACCES || error.code == EAGAIN {
                throw SystemCallError(code: EWOULDBLOCK)
            } catch {
                // A file system that knows no such locks.
                return nil
            }
        }

        /// Whether a line of `/proc/locks` is about this lock; nothing is opened to find out.
        func isHeld(by line: [Substring]) -> Bool {
            var status = stat()
            guard stat(path, &status) == 0, line.count >= 7, line[1] == "OFDLCK" else { return false }
            return line[5].hasSuffix(":\(status.st_ino)") && line[6] == "\(byte)"
        }
    }
}
