import Glibc
import HakaruTestSupport

/// A file system in memory of a fixed size, unmounted when the value goes out of use.
final class SmallDisk: Sendable {
    private let directory: TemporaryDirectory
    var path: String { directory.path }

    /// Mounts it; nil where this user may not.
    init?(kibibytes: Int) throws {
        directory = try TemporaryDirectory()
        guard mount("tmpfs", directory.path, "tmpfs", 0, "size=\(kibibytes)k") == 0 else { return nil }
    }

    deinit {
        umount2(path, Int32(MNT_DETACH))
    }

    /// Whether this user may mount; said once where not.
    static let isPossible: Bool = {
        do {
            if try SmallDisk(kibibytes: 64) != nil { return true }
        } catch {
            // Treated as not possible.
        }
        print("Skipped: this user may not mount a file system, so a full one is not tested.")
        return false
    }()
}
