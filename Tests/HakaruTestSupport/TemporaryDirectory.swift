import Glibc

/// A fresh directory for one test, removed with everything in it when the value goes out of use.
package final class TemporaryDirectory: Sendable {
    /// Where it lies.
    package let path: String

    /// Makes one below `TMPDIR`, else `/tmp`.
    package init() throws {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(base)/hakaru-test-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw CreationFailed(code: errno) }
        path = String(cString: made)
    }

    deinit {
        Self.remove(path)
    }

    /// The path of something below it.
    package func path(_ name: String) -> String { "\(path)/\(name)" }

    /// Removes a tree without following links; what cannot be removed stays.
    private static func remove(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        if status.st_mode & S_IFMT == S_IFDIR, let stream = opendir(path) {
            chmod(path, 0o700)
            while let entry = readdir(stream) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name != ".", name != ".." { remove("\(path)/\(name)") }
            }
            closedir(stream)
            rmdir(path)
        } else {
            unlink(path)
        }
    }

    private struct CreationFailed: Error {
        let code: Int32
    }
}
