import Glibc
import HakaruModel
import HakaruStore
import HakaruTestSupport
import Testing

/// A file system in memory of a fixed size, unmounted when the value goes out of use.
final class SmallFileSystem: Sendable {
    let directory: TemporaryDirectory
    var path: String { directory.path }

    /// Mounts it; nil where this user may not.
    init?(kibibytes: Int) throws {
        directory = try TemporaryDirectory()
        guard mount("tmpfs", directory.path, "tmpfs", 0, "size=\(kibibytes)k") == 0 else { return nil }
    }

    deinit {
        umount2(path, Int32(MNT_DETACH))
    }

    /// Makes it read-only, once nothing on it is open for writing any more.
    ///
    /// A child process that another test starts has our open files for a moment, until it becomes the other program.
    func makeReadOnly() -> Bool {
        for _ in 0..<500 {
            if mount("tmpfs", path, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), nil) == 0 { return true }
            guard errno == EBUSY else { return false }
            poll(nil, 0, 10)
        }
        return false
    }

    /// Whether this user may mount; printed once where not.
    static let isPossible: Bool = {
        do {
            if try SmallFileSystem(kibibytes: 64) != nil { return true }
        } catch {
            // Treated as not possible.
        }
        print("Skipped: this user may not mount a file system, so full and read-only ones are not tested.")
        return false
    }()
}

@Suite(.enabled(if: SmallFileSystem.isPossible, "needs the right to mount a file system"))
struct `On a read-only file system` {
    private func fileSystem() throws -> (SmallFileSystem, path: String) {
        let fileSystem = try #require(try SmallFileSystem(kibibytes: 8_192))
        return (fileSystem, "\(fileSystem.path)/hakaru.db")
    }

    private func fill(_ path: String) async throws -> SQLiteStore {
        let store = try SQLiteStore(path: path, mode: .create)
        try await store.save(.sample(), on: "github.com")
        try await store.save([.whole(), .small(2)], and: SyncState(walk: [1]), of: .sample)
        return store
    }

    @Test(arguments: [SQLiteStore.Mode.existing, .readOnly])
    func `a store that was closed cleanly is read`(mode: SQLiteStore.Mode) async throws {
        let (fileSystem, path) = try fileSystem()
        try await fill(path).close()
        try #require(fileSystem.makeReadOnly())
        let store = try SQLiteStore(path: path, mode: mode)
        #expect(try await store.pullRequests(of: .sample).map(\.number) == [2, 7])
        #expect(try await store.snapshot().pullRequests(of: .sample).count == 2)
        let facts = DerivedFacts(
            identity: DerivedFacts.Identity(definitionsVersion: 1, fingerprint: [], layoutVersion: 1), revision: 2,
            columns: [:])
        #expect(try await store.save(facts, of: .sample) == false)
        await #expect(throws: StoreError.readOnly(path: path)) {
            try await store.save([], and: SyncState(), of: .sample)
        }
    }

    @Test func `a store with a live log is read with its log`() async throws {
        let (fileSystem, path) = try fileSystem()
        // A crash image: the log and its index stay where the process ends without closing.
        let source = try TemporaryDirectory()
        let original = try await fill(source.path("hakaru.db"))
        for suffix in ["", "-wal", "-shm"] {
            try write(try read(source.path("hakaru.db\(suffix)")), to: "\(path)\(suffix)")
        }
        try original.close()
        try #require(fileSystem.makeReadOnly())
        let store = try SQLiteStore(path: path, mode: .existing)
        #expect(store.hadWriteAheadLog)
        #expect(try await store.pullRequests(of: .sample).map(\.number) == [2, 7])
    }

    @Test func `a store whose log has no index is refused, not read without its log`() async throws {
        let (fileSystem, path) = try fileSystem()
        let source = try TemporaryDirectory()
        let original = try await fill(source.path("hakaru.db"))
        for suffix in ["", "-wal"] { try write(try read(source.path("hakaru.db\(suffix)")), to: "\(path)\(suffix)") }
        try original.close()
        try #require(fileSystem.makeReadOnly())
        #expect(throws: StoreError.readOnly(path: path)) { try SQLiteStore(path: path, mode: .existing) }
    }

    @Test func `a store is not opened for writing`() async throws {
        let (fileSystem, path) = try fileSystem()
        try await fill(path).close()
        try #require(fileSystem.makeReadOnly())
        #expect(throws: StoreError.readOnly(path: path)) { try SQLiteStore(path: path, mode: .create) }
        let missing = "\(fileSystem.path)/missing/hakaru.db"
        #expect(throws: StoreError.readOnly(path: missing)) { try SQLiteStore(path: missing, mode: .create) }
    }
}

@Suite(.enabled(if: SmallFileSystem.isPossible, "needs the right to mount a file system"))
struct `On a full disk` {
    @Test func `a page is rolled back, the earlier ones stay, and the room is named`() async throws {
        let fileSystem = try #require(try SmallFileSystem(kibibytes: 1_024))
        let path = "\(fileSystem.path)/hakaru.db"
        let store = try SQLiteStore(path: path, mode: .create)
        try await store.save(.sample(), on: "github.com")
        var pages = 0
        var failure: StoreError?
        while failure == nil, pages < 200 {
            let pullRequests = (0..<50).map { index in
                var pullRequest = PullRequest.whole(1_000 + pages * 50 + index)
                pullRequest.forgeID = ForgeID("PR_\(pullRequest.number)")
                return pullRequest
            }
            do throws(StoreError) {
                try await store.save(pullRequests, and: SyncState(walk: [UInt8(pages + 1)]), of: .sample)
                pages += 1
            } catch {
                failure = error
            }
        }
        guard case .diskFull(let place, let needed, let free) = failure else {
            Issue.record("\(String(describing: failure)) does not speak of a full disk")
            return
        }
        #expect(place == path && needed > free && free < 1_048_576 && pages > 0)
        // The same connection goes on, and so does a new one.
        #expect(try await store.pullRequests(of: .sample).count == pages * 50)
        #expect(try await store.syncState(of: .sample).walk == [UInt8(pages)])
        let reader = try SQLiteStore(path: path, mode: .existing)
        #expect(try await reader.pullRequests(of: .sample).count == pages * 50)
        #expect(try await reader.check(.full) == [])
    }

    @Test func `a new store is not half made`() throws {
        let fileSystem = try #require(try SmallFileSystem(kibibytes: 32))
        let path = "\(fileSystem.path)/hakaru.db"
        let error = #expect(throws: StoreError.self) { try SQLiteStore(path: path, mode: .create) }
        guard case .diskFull = error else {
            Issue.record("\(String(describing: error)) does not speak of a full disk")
            return
        }
        #expect(throws: StoreError.self) { try SQLiteStore(path: path, mode: .existing) }
    }
}
