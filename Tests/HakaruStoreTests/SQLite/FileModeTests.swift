import Glibc
import HakaruStore
import HakaruTestSupport
import Testing

/// Serialized, because the umask belongs to the whole process.
///
/// Other tests set their modes themselves.
@Suite(.serialized) struct `The files of a store` {
    @Test(arguments: [0, 0o022, 0o077] as [mode_t])
    func `are the user's alone, whatever the umask`(mask: mode_t) async throws {
        let directory = try TemporaryDirectory()
        let before = umask(mask)
        defer { umask(before) }
        let path = directory.path("new/deeper/hakaru.db")
        let store = try SQLiteStore(path: path, mode: .create)
        try await store.save(.sample(), on: "github.com")
        let snapshot = try await store.snapshot()
        #expect(try await snapshot.repositories().count == 1)
        #expect(mode(of: path) == 0o600)
        #expect(mode(of: "\(path)-wal") == 0o600)
        #expect(mode(of: "\(path)-shm") == 0o600)
        #expect(mode(of: directory.path("new")) == 0o700)
        #expect(mode(of: directory.path("new/deeper")) == 0o700)
    }

    @Test func `are the user's alone also where a reader makes them`() async throws {
        let directory = try TemporaryDirectory()
        let before = umask(0)
        defer { umask(before) }
        let path = directory.path("hakaru.db")
        try SQLiteStore(path: path, mode: .create).close()
        #expect(FileProbe.exists("\(path)-wal") == false)
        let reader = try SQLiteStore(path: path, mode: .existing)
        #expect(try await reader.repositories().isEmpty)
        #expect(mode(of: "\(path)-wal") == 0o600)
        #expect(mode(of: "\(path)-shm") == 0o600)
    }

    @Test func `keep the modes that a person has given them`() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path("hakaru.db")
        try SQLiteStore(path: path, mode: .create).close()
        chmod(path, 0o640)
        try SQLiteStore(path: path, mode: .create).close()
        #expect(mode(of: path) == 0o640)
    }

    @Test func `have no column for texts or addresses`() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path("hakaru.db")
        try SQLiteStore(path: path, mode: .create).close()
        // The whole schema stands as text in the first pages.
        let text = String(decoding: try read(path), as: UTF8.self).lowercased()
        #expect(text.contains("create table pull_request"))
        for word in ["body", "e_mail", "address text", "message text", "patch", "token", "secret"] {
            #expect(!text.contains(word), "\(word)")
        }
    }
}
