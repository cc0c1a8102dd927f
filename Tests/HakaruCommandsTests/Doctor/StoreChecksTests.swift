import Glibc
import HakaruModel
import HakaruStore
import HakaruSystem
import HakaruTestSupport
import Testing

@testable import HakaruCommands

@Suite struct `What doctor says of the store` {
    private let directory: TemporaryDirectory
    private var path: String { directory.path("hakaru.db") }
    private let now = Instant(secondsSinceEpoch: 1_795_489_200)
    private let key = RepositoryKey(host: "github.com", forgeID: ForgeID("R_1"))

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func makeStore(_ state: SyncState? = nil, _ pullRequests: [PullRequest] = []) async throws {
        let store = try SQLiteStore(path: path, mode: .create)
        if let state {
            let id = try #require(RepositoryID("acme/api"))
            try await store.save(
                Repository(forgeID: key.forgeID, id: id, defaultBranch: "main", createdAt: now), on: key.host)
            try await store.save(pullRequests, and: state, of: key)
        }
        try store.close()
    }

    private func check(_ name: String) async throws -> DoctorCheck {
        try #require(await StoreChecks(path: path, now: now).run().first { $0.name == name })
    }

    @Test func `is that there is none, and what to do`() async {
        #expect(
            await StoreChecks(path: path, now: now).run().first
                == .warn("store", "there is none at \(path)", fix: "Run hakaru sync."))
    }

    @Test func `is ok line by line where all is well`() async throws {
        try await makeStore(SyncState(completedAt: now.advanced(bySeconds: -3_600)))
        let checks = await StoreChecks(path: path, now: now, leastFreeBytes: 0).run()
        #expect(checks.allSatisfy { $0.status == .ok && $0.fix == nil })
        #expect(
            checks.map(\.name) == ["schema", "integrity", "acme/api", "file modes", "disk", "lock"])
        #expect(checks[1].detail == "sound")
        #expect(checks[2].detail == "0 pull requests, last success 2026-11-24T02:00:00Z")
        #expect(checks[3].detail.hasPrefix("only you can read"))
        #expect(checks[4].detail.contains("MiB free at "))
        #expect(checks[5].detail == "free")
    }

    @Test func `is how the last sync of each repository ended`() async throws {
        var partial = PullRequest(
            forgeID: ForgeID("PR_1"), number: 1, title: "", state: .open, createdAt: now, updatedAt: now,
            author: Actor(login: "hanako", kind: .user), baseBranch: "main", headBranch: "topic")
        partial.gaps = .details
        let rows: [(SyncState, [PullRequest], DoctorCheck)] = [
            (SyncState(), [], .warn("acme/api", "never synced to the end", fix: "Run hakaru sync.")),
            (
                SyncState(completedAt: now, failure: "down"), [],
                .warn("acme/api", "the last sync ended early: down", fix: "Run hakaru sync.")
            ),
            (
                SyncState(completedAt: now.advanced(bySeconds: -9 * 86_400)), [],
                .warn("acme/api", "0 pull requests, last success 2026-11-15T03:00:00Z", fix: "Run hakaru sync.")
            ),
            (
                SyncState(completedAt: now), [partial],
                .warn(
                    "acme/api", "1 pull requests, last success 2026-11-24T03:00:00Z, 1 incomplete",
                    fix: "Run hakaru sync; it fetches them again.")
            ),
        ]
        for (state, pullRequests, expected) in rows {
            try await makeStore(state, pullRequests)
            #expect(try await check("acme/api") == expected)
        }
    }

    @Test(arguments: [(3, .warn), (99, .fail)] as [(UInt8, DoctorCheck.Status)])
    func `is whether the schema is older or newer, with the fix of each`(
        version: UInt8, status: DoctorCheck.Status
    ) async throws {
        try await makeStore(SyncState())
        // The version stands at byte 60 of the file.
        let file = open(path, O_WRONLY)
        try #require(pwrite(file, [0, 0, 0, version], 4, 60) == 4)
        close(file)
        let found = await StoreChecks(path: path, now: now).run()
        let first = try #require(found.first)
        #expect(first.status == status)
        if version == 3 {
            #expect(first.name == "schema" && first.detail.hasPrefix("version 3, and this program's is "))
            #expect(first.fix == "Run hakaru sync; it brings the store up to date.")
            #expect(found.dropFirst().map(\.name) == ["file modes", "disk", "lock"])
        } else {
            #expect(first.name == "store" && first.detail.contains("written by a newer Hakaru"))
            #expect(first.fix == "Update Hakaru. The store was not changed.")
        }
    }

    @Test func `is damage, with a way out`() async throws {
        try await makeStore(SyncState())
        let size = try #require(FileInfo(at: path)?.sizeInBytes)
        let file = open(path, O_WRONLY)
        for page in 1..<(size / 4_096) {
            try #require(pwrite(file, [UInt8](repeating: 0xFF, count: 64), 64, off_t(page * 4_096)) == 64)
        }
        close(file)
        let checks = await StoreChecks(path: path, now: now).run()
        let damage = try #require(checks.first { $0.status == .fail })
        #expect(["store", "integrity"].contains(damage.name))
        #expect(damage.fix?.hasPrefix("Restore a backup, or move the file away") == true)
    }

    @Test func `is who else can read it`() async throws {
        try await makeStore()
        chmod(path, 0o644)
        // A reader makes the companions of the file with the file's own mode.
        let check = try await check("file modes")
        #expect(check.status == .warn)
        #expect(check.detail.hasPrefix("others can read \(path)"))
        #expect(check.fix?.hasPrefix("chmod 600 \(path)") == true)
    }

    @Test func `is that it has several names`() async throws {
        try await makeStore()
        try #require(link(path, directory.path("other.db")) == 0)
        #expect(
            try await check("links")
                == .warn(
                    "links", "\(path) is one of 2 names of the store",
                    fix: "Keep one name, and make symbolic links (ln -s) of the others."))
    }

    @Test func `is how much room is left`() async throws {
        var checks = StoreChecks(path: path, now: now)
        checks.leastFreeBytes = .max
        let disk = try #require(await checks.run().first { $0.name == "disk" })
        #expect(disk.status == .warn)
        #expect(disk.fix == "Free some space before the next sync.")
    }

    @Test func `is who holds its lock`() async throws {
        try await makeStore()
        let lock = try await FileLock.acquire(
            at: Settings.lockPath(ofStore: path), on: Settings.lockSubject(ofStore: path), wait: .zero, now: now)
        #expect(try await check("lock") == .ok("lock", "held by process \(getpid()) since \(now)"))
        _ = consume lock
        #expect(try await check("lock") == .ok("lock", "free"))
    }
}
