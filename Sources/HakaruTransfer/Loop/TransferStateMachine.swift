/// The life of one transfer without I/O: events in, actions out.
///
/// Its continuation is handed out exactly once.
///
///     waiting ──submit──▶ submitted ──begin──▶ running ──finish──▶ finished
///        │                    │                   │                   ▲
///      cancel               cancel              cancel                │
///        ▼                    └───────────────────┴───────────────────┘
///     cancelled ──submit──▶ finished
struct TransferStateMachine<Continuation: Sendable>: Sendable {
    private enum State {
        /// Made, but nobody waits for it yet.
        case waiting
        /// Cancelled before anybody waited.
        case cancelled
        /// Waits for its turn.
        case submitted(Continuation)
        /// In libcurl's hands; committed once it can't be taken back.
        case running(Continuation, isCommitted: Bool)
        /// The continuation was handed out.
        case finished
    }

    private var state = State.waiting

    /// Whether its continuation was handed out.
    var isFinished: Bool {
        if case .finished = state { true } else { false }
    }

    /// What to do after ``submit(_:)``.
    enum SubmitAction {
        /// Give the transfer to the loop.
        case enqueue
        /// Resume this continuation as cancelled.
        case resume(Continuation)
    }

    /// Somebody waits for the outcome.
    mutating func submit(_ continuation: Continuation) -> SubmitAction {
        guard case .waiting = state else {
            state = .finished
            return .resume(continuation)
        }
        state = .submitted(continuation)
        return .enqueue
    }

    /// Its turn has come; false: it was cancelled, leave it.
    mutating func begin() -> Bool {
        guard case .submitted(let continuation) = state else { return false }
        state = .running(continuation, isCommitted: false)
        return true
    }

    /// From now on the server may act on it, whatever we do.
    mutating func commit() {
        guard case .running(let continuation, _) = state else { return }
        state = .running(continuation, isCommitted: true)
    }

    /// It ended; resume what is returned, unless somebody was faster.
    mutating func finish() -> Continuation? {
        switch state {
        case .submitted(let continuation), .running(let continuation, _):
            state = .finished
            return continuation
        case .waiting, .cancelled, .finished:
            return nil
        }
    }

    /// What to do after ``cancel()``.
    enum CancelAction {
        /// Nothing: nobody waits yet, or no longer.
        case none
        /// Resume this continuation; the loop drops the transfer when it meets it.
        case resume(Continuation)
        /// Resume this continuation, and have the loop end the transfer.
        case resumeAndAbort(Continuation, isCommitted: Bool)
    }

    /// The task that waits was cancelled.
    mutating func cancel() -> CancelAction {
        switch state {
        case .waiting:
            state = .cancelled
            return .none
        case .submitted(let continuation):
            state = .finished
            return .resume(continuation)
        case .running(let continuation, let isCommitted):
            state = .finished
            return .resumeAndAbort(continuation, isCommitted: isCommitted)
        case .cancelled, .finished:
            return .none
        }
    }
}
