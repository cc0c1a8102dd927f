import Glibc
import HakaruModel
import HakaruTestSupport
import Testing

@testable import HakaruStore

@Suite struct `A store that was cut off` {
    private let directory: TemporaryDirectory
    private var path: String { directory.path("hakaru.db") }

    init() throws {
        directory = try TemporaryDirectory()
    }

    /// Copies a store with its log as a crash would leave them: open, in the middle of its work.
    private func crashImage(_ name: String, pages: Int) async throws -> String {
        let store = try SQLiteStore(path: path, mode: .create)
        try await store.save(.sample(), on: "github.com")
        for page in 1...pages {
            let pullRequests = (0..<10).map { PullRequest.small((page - 1) * 10 + $0 + 1) }
            try await store.save(pullRequests, and: SyncState(walk: [UInt8(page)]), of: .sample)
        }
        let image = directory.path(name)
        try write(try read(path), to: image)
        try write(try read("\(path)-wal"), to: "\(image)-wal")
        try store.close()
        return image
    }

    @Test func `has every page that was stored`() async throws {
        let image = try await crashImage("image.db", pages: 5)
        let store = try SQLiteStore(path: image, mode: .create)
        #expect(store.hadWriteAheadLog)
        #expect(try await store.pullRequests(of: .sample).count == 50)
        #expect(try await store.syncState(of: .sample).walk == [5])
        #expect(try await store.check(.full) == [])
    }

    @Test func `is not taken for one where it was closed beside one that reads`() async throws {
        try SQLiteStore(path: path, mode: .create).close()
        let reader = try SQLiteStore(path: path, mode: .existing)
        #expect(try await reader.repositories().isEmpty)
        let writer = try SQLiteStore(path: path, mode: .create)
        try await writer.save(.sample(), on: "github.com")
        try writer.close()
        let next = try SQLiteStore(path: path, mode: .create)
        #expect(!next.hadWriteAheadLog)
        #expect(try await reader.repositories().count == 1)
    }

    @Test func `has whole pages wherever its log was cut`() async throws {
        let image = try await crashImage("image.db", pages: 4)
        let log = try read("\(image)-wal")
        let file = try read(image)
        // 37 places that fall into headers, in the midst of frames and between them.
        for cut in stride(from: 0, through: log.count, by: max(1, log.count / 37)) {
            let copy = directory.path("cut.db")
            unlink("\(copy)-shm")
            try write(file, to: copy)
            try write(Array(log[..<cut]), to: "\(copy)-wal")
            let store: SQLiteStore
            do throws(StoreError) {
                store = try SQLiteStore(path: copy, mode: .create)
            } catch {
                // The file alone is no store yet: everything is still in the log.
                #expect(error == .notAStore(path: copy) || error == .empty(path: copy))
                continue
            }
            let isKnown = try await store.repositories().isEmpty == false
            let walk = isKnown ? try await store.syncState(of: .sample).walk : nil
            let pages = Int(walk?.first ?? 0)
            #expect(try await store.pullRequests(of: .sample).count == pages * 10)
            #expect(try await store.check(.full) == [])
            try store.close()
        }
    }

    @Test func `falls back to the last checkpoint without its log`() async throws {
        let image = try await crashImage("image.db", pages: 3)
        try SQLiteStore(path: image, mode: .create).close()
        let later = try SQLiteStore(path: image, mode: .create)
        try await later.save([.small(99)], and: SyncState(walk: [9]), of: .sample)
        let copy = directory.path("without-log.db")
        try write(try read(image), to: copy)
        let store = try SQLiteStore(path: copy, mode: .existing)
        // An older state in itself: the walk stands where its pull requests stand.
        #expect(try await store.pullRequests(of: .sample).count == 30)
        #expect(try await store.syncState(of: .sample).walk == [3])
        try later.close()
    }

    @Test func `is checked before it is used, and damage is named`() async throws {
        let image = try await crashImage("image.db", pages: 12)
        try SQLiteStore(path: image, mode: .create).close()
        let size = try read(image).count
        // Every page from the second on is overwritten, and a log makes the end look unclean.
        for page in 1..<(size / 4_096) { try patch(image, at: page * 4_096, [UInt8](repeating: 0xFF, count: 64)) }
        try write([UInt8](repeating: 0, count: 32), to: "\(image)-wal")
        let error = #expect(throws: StoreError.self) { try SQLiteStore(path: image, mode: .create) }
        guard case .damaged(let path, let detail) = error else {
            Issue.record("\(String(describing: error)) does not speak of damage")
            return
        }
        #expect(path == image && !detail.isEmpty)
    }

    @Test func `never gives numbers from a truncated file`() async throws {
        let image = try await crashImage("image.db", pages: 12)
        try SQLiteStore(path: image, mode: .create).close()
        let bytes = try read(image)
        try write(Array(bytes[..<(bytes.count / 8_192 * 4_096)]), to: image)
        await #expect(throws: StoreError.self) {
            let store = try SQLiteStore(path: image, mode: .existing)
            _ = try await store.pullRequests(of: .sample)
        }
    }
}

