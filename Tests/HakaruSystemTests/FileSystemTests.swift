import Glibc
import HakaruTestSupport
import Testing

@testable import HakaruSystem

@Suite struct `Files` {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func names() -> Set<String> {
        var names: Set<String> = []
        guard let stream = opendir(directory.path) else { return names }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.insert(name) }
        }
        return names
    }

    @Test(arguments: [0, 1, 4_096, 4_097, 300_000])
    func `are read as they were written`(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let path = directory.path("file")
        try FileSystem.write(bytes, to: path)
        #expect(try FileSystem.read(path, limitInBytes: count) == bytes)
        #expect(names() == ["file"])
    }

    @Test func `are not read beyond a limit`() throws {
        let path = directory.path("file")
        try FileSystem.write([1, 2, 3], to: path)
        #expect(throws: SystemError.tooLarge(path: path, limitInBytes: 2)) {
            try FileSystem.read(path, limitInBytes: 2)
        }
        #expect(throws: SystemError.tooLarge(path: "/dev/zero", limitInBytes: 100_000)) {
            try FileSystem.read("/dev/zero", limitInBytes: 100_000)
        }
    }

    @Test func `that cannot be read are named with the reason`() {
        let path = directory.path("none")
        #expect(throws: SystemError.unreadable(path: path, reason: "No such file or directory")) {
            try FileSystem.read(path, limitInBytes: 10)
        }
        #expect(throws: SystemError.unreadable(path: directory.path, reason: "Is a directory")) {
            try FileSystem.read(directory.path, limitInBytes: 10)
        }
    }

    @Test func `may be pipes`() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        #expect(write(ends[1], "token", 5) == 5)
        close(ends[1])
        defer { close(ends[0]) }
        #expect(try FileSystem.read("/dev/fd/\(ends[0])", limitInBytes: 100) == Array("token".utf8))
    }

    @Test func `are replaced as a whole, with exactly the mode that is asked for`() throws {
        let path = directory.path("report.md")
        try FileSystem.write(Array("old".utf8), to: path, mode: 0o644)
        #expect(FileInfo(at: path)?.mode == 0o644)
        let reader = open(path, O_RDONLY)
        defer { close(reader) }
        try FileSystem.write(Array("new and longer".utf8), to: path, mode: 0o600)
        #expect(FileInfo(at: path)?.mode == 0o600)
        #expect(try FileSystem.read(path, limitInBytes: 100) == Array("new and longer".utf8))
        // One who had it open still sees the old one, whole.
        var bytes = [UInt8](repeating: 0, count: 10)
        #expect(read(reader, &bytes, 10) == 3)
        #expect(bytes.prefix(3) == ArraySlice("old".utf8))
    }

    @Test func `take the place of a link and leave what it led to`() throws {
        try FileSystem.write(Array("theirs".utf8), to: directory.path("target"))
        symlink("target", directory.path("link"))
        try FileSystem.write(Array("ours".utf8), to: directory.path("link"))
        #expect(try FileSystem.read(directory.path("target"), limitInBytes: 100) == Array("theirs".utf8))
        #expect(try FileSystem.read(directory.path("link"), limitInBytes: 100) == Array("ours".utf8))
        #expect(FileSystem.linkTarget(directory.path("link")) == nil)
    }

    @Test func `that a user names are replaced, and devices and pipes stay what they are`() throws {
        let path = directory.path("report.xml")
        try FileSystem.writeOutput([1, 2, 3], to: path)
        try FileSystem.writeOutput([4], to: path)
        #expect(try FileSystem.read(path, limitInBytes: 9) == [4])
        #expect(FileInfo(at: path)?.mode == 0o644)
        try FileSystem.writeOutput([1], to: "/dev/null")
        #expect(FileInfo(at: "/dev/null")?.kind == .other)
        let link = directory.path("link")
        symlink("/dev/null", link)
        try FileSystem.writeOutput([1], to: link)
        #expect(FileSystem.linkTarget(link) == "/dev/null")
        #expect(throws: SystemError.self) { try FileSystem.writeOutput([1], to: directory.path) }
        #expect(names() == ["report.xml", "link"])
    }

    @Test func `that others write too are added to`() throws {
        let path = directory.path("summary.md")
        try FileSystem.append([1, 2], to: path)
        try FileSystem.append([], to: path)
        try FileSystem.append([3], to: path)
        #expect(try FileSystem.read(path, limitInBytes: 9) == [1, 2, 3])
        #expect(throws: SystemError.self) { try FileSystem.append([1], to: directory.path("no/where")) }
    }

    @Test func `that a killed run left are removed, and those of a living one stay`() throws {
        try FileSystem.write([1], to: directory.path(".report.md.hakaru-dead"))
        try FileSystem.write([1], to: directory.path(".other.md.hakaru-dead"))
        let living = open(directory.path(".report.md.hakaru-living"), O_WRONLY | O_CREAT, 0o600)
        defer { close(living) }
        try #require(flock(living, LOCK_EX | LOCK_NB) == 0)
        try FileSystem.write([2], to: directory.path("report.md"))
        #expect(names() == ["report.md", ".report.md.hakaru-living", ".other.md.hakaru-dead"])
    }

    @Test func `stay as they were where they cannot be written`() throws {
        let path = directory.path("none/report.md")
        #expect(throws: SystemError.unwritable(path: path, reason: "No such file or directory")) {
            try FileSystem.write([1], to: path)
        }
        try FileSystem.makeDirectory(directory.path("target"))
        #expect(throws: SystemError.unwritable(path: directory.path("target"), reason: "Is a directory")) {
            try FileSystem.write([1], to: directory.path("target"))
        }
        #expect(names() == ["target"])
    }

    @Test(.enabled(if: SmallDisk.isPossible, "needs the right to mount a file system"))
    func `stay as they were on a full disk`() throws {
        let disk = try #require(try SmallDisk(kibibytes: 64))
        let path = "\(disk.path)/report.md"
        try FileSystem.write(Array("old".utf8), to: path)
        #expect(throws: SystemError.unwritable(path: path, reason: "No space left on device")) {
            try FileSystem.write([UInt8](repeating: 0x61, count: 1 << 20), to: path)
        }
        #expect(try FileSystem.read(path, limitInBytes: 100) == Array("old".utf8))
        let free = try #require(FileSystem.freeBytes(at: disk.path))
        #expect(free > 0 && free <= 65_536)
    }

    @Test func `lie in directories that are made with the mode that is asked for`() throws {
        let path = directory.path("a/b/c")
        try FileSystem.makeDirectory(path, mode: 0o700)
        try FileSystem.makeDirectory(path, mode: 0o755)
        #expect(FileInfo(at: path)?.mode == 0o700)
        #expect(FileInfo(at: directory.path("a"))?.mode == 0o700)
        try FileSystem.write([1], to: directory.path("file"))
        #expect(throws: SystemError.unwritable(path: directory.path("file/x"), reason: "Not a directory")) {
            try FileSystem.makeDirectory(directory.path("file/x"))
        }
    }

    @Test(arguments: [("a/b", "a"), ("/a", "/"), ("/", "/"), ("a", "."), ("/a/b/c", "/a/b")])
    func `lie in a directory`(path: String, parent: String) {
        #expect(FileSystem.parent(of: path[...]) == parent)
    }

    @Test func `tell what they are`() throws {
        let path = directory.path("file")
        try FileSystem.write([1, 2, 3], to: path, mode: 0o640)
        let info = try #require(FileInfo(at: path))
        #expect(info.kind == .file && info.mode == 0o640 && info.sizeInBytes == 3 && info.isOpenToOthers)
        #expect(info.userID == ProcessFacts.userID)
        #expect(FileInfo(at: directory.path)?.kind == .directory)
        #expect(FileInfo(at: directory.path)?.isOpenToOthers == false)
        #expect(FileInfo(at: "/dev/null")?.kind == .other)
        #expect(FileInfo(at: directory.path("none")) == nil)
    }
}
