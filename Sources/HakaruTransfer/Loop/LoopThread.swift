internal import CCurl

/// The thread that owns the multi handle and all easy handles: it starts, moves, watches and ends transfers.
///
/// Nothing of it is touched by another thread once it runs, and only it touches libcurl, but for a wake-up.
final class LoopThread {
    private let loop: TransferLoop
    private let maximumTransfers: Int
    /// Kept here until the thread takes it.
    private var multi: MultiHandle?
    /// Transfers whose turn has not come.
    private var waiting: [Transfer] = []
    /// Transfers in libcurl's hands.
    private var running: [ObjectIdentifier: Exchange] = [:]
    /// Exchanges to use again.
    private var idle: [Exchange] = []
    /// When to look for stalled transfers; nil: none is watched.
    private var nextStallCheck: SuspendingClock.Instant?
    private let clock = SuspendingClock()

    init(loop: TransferLoop, multi: consuming MultiHandle, maximumTransfers: Int) {
        self.loop = loop
        self.multi = consume multi
        self.maximumTransfers = maximumTransfers
    }

    /// Starts the thread, which keeps this object until it ends.
    func start() throws(TransferError) {
        let context = Unmanaged.passRetained(self)
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<LoopThread>.fromOpaque(context).takeRetainedValue().run() }
                return nil
            }, context.toOpaque())
        guard code == 0 else {
            context.release()
            throw .unavailable(code: Int(code))
        }
        pthread_detach(thread)
    }

    private func run() {
        if let multi = multi.take() { runUntilClosed(multi) }
        loop.didClose()
    }

    private func runUntilClosed(_ multi: consuming MultiHandle) {
        while true {
            let work = loop.takeWork()
            waiting += work.added
            if work.isClosing { break }
            for transfer in work.aborted { abort(transfer, multi) }
            startWaiting(multi)
            do throws(TransferError) {
                try multi.perform()
                endFinished(multi)
                endStalled(multi)
                // A transfer that ended may have made room for one that waits.
                if hasRoom || !loop.willPoll() { continue }
                defer { loop.didPoll() }
                try multi.poll(timeout: timeUntilStallCheck)
            } catch {
                // The multi handle itself failed; trying again might turn for ever.
                endAll(error, multi)
                loop.close()
            }
        }
        endAll(.shutDown, multi)
        idle = []
        loop.willClose()
    }

    private var hasRoom: Bool { !waiting.isEmpty && running.count < maximumTransfers }

    private var timeUntilStallCheck: Duration {
        guard let nextStallCheck else { return .seconds(60) }
        return max(.zero, clock.now.duration(to: nextStallCheck))
    }

    private func startWaiting(_ multi: borrowing MultiHandle) {
        while hasRoom {
            let transfer = waiting.removeFirst()
            guard transfer.begin() else { continue }
            do throws(TransferError) {
                let exchange = if let exchange = idle.popLast() { exchange } else { try Exchange(loop: loop) }
                try exchange.prepare(for: transfer, now: clock.now)
                try multi.add(exchange.easy)
                running[ObjectIdentifier(transfer)] = exchange
                if let check = exchange.stallWatch?.nextCheck { nextStallCheck = min(check, nextStallCheck ?? check) }
            } catch {
                transfer.finish(.failure(error))
            }
        }
    }

    private func endFinished(_ multi: borrowing MultiHandle) {
        while let (exchange, code) = multi.nextEnded(Exchange.self) {
            let outcome = exchange.outcome(of: code, now: clock.now)
            end(exchange, outcome, multi)
        }
    }

    private func endStalled(_ multi: borrowing MultiHandle) {
        let now = clock.now
        guard let check = nextStallCheck, now >= check else { return }
        for exchange in running.values where exchange.isStalled(at: now) {
            end(exchange, exchange.failure(.stalled(server: exchange.server)), multi)
        }
        nextStallCheck = running.values.compactMap { $0.stallWatch?.nextCheck }.min()
    }

    private func endAll(_ error: TransferError, _ multi: borrowing MultiHandle) {
        for exchange in running.values { end(exchange, exchange.failure(error), multi) }
        for transfer in waiting { transfer.finish(.failure(error)) }
        waiting = []
    }

    private func end(_ exchange: Exchange, _ outcome: Transfer.Outcome, _ multi: borrowing MultiHandle) {
        guard let transfer = exchange.transfer else { return }
        release(exchange, of: transfer, multi)
        transfer.finish(outcome)
    }

    private func abort(_ transfer: Transfer, _ multi: borrowing MultiHandle) {
        guard let exchange = running[ObjectIdentifier(transfer)] else { return }
        release(exchange, of: transfer, multi)
    }

    private func release(_ exchange: Exchange, of transfer: Transfer, _ multi: borrowing MultiHandle) {
        multi.remove(exchange.easy)
        running[ObjectIdentifier(transfer)] = nil
        exchange.clear()
        idle.append(exchange)
    }
}
