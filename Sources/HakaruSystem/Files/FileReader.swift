import Glibc

/// An open file that is read piece by piece, so that its size does not matter.
package struct FileReader: ~Copyable {
    private let path: String
    private let file: FileDescriptor

    /// Opens a file, or a pipe such as `/dev/fd/63`.
    ///
    /// - Throws: ``SystemError/unreadable(path:reason:)``, also for a directory.
    package init(_ path: String) throws(SystemError) {
        self.path = path
        self.file = try Self.open(path)
    }

    private static func open(_ path: String) throws(SystemError) -> FileDescriptor {
        do throws(SystemCallError) {
            let file = try FileDescriptor(opening: path, O_RDONLY)
            guard FileInfo.Kind(mode: try file.status().st_mode) != .directory else {
                throw SystemCallError(code: EISDIR)
            }
            return file
        } catch {
            throw .unreadable(path: path, reason: error.reason)
        }
    }

    /// Reads the next bytes.
    ///
    /// - Parameter buffer: Where they go; not empty.
    /// - Returns: How many there were; 0 at the end of the file.
    /// - Throws: ``SystemError/unreadable(path:reason:)``.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
        do throws(SystemCallError) {
            return try systemCall { Glibc.read(file.rawValue, buffer.baseAddress, buffer.count) }
        } catch {
            throw .unreadable(path: path, reason: error.reason)
        }
    }
}

/// A reader belongs to one task, as its place in the file does.
@available(*, unavailable)
extension FileReader: Sendable {}
