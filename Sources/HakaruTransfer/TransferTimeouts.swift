/// How long the parts of a transfer may take.
package struct TransferTimeouts: Hashable, Sendable {
    /// From the start until the connection is up, encryption included; 10 s.
    package var connect: Duration
    /// The time over which at least ``minimumBytesPerSecond`` must move, measured again each quarter; nil: no such rule.
    package var stall: Duration?
    /// Below this rate (of body bytes on the wire, both ways) a transfer counts as stalled; 1,000.
    package var minimumBytesPerSecond: Int
    /// From the start until the last byte, for each hop of a redirect anew; 120 s.
    package var total: Duration

    /// The given limits; those left out are the usual ones.
    package init(
        connect: Duration = .seconds(10),
        stall: Duration? = .seconds(30),
        minimumBytesPerSecond: Int = 1_000,
        total: Duration = .seconds(120)
    ) {
        self.connect = connect
        self.stall = stall
        self.minimumBytesPerSecond = minimumBytesPerSecond
        self.total = total
    }
}
