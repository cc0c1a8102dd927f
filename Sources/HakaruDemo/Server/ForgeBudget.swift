import HakaruModel

/// What callers may still ask in this hour: requests of REST and points of GraphQL, each with a limit of its own.
struct ForgeBudget: Sendable {
    /// One of the two limits.
    enum Resource: String, Sendable {
        case core
        case graphQL = "graphql"
    }

    /// Where one limit stands.
    struct State: Hashable, Sendable {
        /// What an hour allows; nil where there is no limit.
        var limit: Int?
        var used: Int
        var resetsAt: Instant

        var isSpent: Bool { limit.map { used >= $0 } ?? false }
    }

    private let hourlyLimit: Int?
    private var states: [Resource: State] = [:]

    init(hourlyLimit: Int?) {
        self.hourlyLimit = hourlyLimit
    }

    /// Where a limit stands at an instant; an hour begins with the first request after the one before.
    mutating func state(of resource: Resource, at now: Instant) -> State {
        if let state = states[resource], state.resetsAt > now { return state }
        let state = State(limit: hourlyLimit, used: 0, resetsAt: now.advanced(bySeconds: 3_600))
        states[resource] = state
        return state
    }

    /// Takes points from a limit.
    mutating func charge(_ points: Int, to resource: Resource, at now: Instant) {
        var state = state(of: resource, at: now)
        state.used += points
        states[resource] = state
    }

    /// Takes everything that is left until the given instant, as another client of the same token might.
    mutating func spend(_ resource: Resource, until reset: Instant) {
        states[resource] = State(limit: hourlyLimit, used: hourlyLimit ?? 0, resetsAt: reset)
    }
}
