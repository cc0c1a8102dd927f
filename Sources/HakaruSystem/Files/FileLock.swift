import Glibc
package import HakaruModel

/// The right to be the only run that does something, held on a file until the value goes out of use.
///
/// The kernel frees the lock of a process that ends, however it ends. The file stays; it names the holder for others.
package struct FileLock: ~Copyable, Sendable {
    /// Who holds a lock.
    package struct Holder: Hashable, Sendable {
        /// The number of its process.
        package let processID: Int32
        /// When it took the lock.
        package let startedAt: Instant

        /// Makes a holder.
        package init(processID: Int32, startedAt: Instant) {
            self.processID = processID
            self.startedAt = startedAt
        }
    }

    private let file: FileDescriptor
    private let subject: FileDescriptor?

    private init(file: consuming FileDescriptor, subject: consuming FileDescriptor?) {
        self.file = file
        self.subject = subject
    }

    deinit {
        // The name of the holder is a courtesy: what remains of it is not believed without the lock.
        _ = ftruncate(file.rawValue, 0)
    }

    /// Takes the lock, waiting for another holder no longer than allowed.
    ///
    /// - Parameters:
    ///   - path: The lock file, made with mode 0600 where it is missing; its directory must be there.
    ///   - subject: The file that it is about, where others may know that by another name.
    ///   - wait: How long to wait; zero asks once.
    ///   - now: The time to note as the start.
    ///   - clock: What the waiting is measured and slept with.
    ///   - onWait: Called once before the first wait, with the holder where it is known.
    /// - Returns: The lock.
    /// - Throws: ``SystemError/locked(path:holder:)`` when the time is over, ``SystemError/cancelled``,
    ///   ``SystemError/unwritable(path:reason:)``.
    package static func acquire(
        at path: String, on subject: Subject? = nil, wait: Duration, now: Instant,
        clock: some Clock<Duration> = ContinuousClock(), onWait: (Holder?) -> Void = { _ in }
    ) async throws(SystemError) -> FileLock {
        let deadline = clock.now.advanced(by: wait)
        var isFirst = true
        while true {
            if let lock = try attempt(at: path, on: subject, now: now) { return lock }
            let holder = holder(at: path)
            guard clock.now < deadline else { throw .locked(path: path, holder: holder) }
            if isFirst { onWait(holder) }
            isFirst = false
            do {
                try await clock.sleep(until: min(deadline, clock.now.advanced(by: .milliseconds(100))), tolerance: nil)
            } catch {
                throw .cancelled
            }
        }
    }

    /// Who holds the lock at a path now; nil where nobody does or it has not said so.
    ///
    /// It only looks: taking the lock, even for a moment, could turn a run away that asks at that moment.
    package static func currentHolder(at path: String) throws(SystemError) -> Holder? {
        guard let there = identity(at: path) else { return nil }
        let isHeld = try table().contains { line in
            line.count >= 6 && line[1] == "FLOCK" && line[5].hasSuffix(":\(there.node)")
        }
        return isHeld ? holder(at: path) : nil
    }

    /// Whether anybody holds a lock on a file, by whatever name of it; it only looks.
    package static func isHeld(on subject: Subject) throws(SystemError) -> Bool {
        try table().contains(where: subject.isHeld)
    }

    /// The lines of the system's table of locks, split into fields.
    private static func table() throws(SystemError) -> [[Substring]] {
        String(decoding: try FileSystem.read("/proc/locks", limitInBytes: 1 << 24), as: UTF8.self)
            .split(separator: "\n").map { $0.split(separator: " ") }
    }

    /// One attempt; nil where another process holds the lock.
    private static func attempt(
        at path: String, on subject: Subject?, now: Instant
    ) throws(SystemError) -> FileLock? {
        do throws(SystemCallError) {
            let file = try FileDescriptor(opening: path, O_RDWR | O_CREAT | O_NOFOLLOW, mode: 0o600)
            let locked: FileDescriptor?
            do throws(SystemCallError) {
                try systemCall { flock(file.rawValue, LOCK_EX | LOCK_NB) }
                locked = try subject?.lock()
            } catch  where error.code == EWOULDBLOCK {
                return nil
            }
            // A file that was removed meanwhile locks nothing that others see.
            guard let there = identity(at: path), there == (try identity(of: file)) else { return nil }
            try file.setMode(0o600)
            try systemCall { ftruncate(file.rawValue, 0) }
            try file.write(Array("\(getpid()) \(now)\n".utf8))
            return FileLock(file: file, subject: locked)
        } catch {
            throw .unwritable(path: path, reason: error.reason)
        }
    }

    private struct Identity: Equatable {
        let device: dev_t
        let node: ino_t
    }

    private static func identity(at path: String) -> Identity? {
        var status = stat()
        return stat(path, &status) == 0 ? Identity(device: status.st_dev, node: status.st_ino) : nil
    }

    private static func identity(of file: borrowing FileDescriptor) throws(SystemCallError) -> Identity {
        let status = try file.status()
        return Identity(device: status.st_dev, node: status.st_ino)
    }

    /// Reads what the holder has noted; nil where it is not yet, or no longer, whole.
    private static func holder(at path: String) -> Holder? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        let file = FileDescriptor(rawValue: descriptor)
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(file.rawValue, &bytes, bytes.count)
        guard count > 0, bytes[count - 1] == 0x0A else { return nil }
        let words = String(decoding: bytes[..<(count - 1)], as: UTF8.self).split(separator: " ")
        guard words.count == 2, let processID = Int32(words[0]), let startedAt = Instant(rfc3339: words[1]) else {
            return nil
        }
        return Holder(processID: processID, startedAt: startedAt)
    }
}
