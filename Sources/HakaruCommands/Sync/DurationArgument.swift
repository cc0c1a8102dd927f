import ArgumentParser

/// A duration on the command line: `30s`, `10m`, `2h`, or `0`.
struct DurationArgument: ExpressibleByArgument, Hashable {
    /// The duration in whole seconds.
    let seconds: Int

    /// Makes a duration of whole seconds.
    init(seconds: Int) {
        self.seconds = seconds
    }

    init?(argument: String) {
        if argument == "0" {
            self.init(seconds: 0)
            return
        }
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3_600]
        guard let last = argument.last, let unit = units[last], let count = Int(argument.dropLast()),
            (0...100_000).contains(count)
        else { return nil }
        self.init(seconds: count * unit)
    }

    var defaultValueDescription: String {
        seconds % 60 == 0 && seconds > 0 ? "\(seconds / 60)m" : "\(seconds)s"
    }

    /// The duration for a clock.
    var duration: Duration { .seconds(seconds) }
}
