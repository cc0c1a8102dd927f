import Glibc
import HakaruModel
import HakaruTestSupport
import Testing

@testable import HakaruStore

@Suite struct `Opening a store` {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func open(_ name: String, _ mode: SQLiteStore.Mode) throws(StoreError) {
        try SQLiteStore(path: directory.path(name), mode: mode).close()
    }

    @Test func `makes it together with its directories`() async throws {
        let path = directory.path("a/b/hakaru.db")
        let store = try SQLiteStore(path: path, mode: .create)
        #expect(try await store.schemaVersion() == Migration.newest)
        #expect(store.isWritable)
        try store.close()
        #expect(try SQLiteStore(path: path, mode: .existing).isWritable == false)
    }

    @Test func `keeps what was stored`() async throws {
        let path = directory.path("hakaru.db")
        let first = try SQLiteStore(path: path, mode: .create)
        try await first.save(.sample(), on: "github.com")
        try await first.save([.whole()], and: SyncState(walk: [1]), of: .sample)
        let key = try await first.emailKey()
        try first.close()
        for mode in [SQLiteStore.Mode.create, .existing, .readOnly] {
            let store = try SQLiteStore(path: path, mode: mode)
            #expect(try await store.pullRequest(7, of: .sample)?.title == PullRequest.whole().title)
            #expect(try await store.syncState(of: .sample) == SyncState(walk: [1]))
            #expect(try await store.emailKey() == key)
            #expect(store.hadWriteAheadLog == false)
            try store.close()
        }
    }

    @Test(arguments: [SQLiteStore.Mode.existing, .readOnly])
    func `asks for a store that is there`(mode: SQLiteStore.Mode) throws {
        #expect(throws: StoreError.missing(path: directory.path("none.db"))) { try open("none.db", mode) }
        #expect(FileProbe.exists(directory.path("none.db")) == false)
        try write([], to: directory.path("empty.db"))
        #expect(throws: StoreError.empty(path: directory.path("empty.db"))) { try open("empty.db", mode) }
    }

    @Test func `makes one of an empty file`() throws {
        try write([], to: directory.path("empty.db"))
        try open("empty.db", .create)
        try open("empty.db", .existing)
    }

    @Test(arguments: ["text", "short", "other database", "another version of SQLite"])
    func `refuses a file that is not a store and leaves it`(kind: String) throws {
        let path = directory.path("other")
        switch kind {
        case "text": try write(Array("SQLite format 4".utf8) + [UInt8](repeating: 0x20, count: 99), to: path)
        case "short": try write(Array("SQLite format 3\0".utf8), to: path)
        case "another version of SQLite":
            try open("other", .create)
            try patch(path, at: 0, Array("SQLite format 4\0".utf8))
        default:
            try open("other", .create)
            try patch(path, at: 68, [0, 0, 0, 0])
        }
        let before = try read(path)
        for mode in [SQLiteStore.Mode.create, .existing, .readOnly] {
            #expect(throws: StoreError.notAStore(path: path)) { try SQLiteStore(path: path, mode: mode) }
        }
        #expect(try read(path) == before)
    }

