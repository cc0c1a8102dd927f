import Glibc
package import HakaruModel

/// A request from outside to stop: SIGINT from a person, SIGTERM from the system.
package enum StopSignal: Hashable, Sendable, CaseIterable {
    /// A person pressed Ctrl-C.
    case interrupt
    /// The system, or a time-out, ends the process.
    case terminate

    /// The code that a process ends with that was stopped so.
    package var exitCode: ExitCode {
        switch self {
        case .interrupt: .interrupted
        case .terminate: .terminated
        }
    }

    /// Runs work that the first signal cancels.
    ///
    /// - Parameters:
    ///   - signals: Where signals come from, such as ``received()``.
    ///   - work: The work; it should end soon when its task is cancelled.
    /// - Returns: How the work ended, and the signal that cancelled it, if one came before its end.
    package static func cancelling<Value: Sendable>(
        on signals: AsyncStream<StopSignal>, _ work: @escaping @Sendable () async throws -> Value
    ) async -> (result: Result<Value, any Error>, signal: StopSignal?) {
        await withTaskGroup(of: Event<Value>.self) { group in
            group.addTask {
                do {
                    return .ended(.success(try await work()))
                } catch {
                    return .ended(.failure(error))
                }
            }
            group.addTask {
                for await signal in signals { return .received(signal) }
                return .silent
            }
            var signal: StopSignal?
            while let event = await group.next() {
                switch event {
                case .ended(let result):
                    group.cancelAll()
                    return (result, signal)
                case .received(let first):
                    signal = first
                    group.cancelAll()
                case .silent:
                    break
                }
            }
            return (.failure(CancellationError()), signal)
        }
    }

    private enum Event<Value: Sendable>: Sendable {
        case ended(Result<Value, any Error>)
        case received(StopSignal)
        case silent
    }

    /// The system's number of the signal.
    var number: Int32 {
        switch self {
        case .interrupt: SIGINT
        case .terminate: SIGTERM
        }
    }
}
