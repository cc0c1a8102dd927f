import Glibc

/// A place where a thread stops until a test lets it go on.
final class Gate: Sendable {
    private let readEnd: Int32
    private let writeEnd: Int32
    private let reached: AsyncStream<Void>
    private let announce: AsyncStream<Void>.Continuation

    init() throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw FileFailure(path: "pipe", code: errno) }
        (readEnd, writeEnd) = (ends[0], ends[1])
        (reached, announce) = AsyncStream.makeStream(of: Void.self)
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    /// Says that the thread is here, and waits for ``open()``.
    func pass() {
        announce.yield()
        var byte: UInt8 = 0
        _ = Glibc.read(readEnd, &byte, 1)
    }

    /// Waits until a thread is at the gate.
    func isReached() async {
        for await _ in reached { return }
    }

    /// Lets the thread go on.
    func open() {
        _ = Glibc.write(writeEnd, "x", 1)
    }
}
