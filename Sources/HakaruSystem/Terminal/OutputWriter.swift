import Glibc
import Synchronization

/// A buffered way to a stream that checks every write, so that a full disk is an error and not a short file.
///
/// A reader that has gone (`hakaru … | head -1`) is no error: from then on everything is dropped, ``isClosed`` is true,
/// and the process ends with the code that its work deserves. For that the process must ignore SIGPIPE:
/// ``ignoreBrokenPipes()`` at its start.
package final class OutputWriter: Sendable {
    private struct State {
        var buffer: [UInt8] = []
        var isClosed = false
        var failure: SystemCallError?
    }

    private let descriptor: Int32
    private let capacity: Int
    private let state = Mutex(State())

    /// Makes a writer to a standard stream.
    ///
    /// - Parameters:
    ///   - stream: The stream.
    ///   - capacityInBytes: How much is collected before it is written; 0 writes at once.
    package convenience init(_ stream: StandardStream, capacityInBytes: Int = 65_536) {
        self.init(descriptor: stream.rawValue, capacityInBytes: capacityInBytes)
    }

    /// Makes a writer to an open file, which it does not close.
    package init(descriptor: Int32, capacityInBytes: Int = 65_536) {
        self.descriptor = descriptor
        self.capacity = capacityInBytes
    }

    /// Makes writes to a pipe without a reader fail instead of ending the process.
    package static func ignoreBrokenPipes() {
        signal(SIGPIPE, SIG_IGN)
    }

    /// Whether the reader has gone, so that there is no use in making more.
    package var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Writes bytes.
    ///
    /// - Throws: ``SystemError/outputFailed(reason:)``, now and for every later call.
    package func write(_ bytes: some Sequence<UInt8>) throws(SystemError) {
        try change { state in
            guard !state.isClosed else { return }
            state.buffer.append(contentsOf: bytes)
            if state.buffer.count > capacity { send(&state) }
        }
    }

    /// Writes text in UTF-8.
    package func write(_ text: String) throws(SystemError) {
        try write(text.utf8)
    }

    /// Hands everything to the system.
    package func flush() throws(SystemError) {
        try change { send(&$0) }
    }

    /// Hands everything to the system and asks whether it took it; call it once, before the process ends with success.
    ///
    /// Closing another handle of the same file makes network file systems report what they have put off.
    package func finish() throws(SystemError) {
        try change { state in
            send(&state)
            guard state.failure == nil, !state.isClosed else { return }
            let copy = dup(descriptor)
            if copy < 0 || close(copy) != 0, errno != EINTR { state.failure = SystemCallError(code: errno) }
        }
    }

    private func change(_ body: (inout State) -> Void) throws(SystemError) {
        let failure = state.withLock { state in
            if state.failure == nil { body(&state) }
            return state.failure
        }
        if let failure { throw .outputFailed(reason: failure.reason) }
    }

    private func send(_ state: inout State) {
        defer { state.buffer.removeAll(keepingCapacity: true) }
        guard !state.isClosed, !state.buffer.isEmpty else { return }
        guard let failure = state.buffer.withUnsafeBytes({ SystemCalls.writeAll($0, to: descriptor) }) else { return }
        if failure.code == EPIPE { state.isClosed = true } else { state.failure = failure }
    }
}
