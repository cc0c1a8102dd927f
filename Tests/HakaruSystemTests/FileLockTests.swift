import Glibc
import HakaruModel
import HakaruSystem
import HakaruTestSupport
import Synchronization
import Testing

@Suite struct `A lock` {
    private let directory: TemporaryDirectory
    private var path: String { directory.path("hakaru.db.lock") }
    private let now = Instant(secondsSinceEpoch: 1_767_571_200)

    init() throws {
        directory = try TemporaryDirectory()
    }

    @Test func `names its holder while it is held`() async throws {
        let lock = try await FileLock.acquire(at: path, wait: .zero, now: now)
        let holder = FileLock.Holder(processID: getpid(), startedAt: now)
        #expect(try FileLock.currentHolder(at: path) == holder)
        #expect(FileInfo(at: path)?.mode == 0o600)
        await #expect(throws: SystemError.locked(path: path, holder: holder)) {
            _ = try await FileLock.acquire(at: path, wait: .zero, now: now)
        }
        _ = consume lock
        #expect(try FileLock.currentHolder(at: path) == nil)
        _ = try await FileLock.acquire(at: path, wait: .zero, now: now)
    }

    @Test func `is waited for no longer than allowed`() async throws {
        let clock = SteppingClock()
        let lock = try await FileLock.acquire(at: path, wait: .zero, now: now)
        let waits = Mutex(0)
        await #expect(throws: SystemError.self) {
            _ = try await FileLock.acquire(at: path, wait: .seconds(3), now: now, clock: clock) { holder in
                #expect(holder?.processID == getpid())
                waits.withLock { $0 += 1 }
            }
        }
        #expect(waits.withLock { $0 } == 1)
        #expect(clock.now.offset == .seconds(3))
        _ = consume lock
    }

    @Test func `is taken as soon as it is free`() async throws {
        let clock = SteppingClock()
        let holder = Mutex<Int32>(open(path, O_RDWR | O_CREAT, 0o600))
        try #require(holder.withLock { flock($0, LOCK_EX | LOCK_NB) } == 0)
        clock.onSleep { if clock.now.offset >= .seconds(1) { _ = holder.withLock { flock($0, LOCK_UN) } } }
        let lock = try await FileLock.acquire(at: path, wait: .seconds(60), now: now, clock: clock)
        #expect(clock.now.offset < .seconds(2))
        #expect(try FileLock.currentHolder(at: path)?.processID == getpid())
        _ = consume lock
        holder.withLock { _ = close($0) }
    }

    @Test func `of a killed process is free at once`() async throws {
        // flock(1) holds the lock until it is killed; its own process must be the holder, so it runs nothing.
        let result = try await CommandRunner(environment: .current()).run(
            Command("sh", ["-c", "exec 9>\"$1\"; flock -x 9; kill -9 $$", "sh", path]), timeLimit: .seconds(20))
        #expect(result.ending == .signalled(SIGKILL))
        _ = try await FileLock.acquire(at: path, wait: .zero, now: now)
    }

    @Test func `does not follow a link`() async throws {
        try FileSystem.write(Array("theirs".utf8), to: directory.path("victim"), mode: 0o644)
        symlink("victim", path)
        await #expect(throws: SystemError.self) { _ = try await FileLock.acquire(at: path, wait: .zero, now: now) }
        #expect(try FileSystem.read(directory.path("victim"), limitInBytes: 100) == Array("theirs".utf8))
    }

    @Test func `is one for all names of a file that it is about`() async throws {
        let (name, other) = (directory.path("hakaru.db"), directory.path("other.db"))
        try FileSystem.write([1], to: name)
        try #require(link(name, other) == 0)
        let subject = FileLock.Subject(path: name, number: 0)
        #expect(try FileLock.isHeld(on: subject) == false)
        let lock = try await FileLock.acquire(at: path, on: subject, wait: .zero, now: now)
        #expect(try FileLock.isHeld(on: FileLock.Subject(path: other, number: 0)))
        #expect(try FileLock.isHeld(on: FileLock.Subject(path: other, number: 1)) == false)
        await #expect(throws: SystemError.locked(path: "\(other).lock", holder: nil)) {
            _ = try await FileLock.acquire(
                at: "\(other).lock", on: FileLock.Subject(path: other, number: 0), wait: .zero, now: now)
        }
        // Another lock about the same file, and a file that is not there, are free.
        for subject in [FileLock.Subject(path: other, number: 1), .init(path: directory.path("none"), number: 0)] {
            _ = try await FileLock.acquire(at: "\(other).lock", on: subject, wait: .zero, now: now)
        }
        _ = consume lock
        #expect(try FileLock.isHeld(on: subject) == false)
        _ = try await FileLock.acquire(
            at: "\(other).lock", on: FileLock.Subject(path: other, number: 0), wait: .zero, now: now)
    }

    @Test func `ends its waiting when its task is cancelled`() async throws {
        let lock = try await FileLock.acquire(at: path, wait: .zero, now: now)
        let path = path
        let now = now
        let task = Task {
            _ = try await FileLock.acquire(at: path, wait: .seconds(3_600), now: now)
        }
        task.cancel()
        #expect(await task.result.failure as? SystemError == .cancelled)
        _ = consume lock
    }
}

extension Result {
    /// The error of a failure.
    var failure: Failure? {
        if case .failure(let error) = self { error } else { nil }
    }
}

/// A clock that moves only by being slept on, and then at once.
final class SteppingClock: Clock {
    struct Instant: InstantProtocol {
        var offset: Duration

        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (lhs: Instant, rhs: Instant) -> Bool { lhs.offset < rhs.offset }
    }

    private struct State {
        var now = Instant(offset: .zero)
        var onSleep: @Sendable () -> Void = {}
    }

    private let state = Mutex(State())

    var now: Instant { state.withLock { $0.now } }
    var minimumResolution: Duration { .nanoseconds(1) }

    /// Sets what happens after each sleep.
    func onSleep(_ action: @escaping @Sendable () -> Void) {
        state.withLock { $0.onSleep = action }
    }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        let action = state.withLock { state in
            state.now = max(state.now, deadline)
            return state.onSleep
        }
        action()
    }
}
