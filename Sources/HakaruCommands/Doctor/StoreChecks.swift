import HakaruModel
import HakaruStore
import HakaruSystem

/// What `hakaru doctor` looks at on the disk.
struct StoreChecks {
    /// Where the store lies.
    let path: String
    /// When it is now.
    let now: Instant

    /// The free bytes below which a sync may fail soon.
    var leastFreeBytes: Int64 = 200 << 20
    /// How old the last success of a repository may be before it wants attention, in seconds.
    private static let oldSuccess: Int64 = 8 * 86_400

    /// All of them.
    func run() async -> [DoctorCheck] {
        guard FileInfo(at: path) != nil else {
            return [.warn("store", "there is none at \(path)", fix: "Run hakaru sync.")] + space()
        }
        do {
            let store = try SQLiteStore(path: path, mode: .readOnly)
            let contents = try await contents(store)
            try store.close()
            return contents + surroundings()
        } catch StoreError.older(_, let version, let supported) {
            return [
                .warn(
                    "schema", "version \(version), and this program's is \(supported)",
                    fix: "Run hakaru sync; it brings the store up to date.")
            ] + surroundings()
        } catch let error as any UserFacingError {
            return [.fail("store", error.summary, fix: error.hint)] + space()
        } catch {
            return [.fail("store", "it cannot be read", fix: nil)] + space()
        }
    }

    /// What can be said without reading the store.
    private func surroundings() -> [DoctorCheck] { modes() + links() + space() + lock() }

    private func contents(_ store: SQLiteStore) async throws -> [DoctorCheck] {
        let damage = try await store.check(.full)
        var checks: [DoctorCheck] = [
            .ok("schema", "version \(try await store.schemaVersion())"),
            damage.isEmpty
                ? .ok("integrity", "sound")
                : .fail(
                    "integrity", damage.joined(separator: "; "),
                    fix: "Restore a backup, or move the file away and sync anew."),
        ]
        let counts = Dictionary(uniqueKeysWithValues: try await store.counts().map { ($0.repository, $0) })
        for repository in try await store.repositories() {
            let state = try await store.syncState(of: repository.key)
            let count = counts[repository.key]
            checks.append(
                line(
                    repository, state: state, pullRequests: count?.pullRequests ?? 0, incomplete: count?.incomplete ?? 0
                ))
        }
        return checks
    }

    private func line(
        _ repository: StoredRepository, state: SyncState, pullRequests: Int, incomplete: Int
    ) -> DoctorCheck {
        let name = repository.repository.id.description
        if let failure = state.failure {
            return .warn(name, "the last sync ended early: \(failure)", fix: "Run hakaru sync.")
        }
        guard let completed = state.completedAt else {
            return .warn(name, "never synced to the end", fix: "Run hakaru sync.")
        }
        let detail = "\(pullRequests) pull requests, last success \(completed)"
        if incomplete > 0 {
            return .warn(name, "\(detail), \(incomplete) incomplete", fix: "Run hakaru sync; it fetches them again.")
        }
        if now.seconds(since: completed) > StoreChecks.oldSuccess {
            return .warn(name, detail, fix: "Run hakaru sync.")
        }
        return .ok(name, detail)
    }

    private func modes() -> [DoctorCheck] {
        let directory = String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex))
        let open = [path, "\(path)-wal", "\(path)-shm"].filter { FileInfo(at: $0)?.isOpenToOthers == true }
        if !open.isEmpty {
            return [
                .warn(
                    "file modes", "others can read \(open.joined(separator: ", "))",
                    fix: "chmod 600 \(open.joined(separator: " "))")
            ]
        }
        return [.ok("file modes", "only you can read \(path) in \(directory)")]
    }

    /// SQLite keeps the log of a store beside the name that it was opened by: one left by a crash is not found beside
    /// another.
    private func links() -> [DoctorCheck] {
        guard let count = FileInfo(at: path)?.linkCount, count > 1 else { return [] }
        return [
            .warn(
                "links", "\(path) is one of \(count) names of the store",
                fix: "Keep one name, and make symbolic links (ln -s) of the others.")
        ]
    }

    private func space() -> [DoctorCheck] {
        var directory = path
        // The nearest directory that is there says on which disk the store lies or will lie.
        while FileInfo(at: directory)?.kind != .directory, let slash = directory.lastIndex(of: "/") {
            directory = slash == directory.startIndex ? "/" : String(directory[..<slash])
        }
        guard let free = FileSystem.freeBytes(at: directory) else { return [] }
        let detail = "\(free >> 20) MiB free at \(directory)"
        return free < leastFreeBytes
            ? [.warn("disk", detail, fix: "Free some space before the next sync.")] : [.ok("disk", detail)]
    }

    private func lock() -> [DoctorCheck] {
        do throws(SystemError) {
            guard let holder = try FileLock.currentHolder(at: Settings.lockPath(ofStore: path)) else {
                let isHeld = try FileLock.isHeld(on: Settings.lockSubject(ofStore: path))
                return [.ok("lock", isHeld ? "held by a run that uses another name of the store" : "free")]
            }
            return [.ok("lock", "held by process \(holder.processID) since \(holder.startedAt)")]
        } catch {
            return [.warn("lock", error.summary, fix: "Look at \(Settings.lockPath(ofStore: path)).")]
        }
    }
}
