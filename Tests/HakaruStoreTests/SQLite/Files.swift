import Glibc

@testable import HakaruStore

/// Small file operations of the tests.
enum FileProbe {
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}

struct FileFailure: Error {
    let path: String
    let code: Int32
}

func write(_ bytes: [UInt8], to path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    defer { close(file) }
    guard file >= 0, write(file, bytes, bytes.count) == bytes.count else { throw FileFailure(path: path, code: errno) }
}

func patch(_ path: String, at offset: Int, _ bytes: [UInt8]) throws {
    let file = open(path, O_WRONLY)
    defer { close(file) }
    guard file >= 0, pwrite(file, bytes, bytes.count, off_t(offset)) == bytes.count else {
        throw FileFailure(path: path, code: errno)
    }
}

func read(_ path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY)
    defer { close(file) }
    let size = lseek(file, 0, SEEK_END)
    guard file >= 0, size >= 0 else { throw FileFailure(path: path, code: errno) }
    var bytes = [UInt8](repeating: 0, count: Int(size))
    guard pread(file, &bytes, bytes.count, 0) == bytes.count else { throw FileFailure(path: path, code: errno) }
    return bytes
}

func mode(of path: String) -> UInt32? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
}

extension Migration {
    /// The version of a store that this program makes.
    static var newest: Int { all.last?.number ?? 0 }
}
