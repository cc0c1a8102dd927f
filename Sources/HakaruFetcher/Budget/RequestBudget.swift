/// How many requests may go to one host with one token, and when: a state machine without I/O.
///
/// Ask before each request and record what became of it. Times are ``FetchClock/uptime``, so that a wrong or jumping clock
/// of the machine does no harm. See `docs/decisions/` for why one budget governs all repositories.
package struct RequestBudget: Sendable {
    /// What the forge counts apart.
    package enum Resource: String, Hashable, Sendable, CaseIterable {
        /// Queries, in points.
        case graphql
        /// Plain requests.
        case core
    }

    /// Why nothing may be asked for a while.
    package enum WaitReason: Hashable, Sendable {
        /// The forge's limit is spent.
        case limitSpent
        /// The forge asked to slow down.
        case slowDown
        /// The forge or the way to it failed.
        case failure
        /// More requests in a minute than the forge likes.
        case pace
    }

    /// The answer to a request for a request.
    package enum Decision: Hashable, Sendable {
        /// Send it now; it counts as under way.
        case go(Ticket)
        /// As many as allowed are under way; ask again when one has ended.
        case busy
        /// Ask again at the given time.
        case wait(until: Duration, WaitReason)
        /// The wait until then would be longer than allowed.
        case tooLong(until: Duration, WaitReason)
    }

    /// A request under way.
    package struct Ticket: Hashable, Sendable {
        let resource: Resource
        let price: Int
        let startedAt: Duration
    }

    /// What became of a request.
    package enum Outcome: Hashable, Sendable {
        /// An answer, also one that says no.
        case answered
        /// The forge's limit is spent, for so long where it told.
        case limitSpent(resetsIn: Duration?)
        /// The forge asks to slow down, for so long where it told.
        case slowDown(retryAfter: Duration?)
        /// A failure of the forge or of the way to it; some servers tell for how long.
        case failed(retryAfter: Duration?)
        /// Given up before there was an answer.
        case abandoned
    }

    /// What the budget follows.
    package struct Settings: Hashable, Sendable {
        /// Requests under way at the start.
        package var startConcurrency = 4
        /// The most requests under way.
        package var maximumConcurrency = 10
        /// The longest single wait.
        package var maximumWait: Duration = .seconds(600)
        /// Requests a minute, some below what GitHub documents (2,000 queries, 900 others).
        package var requestsPerMinute: [Resource: Int] = [.graphql: 1_800, .core: 800]

        /// The usual settings.
        package init() {}
    }

    /// What is known of a limit.
    private struct Limit {
        var remaining: Int
        var endsAt: Duration
    }

    private let settings: Settings
    private(set) var underWay = 0
    private var reserved: [Resource: Int] = [:]
    private var limits: [Resource: Limit] = [:]
    private var spentUntil: [Resource: Duration] = [:]
    private var paces: [Resource: MinutePace] = [:]
    private var slow = Blockade()
    private var failed = Blockade()
    private var successes = 0
    /// Whether the forge ever asked to slow down: from then on more is tried only a round at a time.
    private var wasSlowed = false

    /// The most requests that may be under way now.
    package private(set) var concurrency: Int

    /// How many times in a row nothing but failures came, each after the wait that the one before made necessary.
    package var failureStreak: Int { failed.streak }

    /// Whether as many requests as allowed are under way; while everything fails, one at a time is enough to see.
    var isFull: Bool { underWay >= (failed.streak > 0 ? 1 : concurrency) }

    /// A budget of which nothing is used.
    package init(_ settings: Settings = Settings()) {
        self.settings = settings
        concurrency = max(1, min(settings.startConcurrency, settings.maximumConcurrency))
    }
}

extension RequestBudget {
    /// Asks whether a request may be sent.
    ///
    /// - Parameters:
    ///   - resource: What it is counted under.
    ///   - price: Its points as far as they can be known before; at least 1.
    ///   - now: The time.
    /// - Returns: Whether to go, to wait for others, to wait for a time, or to give up.
    package mutating func ask(_ resource: Resource, price: Int, at now: Duration) -> Decision {
        if let (until, reason) = blockade(of: resource, at: now) {
            return until - now > settings.maximumWait ? .tooLong(until: until, reason) : .wait(until: until, reason)
        }
        guard !isFull else { return .busy }
        underWay += 1
        reserved[resource, default: 0] += price
        paces[resource, default: MinutePace()].count(at: now)
        return .go(Ticket(resource: resource, price: price, startedAt: now))
    }

