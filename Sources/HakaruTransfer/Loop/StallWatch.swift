/// Notices that too few bytes moved for too long; asked each quarter of the time that is allowed.
struct StallWatch {
    private static let quarters = 4

    private let quarter: Duration
    /// The least number of bytes in the whole time.
    private let minimumBytes: Int
    /// The bytes moved at the start and at the ends of the last quarters.
    private var marks = [0]
    /// When to ask next.
    private(set) var nextCheck: SuspendingClock.Instant

    /// - Returns: Nil where the limits have no such rule.
    init?(_ timeouts: TransferTimeouts, now: SuspendingClock.Instant) {
        guard let stall = timeouts.stall else { return nil }
        quarter = stall / Self.quarters
        // A rule of any length asks for one byte at least.
        minimumBytes = max(1, timeouts.minimumBytesPerSecond * stall.milliseconds / 1_000)
        nextCheck = now + quarter
    }

    /// Whether the transfer stalled, given all the bytes that it moved so far.
    mutating func isStalled(at now: SuspendingClock.Instant, bytesMoved: Int) -> Bool {
        guard now >= nextCheck else { return false }
        nextCheck = now + quarter
        marks.append(bytesMoved)
        guard marks.count > Self.quarters else { return false }
        return bytesMoved - marks.removeFirst() < minimumBytes
    }
}
