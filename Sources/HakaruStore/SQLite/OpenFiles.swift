import Glibc
import Synchronization

/// The store files that SQLite has open in this process.
///
/// A process that closes any descriptor of a file gives up all POSIX locks that it holds on it (fcntl(2)), those of
/// SQLite's connections too: another process would then take itself for the only one, and remove the write-ahead log
/// under the hands of this one. So nothing but SQLite, which knows of that, opens a file that is open here.
enum OpenFiles {
    /// What a file is, whatever its name.
    struct Identity: Hashable {
        let device: dev_t
        let node: ino_t

        init(_ status: stat) {
            device = status.st_dev
            node = status.st_ino
        }
    }

    private static let counts = Mutex<[Identity: Int]>([:])

    /// Says that a connection to a file is open, from before it is opened until it is closed.
    final class Claim: Sendable {
        private let identity: Mutex<Identity?>

        init(_ path: String) {
            var status = stat()
            let found = stat(path, &status) == 0 ? Identity(status) : nil
            identity = Mutex(found)
            if let found { counts.withLock { $0[found, default: 0] += 1 } }
        }

        deinit { release() }

        /// Says that it is closed; once more changes nothing.
        func release() {
            guard let identity = identity.withLock({ $0.take() }) else { return }
            counts.withLock { counts in
                let count = (counts[identity] ?? 1) - 1
                counts[identity] = count > 0 ? count : nil
            }
        }
    }

    /// Does what opens and closes a file, unless SQLite has it open; nobody opens it meanwhile.
    static func unlessOpen<Value: Sendable, Failure: Error>(
        _ identity: Identity, _ body: () throws(Failure) -> Value
    ) throws(Failure) -> Value? {
        let result: Result<Value, Failure>? = counts.withLock { counts in
            guard counts[identity] == nil else { return nil }
            do throws(Failure) {
                return .success(try body())
            } catch {
                return .failure(error)
            }
        }
        return try result?.get()
    }
}
