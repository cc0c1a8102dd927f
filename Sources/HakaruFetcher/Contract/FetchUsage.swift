package import HakaruModel

/// What a run has asked of a forge so far.
package struct FetchUsage: Hashable, Sendable {
    /// Requests that left this machine.
    package var requests = 0
    /// Points that the forge charged, as far as it told.
    package var points = 0
    /// Answers that said that nothing had changed.
    package var notModified = 0
    /// Bytes of the answers' bodies as they came over the wire.
    package var bytes = 0
    /// Seconds during which nothing was asked because of a limit or a failure.
    package var waited: Duration = .zero
    /// What is left of the forge's limit, as it told last; nil where it has none.
    package var limit: RateLimit?

    /// Nothing so far.
    package init() {}
}

/// What a forge told of its limit.
package struct RateLimit: Hashable, Sendable {
    /// Points or requests in a window; nil where the forge did not tell.
    package var limit: Int?
    /// What is left.
    package var remaining: Int
    /// When the window ends, by the forge's clock.
    package var resetsAt: Instant

    /// Makes a limit.
    package init(limit: Int?, remaining: Int, resetsAt: Instant) {
        self.limit = limit
        self.remaining = remaining
        self.resetsAt = resetsAt
    }
}
