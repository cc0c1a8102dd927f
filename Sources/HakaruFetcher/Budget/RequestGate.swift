package import HakaruModel
import Synchronization

/// The one way to a host with one token: holds requests back as its ``RequestBudget`` says, and counts them.
package final class RequestGate: Sendable {
    /// A wait that a person may want to know about.
    package struct Wait: Hashable, Sendable {
        /// Why.
        package var reason: RequestBudget.WaitReason
        /// How long, from now.
        package var duration: Duration
        /// Until when, by the forge's clock.
        package var until: Instant
    }

    private struct State {
        var budget: RequestBudget
        var usage = FetchUsage()
        /// The forge's time, and the uptime at which it was told.
        var forgeTime: (Instant, Duration)?
        var stopped: FetchError?
        /// What failed last; why all wait, while a wait is for a failure.
        var lastFault: FetchError.Fault?
        var waiters: [(id: Int, continuation: CheckedContinuation<Void, Never>)] = []
        var nextWaiter = 0
        var sleepers = 0
        var sleepBegan: Duration = .zero
        var announced: Duration = .zero

        /// Takes out whom to wake when a turn ends: one slot is free, and the limit may have grown by one.
        mutating func takeWaiters() -> [CheckedContinuation<Void, Never>] {
            let woken = waiters.prefix(2).map(\.continuation)
            waiters.removeFirst(woken.count)
            return woken
        }
    }

    /// The host, for errors.
    package let host: String
    /// The time and chance.
    package let clock: FetchClock
    private let onWait: @Sendable (Wait) -> Void
    private let state: Mutex<State>

    /// Opens a gate.
    ///
    /// - Parameters:
    ///   - host: The forge's host.
    ///   - settings: How wide it is.
    ///   - clock: The time and chance.
    ///   - onWait: Told once for each wait of all requests.
    package init(
        host: String, settings: RequestBudget.Settings = RequestBudget.Settings(), clock: FetchClock,
        onWait: @escaping @Sendable (Wait) -> Void = { _ in }
    ) {
        self.host = host
        self.clock = clock
        self.onWait = onWait
        state = Mutex(State(budget: RequestBudget(settings)))
    }

    /// What was asked so far.
    package var usage: FetchUsage { state.withLock { $0.usage } }

    /// How many requests may be under way now.
    package var concurrency: Int { state.withLock { $0.budget.concurrency } }

    /// The forge's time; the machine's until the forge has told its own.
    package var now: Instant {
        let uptime = clock.uptime()
        return state.withLock { forgeTime(of: $0, at: uptime) } ?? clock.now()
    }

    private func forgeTime(of state: borrowing State, at uptime: Duration) -> Instant? {
        state.forgeTime.map { $0.0.advanced(bySeconds: (uptime - $0.1).components.seconds) }
    }
}

extension RequestGate {
    /// Waits until a request may be sent.
    ///
    /// - Throws: ``FetchError/rateLimited(host:until:)`` or ``FetchError/unreachable(host:reason:)`` where the wait would be
    ///   too long, what the gate was stopped with, or ``FetchError/cancelled``.
    func enter(_ resource: RequestBudget.Resource, price: Int) async throws(FetchError) -> RequestBudget.Ticket {
        do throws(FetchError) {
            return try await ticket(for: resource, price: price)
        } catch {
            // Its turn is over without a request whose end would call the next ones.
            for continuation in state.withLock({ $0.takeWaiters() }) { continuation.resume() }
            throw error
        }
    }

    private func ticket(
        for resource: RequestBudget.Resource, price: Int
    ) async throws(FetchError) -> RequestBudget.Ticket {
        while true {
            if Task.isCancelled { throw .cancelled }
            let now = clock.uptime()
            let (decision, stopped) = state.withLock {
                ($0.stopped == nil ? $0.budget.ask(resource, price: price, at: now) : .busy, $0.stopped)
            }
            if let stopped { throw stopped }
            switch decision {
            case .go(let ticket):
                return ticket
            case .busy:
                await turn()
            case .wait(let until, let reason):
                try await sleep(until: until, from: now, reason)
            case .tooLong(_, .failure):
                throw .unreachable(host: host, reason: .patienceSpent(after: state.withLock { $0.lastFault }))
            case .tooLong(let until, _):
                throw .rateLimited(host: host, until: self.now.advanced(bySeconds: (until - now).seconds))
            }
        }
    }

