package import HakaruDelivery
package import HakaruModel
package import HakaruStore

/// Sends what waits in the outbox: each message at most once, whatever ends a run at whatever point.
///
/// The state goes to the store before a message leaves and after its answer came. A message that is found in the middle
/// of being sent may have arrived: only a channel to which that makes no difference, or a receiver that can be asked,
/// settles it; else it is *unknown*, and a person decides. One dispatcher at a time works on an outbox.
package struct Dispatcher: Sendable {
    /// How often and how long to try within one run.
    package struct Patience: Hashable, Sendable {
        /// The waits before a message that did not leave is tried again.
        package var pauses: [Duration] = [.seconds(1), .seconds(5)]
        /// The most times that a receiver's request to come again is followed.
        package var retries = 4
        /// The wait where a receiver asks to come again and does not say when.
        package var usualWait: Duration = .seconds(30)
        /// A longer wait is left to the next run.
        package var longestWait: Duration = .seconds(60)

        /// The usual patience.
        package init() {}
    }

    private let store: any WeekStore
    private let channels: [String: any DeliveryChannel]
    private let outbox: String
    private let patience: Patience
    private let now: @Sendable () -> Instant
    private let sleep: @Sendable (Duration) async throws -> Void
    private let observe: @Sendable (OutboxEntry) -> Void

    /// Makes a dispatcher.
    ///
    /// - Parameters:
    ///   - store: The outbox.
    ///   - outbox: Its name, which is part of each message's key.
    ///   - channels: The channels that are configured.
    ///   - patience: How often and how long to try.
    ///   - now: The time.
    ///   - sleep: Waits.
    ///   - observe: Told of each message whose state has settled for this run.
    package init(
        store: any WeekStore, outbox: String, channels: [any DeliveryChannel], patience: Patience = Patience(),
        now: @escaping @Sendable () -> Instant, sleep: @escaping @Sendable (Duration) async throws -> Void,
        observe: @escaping @Sendable (OutboxEntry) -> Void = { _ in }
    ) {
        self.store = store
        self.outbox = outbox
        self.channels = Dictionary(channels.map { ($0.name, $0) }) { first, _ in first }
        self.patience = patience
        self.now = now
        self.sleep = sleep
        self.observe = observe
    }

    /// Sends everything that waits, oldest week first; a channel that fails does not stop the others.
    ///
    /// - Parameter isWanted: Which messages to look at; all of them by default.
    /// - Returns: The outbox afterwards, without payloads.
    /// - Throws: ``StoreError``; then nothing more is sent.
    package func run(
        _ isWanted: @Sendable (OutboxEntry) -> Bool = { _ in true }
    ) async throws(StoreError) -> [OutboxEntry] {
        for entry in try await store.outbox(withPayload: true) where isWanted(entry) {
            guard !Task.isCancelled else { break }
            try await settle(entry)
        }
        return try await store.outbox(withPayload: false)
    }

    private func settle(_ entry: OutboxEntry) async throws(StoreError) {
        let channel = channels[entry.channel]
        switch entry.state {
        case .sent, .failed: return
        case .sending, .unknown: try await clear(entry, channel)
        case .pending:
            guard let channel else {
                try await note(entry, .failed, "the configuration has no channel of this name")
                return
            }
            if let time = entry.notBefore, time > now() { return observe(entry) }
            try await send(entry, through: channel)
        }
    }

    /// Finds out what became of a message that may have left.
    private func clear(_ entry: OutboxEntry, _ channel: (any DeliveryChannel)?) async throws(StoreError) {
        if let channel, channel.isRepeatable {
            let pending = try await note(entry, .pending, entry.reason)
            try await send(pending, through: channel)
        } else if await channel?.hasArrived(key(entry)) == true {
            try await note(entry, .sent, nil)
        } else if entry.state == .sending {
            try await note(entry, .unknown, "the run was ended while it was sent")
        } else {
            observe(entry)
        }
    }

    private func key(_ entry: OutboxEntry) -> DeliveryKey { DeliveryKey(week: entry.week, outbox: outbox) }

    private func send(_ first: OutboxEntry, through channel: any DeliveryChannel) async throws(StoreError) {
        guard let payload = first.payload else {
            try await note(first, .failed, "its text is no longer kept; write it anew with `hakaru report weekly`")
            return
        }
        var entry = first
        var pauses = patience.pauses[...]
        var retries = patience.retries
        while true {
            entry = try await begin(entry, channel)
            guard entry.state == .sending else { return }
            switch await channel.send(payload, key: key(entry)) {
            case .sent:
                try await note(entry, .sent, nil)
                return
            case .failed(let reason):
                try await note(entry, .failed, reason)
                return
            case .unknown(let reason):
                try await note(entry, .unknown, reason)
                return
            case .refused(let reason):
                let pause = pauses.popFirst()
                entry = try await note(entry, .pending, reason, isSettled: pause == nil)
                guard let pause, await slept(pause) else { return }
            case .retry(let after, let reason):
                let wait = after ?? patience.usualWait
                let isHere = retries > 0 && wait <= patience.longestWait
                retries -= 1
                entry = try await note(entry, .pending, reason, wait: wait, isSettled: !isHere)
                guard isHere, await slept(wait) else { return }
            }
        }
    }

    /// Notes that a message leaves now; it comes back in another state where somebody else has changed it.
    private func begin(
        _ entry: OutboxEntry, _ channel: any DeliveryChannel
    ) async throws(StoreError) -> OutboxEntry {
        var next = entry
        next.destination = channel.destination
        next.state = .sending
        next.attempts += 1
        next.changedAt = now()
        next.notBefore = nil
        return try await store.update(next, from: entry.state) ? next : entry
    }

    /// False where the run is to stop instead.
    private func slept(_ wait: Duration) async -> Bool {
        do {
            try await sleep(wait)
            return true
        } catch {
            return false
        }
    }

    @discardableResult
    private func note(
        _ entry: OutboxEntry, _ state: OutboxEntry.State, _ reason: String?, wait: Duration? = nil,
        isSettled: Bool = true
    ) async throws(StoreError) -> OutboxEntry {
        var next = entry
        next.state = state
        next.reason = reason
        next.changedAt = now()
        next.notBefore = wait.map { next.changedAt.advanced(bySeconds: $0.components.seconds) }
        _ = try await store.update(next, from: entry.state)
        if isSettled { observe(next) }
        return next
    }
}
