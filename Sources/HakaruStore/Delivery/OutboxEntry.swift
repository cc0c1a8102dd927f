package import HakaruModel

/// The message of a week to one channel, and what became of it.
package struct OutboxEntry: Hashable, Sendable {
    /// How far a message is.
    package enum State: String, Hashable, Sendable, CaseIterable {
        /// It is to be sent.
        case pending
        /// A run is sending it now, or was ended while it did.
        case sending
        /// The receiver has taken it.
        case sent
        /// The receiver does not take it; sending it again as it is would not help.
        case failed
        /// It may have arrived; it is not sent again without a person's decision.
        case unknown
    }

    /// The week that it is about.
    package var week: ISOWeek
    /// The channel's name.
    package var channel: String
    /// Where it goes, without secrets.
    package var destination: String
    /// How far it is.
    package var state: State
    /// How often sending it was begun.
    package var attempts: Int
    /// When the state changed last.
    package var changedAt: Instant
    /// The receiver asked to wait until then; nil: it may be sent at once.
    package var notBefore: Instant?
    /// Why it is not sent, in words for a person; nil where nothing went wrong.
    package var reason: String?
    /// What is sent, in the channel's own form; nil where it was sent long ago.
    package var payload: [UInt8]?

    /// Makes an entry; the defaults are those of a message that is to be sent.
    package init(
        week: ISOWeek, channel: String, destination: String, state: State = .pending, attempts: Int = 0,
        changedAt: Instant, notBefore: Instant? = nil, reason: String? = nil, payload: [UInt8]?
    ) {
        self.week = week
        self.channel = channel
        self.destination = destination
        self.state = state
        self.attempts = attempts
        self.changedAt = changedAt
        self.notBefore = notBefore
        self.reason = reason
        self.payload = payload
    }
}

extension OutboxEntry.State: StoredCode {
    static let codes: [OutboxEntry.State] = [.pending, .sending, .sent, .failed, .unknown]
}
