import HakaruFetcher
import HakaruModel
import Synchronization

/// A clock that stands until someone sleeps: a sleep ends at once and moves it on.
final class ManualClock: Sendable {
    private struct State {
        var uptime: Duration = .zero
        var sleeps: [Duration] = []
    }

    private let state = Mutex(State())
    private let start: Instant

    init(_ start: String = "2026-11-24T09:00:00Z") {
        self.start = Instant(rfc3339: start) ?? Instant(secondsSinceEpoch: 0)
    }

    /// How long was slept, in order.
    var sleeps: [Duration] { state.withLock { $0.sleeps } }

    /// The time since the clock was made.
    var uptime: Duration { state.withLock { $0.uptime } }

    /// Moves it on.
    func advance(_ duration: Duration) { state.withLock { $0.uptime += duration } }

    /// The clock as the fetcher takes it; chance is always in the middle.
    var fetchClock: FetchClock {
        FetchClock(
            now: { self.start.advanced(bySeconds: self.uptime.components.seconds) }, uptime: { self.uptime },
            sleep: { duration in
                try Task.checkCancellation()
                self.state.withLock { state in
                    state.uptime += duration
                    state.sleeps.append(duration)
                }
                await Task.yield()
            }, chance: { 0.5 })
    }
}

/// A small generator with a seed, so that a failure can be repeated (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

extension Instant {
    /// Reads a date that a test spells out.
    static func at(_ text: String) -> Instant {
        guard let instant = Instant(rfc3339: text) else { preconditionFailure("\(text) is no date") }
        return instant
    }
}
