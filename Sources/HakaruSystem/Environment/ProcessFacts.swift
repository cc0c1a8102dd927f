import Glibc

/// What the system tells of this process.
package enum ProcessFacts {
    /// The number of the user that this process works for.
    package static var userID: UInt32 { geteuid() }

    /// The number of this process.
    package static var processID: Int32 { getpid() }

    /// The permission bits that the umask takes from new files, or nil where the system does not tell.
    ///
    /// It is read from the system's table: the call that returns the umask would change it for all threads.
    package static func umask() -> UInt32? {
        do throws(SystemError) {
            return umask(inStatus: try FileSystem.read("/proc/self/status", limitInBytes: 65_536))
        } catch {
            return nil
        }
    }

    /// Reads the umask from the text of `/proc/self/status`.
    static func umask(inStatus status: [UInt8]) -> UInt32? {
        for line in status.split(separator: 0x0A) where line.starts(with: "Umask:".utf8) {
            let digits = line.dropFirst(6).filter { $0 >= 0x30 && $0 <= 0x37 }
            return UInt32(String(decoding: digits, as: UTF8.self), radix: 8)
        }
        return nil
    }
}
