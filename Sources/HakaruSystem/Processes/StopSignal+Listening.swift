import Glibc
import Synchronization

extension StopSignal {
    /// Listens for both signals for the rest of the process.
    ///
    /// The first signal is delivered in the stream, and work should stop at its next safe point. The second ends the
    /// process at once with its code: nothing that is stored is lost by that. Call it once.
    ///
    /// - Throws: ``SystemError/signalsFailed(reason:)``.
    package static func received() throws(SystemError) -> AsyncStream<StopSignal> {
        do throws(SystemCallError) {
            let readEnd = try mailbox.open()
            let (stream, continuation) = AsyncStream.makeStream(of: StopSignal.self)
            try startReader(of: readEnd, continuation)
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { number in mailbox.receive(number) }
            action.sa_flags = SA_RESTART
            for signal in StopSignal.allCases {
                try systemCall { sigaction(signal.number, &action, nil) }
            }
            return stream
        } catch {
            throw .signalsFailed(reason: error.reason)
        }
    }

    /// Starts a thread that waits at the pipe: a handler may do little more than write to one.
    private static func startReader(
        of descriptor: Int32, _ continuation: AsyncStream<StopSignal>.Continuation
    ) throws(SystemCallError) {
        let reader = Unmanaged.passRetained(Reader(descriptor: descriptor, continuation: continuation))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<Reader>.fromOpaque(context).takeRetainedValue().run() }
                return nil
            }, reader.toOpaque())
        guard code == 0 else {
            reader.release()
            throw SystemCallError(code: code)
        }
        pthread_detach(thread)
    }

    private final class Reader: Sendable {
        let descriptor: Int32
        let continuation: AsyncStream<StopSignal>.Continuation

        init(descriptor: Int32, continuation: AsyncStream<StopSignal>.Continuation) {
            self.descriptor = descriptor
            self.continuation = continuation
        }

        func run() {
            var byte: UInt8 = 0
            while true {
                let count = read(descriptor, &byte, 1)
                if count < 0, errno == EINTR { continue }
                guard count == 1 else { break }
                if let signal = StopSignal.allCases.first(where: { $0.number == Int32(byte) }) {
                    continuation.yield(signal)
                }
            }
            continuation.finish()
        }
    }
}

/// What the handler touches: two atomics, made before the handler is installed.
private let mailbox = Mailbox()

private final class Mailbox: Sendable {
    private let writeEnd = Atomic<Int32>(-1)
    private let count = Atomic<Int>(0)

    /// Makes the pipe, and returns its end for reading.
    func open() throws(SystemCallError) -> Int32 {
        var ends: [Int32] = [-1, -1]
        try systemCall { pipe(&ends) }
        for end in ends { try systemCall { fcntl(end, F_SETFD, FD_CLOEXEC) } }
        writeEnd.store(ends[1], ordering: .sequentiallyConsistent)
        return ends[0]
    }

    /// Runs in the handler: only calls that POSIX allows there.
    func receive(_ number: Int32) {
        let saved = errno
        if count.add(1, ordering: .sequentiallyConsistent).oldValue > 0 { _exit(128 + number) }
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(writeEnd.load(ordering: .sequentiallyConsistent), &byte, 1)
        errno = saved
    }
}