    /// Ends a request and lets others in.
    ///
    /// - Parameters:
    ///   - ticket: The request.
    ///   - outcome: What became of it.
    ///   - fault: What failed; nil where nothing did.
    func leave(
        _ ticket: RequestBudget.Ticket, _ outcome: RequestBudget.Outcome, fault: FetchError.Fault? = nil
    ) {
        let now = clock.uptime()
        let chance = clock.chance()
        let woken = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.budget.record(outcome, of: ticket, at: now, chance: chance)
            state.lastFault = fault ?? state.lastFault
            return state.takeWaiters()
        }
        for continuation in woken { continuation.resume() }
    }

    /// Lets no request in any more: each throws the given error.
    func stop(_ error: FetchError) {
        let woken = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.stopped = state.stopped ?? error
            let woken = state.waiters.map(\.continuation)
            state.waiters.removeAll()
            return woken
        }
        for continuation in woken { continuation.resume() }
    }

    /// How many times in a row nothing but failures came.
    var failureStreak: Int { state.withLock { $0.budget.failureStreak } }

    /// Counts an answer and what it tells of limits and time.
    func note(_ receipt: Receipt, for resource: RequestBudget.Resource) {
        let uptime = clock.uptime()
        let machineTime = clock.now()
        state.withLock { state in
            state.usage.requests += 1
            state.usage.bytes += receipt.bytes
            state.usage.notModified += receipt.isNotModified ? 1 : 0
            if let date = receipt.date { state.forgeTime = (date, uptime) }
            guard let limit = receipt.limit else { return }
            let time = receipt.date ?? machineTime
            state.budget.note(
                resource, remaining: limit.remaining, resetsIn: .seconds(limit.resetsAt.seconds(since: time)),
                at: uptime)
            state.usage.limit = limit
        }
    }

    /// Counts the points that a query cost.
    func note(points: Int) {
        state.withLock { $0.usage.points += points }
    }
}

extension RequestGate {
    /// What the head of an answer tells.
    struct Receipt {
        var bytes = 0
        var isNotModified = false
        var date: Instant?
        var limit: RateLimit?
    }

    /// Suspends until a request has ended, or the task is cancelled.
    private func turn() async {
        let id = state.withLock { state -> Int in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state -> Bool in
                    // Between the question and now a request may have ended, or the task may have been cancelled.
                    guard !Task.isCancelled, state.stopped == nil, state.budget.isFull else { return true }
                    state.waiters.append((id, continuation))
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            let continuation = state.withLock { state -> CheckedContinuation<Void, Never>? in
                guard let index = state.waiters.firstIndex(where: { $0.id == id }) else { return nil }
                return state.waiters.remove(at: index).continuation
            }
            continuation?.resume()
        }
    }

    private func sleep(
        until: Duration, from now: Duration, _ reason: RequestBudget.WaitReason
    ) async throws(FetchError) {
        let isNews = state.withLock { state -> Bool in
            if state.sleepers == 0 { state.sleepBegan = now }
            state.sleepers += 1
            guard until > state.announced else { return false }
            state.announced = until
            return true
        }
        if isNews {
            let end = self.now.advanced(bySeconds: (until - now).seconds)
            onWait(Wait(reason: reason, duration: until - now, until: end))
        }
        defer {
            let awake = clock.uptime()
            state.withLock { state in
                state.sleepers -= 1
                if state.sleepers == 0 { state.usage.waited += awake - state.sleepBegan }
            }
        }
        do { try await clock.sleep(until - now) } catch { throw .cancelled }
    }
}

extension Duration {
    /// Whole seconds, rounded up.
    var seconds: Int64 { components.seconds + (components.attoseconds > 0 ? 1 : 0) }
}