    /// The latest time until which something forbids a request, and what.
    private mutating func blockade(of resource: Resource, at now: Duration) -> (Duration, WaitReason)? {
        if let limit = limits[resource], limit.endsAt <= now { limits[resource] = nil }
        var found: (Duration, WaitReason)?
        func consider(_ until: Duration?, _ reason: WaitReason) {
            guard let until, until > now, until > (found?.0 ?? .zero) else { return }
            found = (until, reason)
        }
        consider(failed.until, .failure)
        consider(slow.until, .slowDown)
        consider(spentUntil[resource], .limitSpent)
        if let limit = limits[resource], limit.remaining - reserved[resource, default: 0] <= 0 {
            consider(limit.endsAt, .limitSpent)
        }
        if let most = settings.requestsPerMinute[resource] {
            consider(paces[resource, default: MinutePace()].nextTurn(most: most, at: now), .pace)
        }
        return found
    }

    /// Records what the forge told of a limit.
    ///
    /// - Parameters:
    ///   - resource: What it limits.
    ///   - remaining: What is left of it.
    ///   - resetsIn: The time until it begins anew.
    ///   - now: The time.
    package mutating func note(_ resource: Resource, remaining: Int, resetsIn: Duration, at now: Duration) {
        let endsAt = now + max(resetsIn, .zero) + .seconds(1)
        if let known = limits[resource], endsAt < known.endsAt + .seconds(5), endsAt > known.endsAt - .seconds(5) {
            // Answers arrive out of order: within one window the least is the newest.
            limits[resource] = Limit(remaining: min(known.remaining, remaining), endsAt: known.endsAt)
        } else {
            limits[resource] = Limit(remaining: remaining, endsAt: endsAt)
        }
    }

    /// Records what became of a request.
    ///
    /// - Parameters:
    ///   - outcome: What became of it.
    ///   - ticket: The request.
    ///   - now: The time.
    ///   - chance: A number from 0 up to 1, so that many clients do not come back at once.
    package mutating func record(_ outcome: Outcome, of ticket: Ticket, at now: Duration, chance: Double) {
        underWay -= 1
        reserved[ticket.resource, default: 0] -= ticket.price
        switch outcome {
        case .answered:
            failed.clear(by: ticket)
            slow.clear(by: ticket)
            successes += 1
            if concurrency < settings.maximumConcurrency, successes >= (wasSlowed ? concurrency : 1) {
                concurrency += 1
                successes = 0
            }
        case .limitSpent(let resetsIn):
            let until = now + (resetsIn ?? .seconds(60)) + .seconds(1)
            spentUntil[ticket.resource] = max(until, spentUntil[ticket.resource] ?? .zero)
        case .slowDown(let retryAfter):
            guard slow.extend(by: ticket, at: now, told: retryAfter, ownWait: { .seconds(60) * (1 << min($0, 4)) })
            else {
                break
            }
            concurrency = max(1, concurrency / 2)
            successes = 0
            wasSlowed = true
        case .failed(let retryAfter):
            let jitter = 0.75 + chance / 2
            // Some say "at once" when they mean "again"; asking in the same moment only spends the tries.
            failed.extend(by: ticket, at: now, told: retryAfter.map { max($0, .seconds(1)) }) { streak in
                .seconds(min(30, 1 << min(streak, 5))) * jitter
            }
        case .abandoned:
            break
        }
    }
}

/// A time until which nothing is asked, which grows while the reason for it comes back.
private struct Blockade: Sendable {
    private(set) var until: Duration?
    private(set) var streak = 0
    private var beganAt: Duration?

    /// Reacts to a refusal.
    ///
    /// - Returns: Whether it is news: requests that were under way when another was refused say nothing new.
    @discardableResult
    mutating func extend(
        by ticket: RequestBudget.Ticket, at now: Duration, told: Duration?, ownWait: (_ streak: Int) -> Duration
    ) -> Bool {
        if let beganAt, ticket.startedAt < beganAt {
            if let told { until = max(until ?? .zero, now + told) }
            return false
        }
        until = max(until ?? .zero, now + (told ?? ownWait(streak)))
        streak += 1
        beganAt = now
        return true
    }

    /// An answer to a request that was sent after the refusal ends it.
    mutating func clear(by ticket: RequestBudget.Ticket) {
        guard streak > 0, let beganAt, ticket.startedAt >= beganAt else { return }
        self = Blockade()
    }
}

/// How many requests went out in the last minute, by the second.
private struct MinutePace: Sendable {
    private var counts: [Int64: Int] = [:]
    private var total = 0

    mutating func count(at now: Duration) {
        forget(before: now)
        counts[now.components.seconds, default: 0] += 1
        total += 1
    }

    /// When the next request may go, or nil for now.
    mutating func nextTurn(most: Int, at now: Duration) -> Duration? {
        forget(before: now)
        guard total >= most, let oldest = counts.keys.min() else { return nil }
        return .seconds(oldest + 61)
    }

    private mutating func forget(before now: Duration) {
        let start = now.components.seconds - 60
        guard counts.count > 0 else { return }
        for second in counts.keys where second < start { total -= counts.removeValue(forKey: second) ?? 0 }
    }
}
