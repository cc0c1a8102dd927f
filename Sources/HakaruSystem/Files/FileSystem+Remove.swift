import Glibc

extension FileSystem {
    /// Removes a file; one that is not there is no error.
    ///
    /// Directories are not removed.
    ///
    /// - Throws: ``SystemError/unwritable(path:reason:)``.
    package static func removeFile(_ path: String) throws(SystemError) {
        do throws(SystemCallError) {
            try systemCall { unlink(path) }
        } catch  where error.code == ENOENT {
            return
        } catch {
            throw .unwritable(path: path, reason: error.reason)
        }
    }
}