    @Test(arguments: [SQLiteStore.Mode.create, .existing, .readOnly])
    func `refuses what is not a file`(mode: SQLiteStore.Mode) throws {
        mkdir(directory.path("directory"), 0o700)
        #expect(throws: StoreError.notAFile(path: directory.path("directory"), kind: "a directory")) {
            try open("directory", mode)
        }
        mkfifo(directory.path("fifo"), 0o600)
        #expect(throws: StoreError.notAFile(path: directory.path("fifo"), kind: "a FIFO")) { try open("fifo", mode) }
        symlink("loop", directory.path("loop"))
        #expect(throws: StoreError.brokenLink(path: directory.path("loop"))) { try open("loop", mode) }
        symlink("nowhere", directory.path("dangling"))
        #expect(throws: StoreError.brokenLink(path: directory.path("dangling"))) { try open("dangling", mode) }
        #expect(FileProbe.exists(directory.path("nowhere")) == false)
        try write([1], to: directory.path("file"))
        let below = "below something that is not a directory"
        #expect(throws: StoreError.notAFile(path: directory.path("file/x"), kind: below)) { try open("file/x", mode) }
        #expect(throws: StoreError.notAFile(path: "/dev/null", kind: "a device")) {
            try SQLiteStore(path: "/dev/null", mode: mode)
        }
    }

    @Test func `follows a link to a store and finds its log`() async throws {
        let writer = try SQLiteStore(path: directory.path("hakaru.db"), mode: .create)
        try await writer.save(.sample(), on: "github.com")
        symlink("hakaru.db", directory.path("link"))
        let store = try SQLiteStore(path: directory.path("link"), mode: .existing)
        #expect(store.path == directory.path("hakaru.db"))
        #expect(store.hadWriteAheadLog)
        #expect(try await store.repositories().count == 1)
    }

    @Test(arguments: ["with space", "100% ?mode=ro#x", "雪\u{301}", "a:b", "file:x", "q'\"uote"])
    func `takes a path for nothing but a path`(name: String) throws {
        try open(name, .create)
        #expect(FileProbe.exists(directory.path(name)))
        try open(name, .existing)
    }

    @Test func `does not keep it on another machine, and reads a copy there`() async throws {
        var status = stat()
        stat(directory.path, &status)
        let device = MountTable.name(of: status.st_dev)
        #expect([0x801, 0xFE00, 0x10_0305, 0x2A].map(MountTable.name) == ["8:1", "254:0", "3:261", "0:42"])
        func mounts(_ kind: String) -> MountTable {
            MountTable(
                text: """
                    21 1 0:0 / /proc rw,nosuid shared:13 - proc proc rw
                    36 21 \(device) / / rw,noatime master:1 shared:2 - \(kind) host:/export rw

                    """)
        }
        func open(_ name: String, _ mode: SQLiteStore.Mode, on kind: String) throws(StoreError) -> SQLiteStore {
            let path = directory.path(name)
            return try SQLiteStore(path: path, mode: mode, migrator: Migrator(path: path), mounts: mounts(kind))
        }
        #expect(throws: StoreError.remote(path: directory.path("a/h.db"), kind: "nfs4")) {
            try open("a/h.db", .create, on: "nfs4")
        }
        #expect(!FileProbe.exists(directory.path("a")))
        let store = try open("h.db", .create, on: "ext4")
        try await store.save(.sample(), on: "github.com")
        // Its log is in use.
        for mode in [SQLiteStore.Mode.create, .existing, .readOnly] {
            #expect(throws: StoreError.remote(path: directory.path("h.db"), kind: "cifs")) {
                try open("h.db", mode, on: "cifs")
            }
        }
        try store.close()
        #expect(try await open("h.db", .readOnly, on: "fuse.sshfs").repositories().count == 1)
        #expect(!FileProbe.exists(directory.path("h.db-wal")))
        #expect(MountTable.current().remoteKind(of: directory.path("h.db")) == nil)
    }

    @Test func `leaves a store of a newer version as it is`() throws {
        try open("hakaru.db", .create)
        let path = directory.path("hakaru.db")
        try patch(path, at: 60, [0, 0, 0, 99])
        let before = try read(path)
        for mode in [SQLiteStore.Mode.create, .existing, .readOnly] {
            #expect(throws: StoreError.newer(path: path, version: 99, supported: Migration.newest)) {
                try SQLiteStore(path: path, mode: mode)
            }
        }
        #expect(try read(path) == before)
    }

    @Test(arguments: [
        (StoreError.missing(path: "p"), 10), (.empty(path: "p"), 10), (.busy(path: "p"), 11),
        (.newer(path: "p", version: 3, supported: 2), 12), (.notAStore(path: "p"), 1), (.readOnly(path: "p"), 1),
        (.diskFull(path: "p", neededBytes: 2, freeBytes: 1), 1), (.permission(path: "p", mode: 0o400, user: 7), 1),
        (.damaged(path: "p", detail: "d"), 1), (.remote(path: "p", kind: "nfs4"), 1),
        (.notAFile(path: "p", kind: "a FIFO"), 1),
    ])
    func `fails with a code and a sentence`(error: StoreError, code: Int) {
        #expect(Int(error.exitCode.rawValue) == code)
        #expect(error.summary.contains("p") && error.summary.hasSuffix("."))
        #expect(error.hint?.isEmpty == false)
    }

    @Test func `names needed and free bytes, and path, user and mode`() {
        #expect(
            StoreError.diskFull(path: "/s/h.db", neededBytes: 8_388_608, freeBytes: 12).summary
                == "The disk is full: the store at /s/h.db needs about 8388608 bytes, and 12 are free.")
        #expect(
            StoreError.permission(path: "/s/h.db", mode: 0o40, user: 1_000).summary
                == "User 1000 may not use /s/h.db, which has mode 0040.")
    }
}

@Suite struct `A store with little memory` {
    @Test func `reads and writes as before`() async throws {
        let directory = try TemporaryDirectory()
        let store = try SQLiteStore(path: directory.path("hakaru.db"), mode: .create)
        try await store.save(.sample(), on: "github.com")
        try await store.save((1...300).map { PullRequest.small($0) }, and: SyncState(), of: .sample)
        let before = try await store.pullRequests(of: .sample)
        try store.useLittleMemory()
        #expect(try await store.pullRequests(of: .sample) == before)
        try await store.save([.small(301)], and: SyncState(), of: .sample)
        #expect(try await store.pullRequests(of: .sample).count == 301)
        try store.close()
    }
}
