import Glibc
import HakaruStore
import HakaruTestSupport
import Testing

/// A user that is not root, for what root may always do.
@Suite(.enabled(if: geteuid() != 0, "root may read and write everything"))
struct `Without permission` {
    @Test func `a store is refused with its path, its mode and the user`() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path("hakaru.db")
        try SQLiteStore(path: path, mode: .create).close()
        chmod(path, 0o000)
        let expected = StoreError.permission(path: path, mode: 0, user: geteuid())
        for mode in [SQLiteStore.Mode.create, .existing, .readOnly] {
            #expect(throws: expected) { try SQLiteStore(path: path, mode: mode) }
        }
        chmod(path, 0o400)
        #expect(throws: StoreError.permission(path: path, mode: 0o400, user: geteuid())) {
            try SQLiteStore(path: path, mode: .create)
        }
        try SQLiteStore(path: path, mode: .existing).close()
    }

    @Test func `a directory is refused with its own mode`() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path("closed/hakaru.db")
        try SQLiteStore(path: path, mode: .create).close()
        chmod(directory.path("closed"), 0o500)
        let closed = StoreError.permission(path: directory.path("closed"), mode: 0o500, user: geteuid())
        #expect(throws: closed) { try SQLiteStore(path: path, mode: .create) }
        #expect(throws: closed) { try SQLiteStore(path: directory.path("closed/new.db"), mode: .create) }
        try SQLiteStore(path: path, mode: .existing).close()
        chmod(directory.path("closed"), 0o000)
        let shut = StoreError.permission(path: directory.path("closed"), mode: 0, user: geteuid())
        #expect(throws: shut) { try SQLiteStore(path: path, mode: .existing) }
    }
}
