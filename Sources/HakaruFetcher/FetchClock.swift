package import HakaruModel

/// The time as a fetch sees it, and chance; tests put their own in.
package struct FetchClock: Sendable {
    /// The machine's clock, which may be wrong; used only where the forge tells no time.
    package var now: @Sendable () -> Instant
    /// The time since any fixed moment, which never jumps.
    package var uptime: @Sendable () -> Duration
    /// Waits; throws only `CancellationError`.
    package var sleep: @Sendable (Duration) async throws -> Void
    /// A number from 0 up to 1 for the jitter of waits.
    package var chance: @Sendable () -> Double

    /// Makes a clock of its parts.
    package init(
        now: @escaping @Sendable () -> Instant, uptime: @escaping @Sendable () -> Duration,
        sleep: @escaping @Sendable (Duration) async throws -> Void, chance: @escaping @Sendable () -> Double
    ) {
        self.now = now
        self.uptime = uptime
        self.sleep = sleep
        self.chance = chance
    }

    /// The clock of the machine, given where its wall clock is read.
    package static func system(now: @escaping @Sendable () -> Instant) -> FetchClock {
        let clock = ContinuousClock()
        let start = clock.now
        return FetchClock(
            now: now, uptime: { start.duration(to: clock.now) }, sleep: { try await clock.sleep(for: $0) },
            chance: { Double.random(in: 0..<1) })
    }
}
