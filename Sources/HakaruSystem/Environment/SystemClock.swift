import Glibc
package import HakaruModel

/// The machine's clock.
///
/// It is read here and passed on as a value or a closure.
package enum SystemClock {
    /// The time now by the machine's calendar clock, which may be wrong and may jump.
    package static func now() -> Instant {
        Instant(secondsSinceEpoch: Int64(read(CLOCK_REALTIME).tv_sec))
    }

    /// Nanoseconds since some moment in the past; they never go back.
    package static func monotonicNanoseconds() -> Int64 {
        let time = read(CLOCK_MONOTONIC)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    private static func read(_ clock: clockid_t) -> timespec {
        var time = timespec()
        clock_gettime(clock, &time)
        return time
    }
}
