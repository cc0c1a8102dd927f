import Glibc

extension FileSystem {
    /// Writes a file that the user names, whatever is there: a file is replaced whole, all else is written into.
    ///
    /// A device or a pipe, such as `/dev/stdout`, stays what it is: nothing takes its place, and nothing is removed.
    ///
    /// - Parameters:
    ///   - bytes: The contents.
    ///   - path: The target; its directory must be there.
    ///   - mode: The permission bits of a file.
    /// - Throws: ``SystemError/unwritable(path:reason:)``; a file is then as before.
    package static func writeOutput(
        _ bytes: some Collection<UInt8>, to path: String, mode: UInt32 = 0o644
    ) throws(SystemError) {
        guard let info = FileInfo(at: path), info.kind != .file else {
            return try write(bytes, to: path, mode: mode)
        }
        do throws(SystemCallError) {
            try FileDescriptor(opening: path, O_WRONLY).write(bytes)
        } catch {
            throw .unwritable(path: path, reason: error.reason)
        }
    }

    /// Adds bytes to the end of a file that others write, too; it is made where it is missing.
    ///
    /// - Throws: ``SystemError/unwritable(path:reason:)``.
    package static func append(
        _ bytes: some Collection<UInt8>, to path: String, mode: UInt32 = 0o644
    ) throws(SystemError) {
        do throws(SystemCallError) {
            try FileDescriptor(opening: path, O_WRONLY | O_APPEND | O_CREAT, mode: mode).write(bytes)
        } catch {
            throw .unwritable(path: path, reason: error.reason)
        }
    }
}