@Suite struct `Two at one store` {
    private let directory: TemporaryDirectory
    private var path: String { directory.path("hakaru.db") }

    init() throws {
        directory = try TemporaryDirectory()
    }

    @Test func `store all that each of them brings`() async throws {
        let path = path
        try await SQLiteStore(path: path, mode: .create).save(.sample(), on: "github.com")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    let store = try SQLiteStore(path: path, mode: .create)
                    for page in 0..<5 {
                        let numbers = (0..<10).map { writer * 100 + page * 10 + $0 + 1 }
                        try await store.save(numbers.map { .small($0) }, and: SyncState(), of: .sample)
                    }
                }
            }
            try await group.waitForAll()
        }
        let store = try SQLiteStore(path: path, mode: .existing)
        #expect(try await store.pullRequests(of: .sample).count == 200)
        #expect(try await store.check(.full) == [])
    }

    @Test func `wait for each other only for a time`() async throws {
        let store = try SQLiteStore(path: path, mode: .create)
        try await store.save(.sample(), on: "github.com")
        let revision = try await store.save(.sample("R_2", "acme/web"), on: "github.com").revision
        let blocker = try SQLiteConnection(path: path, access: .readWrite)
        let gate = try Gate()
        let blocking = Task { try await blocker.write { _ in gate.pass() } }
        await gate.isReached()
        let impatient = try SQLiteConnection(path: path, access: .readWrite, busyTimeoutInSeconds: 0.01)
        await #expect(throws: StoreError.busy(path: path)) {
            try await impatient.write { try RepositoryTable($0).setPresence(.gone, of: .sample) }
        }
        // Readers do not wait, and a query does not insist on keeping what it has computed.
        let query = try SQLiteStore(path: path, mode: .existing)
        #expect(try await query.repositories().count == 2)
        let facts = DerivedFacts(
            identity: DerivedFacts.Identity(definitionsVersion: 1, fingerprint: [1], layoutVersion: 1),
            revision: revision, columns: ["a": [1]])
        #expect(try await query.save(facts, of: .sample) == false)
        gate.open()
        try await blocking.value
        #expect(try await query.save(facts, of: .sample))
        #expect(try await store.derivedFacts(of: .sample, identity: facts.identity, columns: nil) == facts)
    }

    @Test func `keep their locks when the store is opened once more, under whatever name`() async throws {
        let first = try SQLiteStore(path: path, mode: .create)
        try await first.save(.sample(), on: "github.com")
        let identity = try #require(heldLocks().first, "SQLite holds a lock while a store is open")
        try #require(link(path, directory.path("other.db")) == 0)
        for name in ["hakaru.db", "other.db"] {
            #expect(try StoreFile.inspect(directory.path(name)) == .store)
            #expect(heldLocks() == [identity])
        }
        let second = try SQLiteStore(path: path, mode: .existing)
        #expect(try await second.repositories().count == 1)
        try second.close()
        #expect(heldLocks() == [identity])
        try first.close()
        #expect(heldLocks() == [])
        // Nobody has it open now, so that its header is read again.
        try patch(path, at: 68, [0, 0, 0, 0])
        #expect(throws: StoreError.notAStore(path: path)) { try StoreFile.inspect(path) }
    }

    /// The POSIX locks that this process holds on the store, as the system lists them: file and range.
    private func heldLocks() -> Set<String> {
        var status = stat()
        guard stat(path, &status) == 0, let table = fopen("/proc/locks", "r") else { return [] }
        defer { fclose(table) }
        var result: Set<String> = []
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, 256, table) != nil {
            let fields = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
                .split { $0 == " " || $0 == "\n" }
            guard fields.count == 8, fields[1] == "POSIX", fields[4] == "\(getpid())",
                fields[5].hasSuffix(":\(status.st_ino)")
            else { continue }
            result.insert(fields[5...7].joined(separator: " "))
        }
        return result
    }

    @Test func `see a whole state while the other writes`() async throws {
        let writer = try SQLiteStore(path: path, mode: .create)
        try await writer.save(.sample(), on: "github.com")
        try await writer.save([], and: SyncState(walk: [0]), of: .sample)
        let path = path
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for page in 1...20 {
                    let pullRequests = (0..<5).map { PullRequest.small((page - 1) * 5 + $0 + 1) }
                    try await writer.save(pullRequests, and: SyncState(walk: [UInt8(page)]), of: .sample)
                }
            }
            group.addTask {
                let reader = try SQLiteStore(path: path, mode: .existing)
                for _ in 0..<40 {
                    let snapshot = try await reader.snapshot()
                    let pages = Int(try await snapshot.syncState(of: .sample).walk?.first ?? 0)
                    #expect(try await snapshot.pullRequests(of: .sample).count == pages * 5)
                }
            }
            try await group.waitForAll()
        }
    }
}
