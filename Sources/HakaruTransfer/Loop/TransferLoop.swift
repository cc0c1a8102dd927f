internal import CCurl
import Synchronization

/// The way to the thread that runs transfers: what other threads want is put into an inbox that it empties.
///
/// The thread keeps this object alive until ``close()``, so its owner must close it.
final class TransferLoop: Sendable {
    private struct Inbox {
        var added: [Transfer] = []
        var aborted: [Transfer] = []
        var isClosing = false
        var isClosed = false
        var closeWaiters: [CheckedContinuation<Void, Never>] = []
        /// How to end the thread's wait; nil once its handle is about to go.
        var waker: MultiHandle.Waker?
        /// Whether the thread waits, or is about to: only then it is worth a system call.
        var isPolling = false

        var isEmpty: Bool { added.isEmpty && aborted.isEmpty && !isClosing }

        mutating func wake() {
            guard isPolling else { return }
            isPolling = false
            waker?.wake()
        }
    }

    /// What the thread is to do next.
    struct Work {
        let added: [Transfer]
        let aborted: [Transfer]
        let isClosing: Bool
    }

    private let inbox = Mutex(Inbox())

    /// Starts the thread.
    init(maximumTransfers: Int) throws(TransferError) {
        let limit = max(1, maximumTransfers)
        let multi = try MultiHandle(maximumConnections: limit)
        let waker = multi.waker
        inbox.withLock { $0.waker = waker }
        try LoopThread(loop: self, multi: multi, maximumTransfers: limit).start()
    }

    /// Hands a transfer to the thread; after ``close()`` it ends at once.
    func enqueue(_ transfer: Transfer) {
        let isAccepted = inbox.withLock { inbox in
            guard !inbox.isClosing else { return false }
            inbox.added.append(transfer)
            inbox.wake()
            return true
        }
        if !isAccepted { transfer.finish(.failure(.shutDown)) }
    }

    /// Has the thread give up a transfer that nobody waits for.
    func abort(_ transfer: Transfer) {
        inbox.withLock { inbox in
            guard !inbox.isClosing else { return }
            inbox.aborted.append(transfer)
            inbox.wake()
        }
    }

    /// Ends all transfers and the thread, without waiting for it.
    func close() {
        inbox.withLock { inbox in
            inbox.isClosing = true
            inbox.wake()
        }
    }

    /// Ends all transfers and the thread, and waits until its connections are closed.
    func closeAndWait() async {
        close()
        await withCheckedContinuation { continuation in
            let isClosed = inbox.withLock { inbox in
                if !inbox.isClosed { inbox.closeWaiters.append(continuation) }
                return inbox.isClosed
            }
            if isClosed { continuation.resume() }
        }
    }

    // MARK: The thread's side

    /// Whether the thread is to end.
    var isClosing: Bool {
        inbox.withLock { $0.isClosing }
    }

    /// Empties the inbox.
    func takeWork() -> Work {
        inbox.withLock { inbox in
            defer { (inbox.added, inbox.aborted) = ([], []) }
            return Work(added: inbox.added, aborted: inbox.aborted, isClosing: inbox.isClosing)
        }
    }

    /// Says that the thread is about to wait; false: there is work, don't.
    func willPoll() -> Bool {
        inbox.withLock { inbox in
            inbox.isPolling = inbox.isEmpty
            return inbox.isPolling
        }
    }

    /// Says that the thread's wait is over.
    func didPoll() {
        inbox.withLock { $0.isPolling = false }
    }

    /// Says that the handles are about to go, so that nobody wakes them.
    func willClose() {
        inbox.withLock { $0.waker = nil }
    }

    /// Says that the handles are gone.
    func didClose() {
        let waiters = inbox.withLock { inbox in
            inbox.isClosed = true
            defer { inbox.closeWaiters = [] }
            return inbox.closeWaiters
        }
        for waiter in waiters { waiter.resume() }
    }
}
