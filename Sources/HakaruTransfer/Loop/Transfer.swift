import Synchronization

/// One transfer on its way between the task that waits for it and the thread that runs it.
final class Transfer: Sendable {
    typealias Outcome = Result<Received, TransferError>

    let job: TransferJob
    private let state = Mutex(TransferStateMachine<CheckedContinuation<Outcome, Never>>())

    init(_ job: TransferJob) {
        self.job = job
    }

    /// Runs it on the loop's thread; ends at once when the task is cancelled.
    func run(on loop: TransferLoop) async throws(TransferError) -> Received {
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                switch state.withLock({ $0.submit(continuation) }) {
                case .enqueue: loop.enqueue(self)
                case .resume(let continuation): continuation.resume(returning: .failure(.cancelled))
                }
            }
        } onCancel: {
            cancel(on: loop)
        }
        return try outcome.get()
    }

    private func cancel(on loop: TransferLoop) {
        switch state.withLock({ $0.cancel() }) {
        case .none:
            break
        case .resume(let continuation):
            continuation.resume(returning: .failure(.cancelled))
        case .resumeAndAbort(let continuation, let isCommitted):
            loop.abort(self)
            continuation.resume(returning: .failure(isCommitted ? .outcomeUnknown(.cancelled) : .cancelled))
        }
    }

    /// Its turn has come; false: it was cancelled meanwhile.
    func begin() -> Bool {
        state.withLock { $0.begin() }
    }

    /// The server may act on it from now on.
    func commit() {
        state.withLock { $0.commit() }
    }

    /// Whether nobody waits for it any more.
    var isFinished: Bool {
        state.withLock { $0.isFinished }
    }

    /// Hands the outcome to the task that waits, if it still does.
    func finish(_ outcome: Outcome) {
        state.withLock { $0.finish() }?.resume(returning: outcome)
    }
}
