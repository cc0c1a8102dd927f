import HakaruModel
import HakaruSystem

/// Work that a signal stopped before it had a result, such as while it waited for another run.
struct StoppedError: UserFacingError {
    /// What stopped it.
    let signal: StopSignal

    var summary: String { "Stopped before there was anything to keep." }
    var hint: String? { nil }
    var exitCode: HakaruModel.ExitCode { signal.exitCode }
}

extension Result where Failure == any Error {
    /// The value of work that a signal may have stopped.
    ///
    /// - Throws: The error of the work; ``StoppedError`` where that was only that it was cancelled.
    func get(stoppedBy signal: StopSignal?) throws -> Success {
        guard let signal, case .failure(let error) = self else { return try get() }
        let isCancellation = error is CancellationError || (error as? any UserFacingError)?.exitCode == .interrupted
        throw isCancellation ? StoppedError(signal: signal) : error
    }
}
