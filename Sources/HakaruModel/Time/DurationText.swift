/// A duration as people read it: its two largest units, `2d 4h`, `3h 12m`, `12m 5s`, `45s`.
///
/// What is left is cut off, a unit of 0 after the first is not written (`2d`), and a day is 24 hours. A negative
/// duration does not exist here: it reads `0s`.
package struct DurationText: Hashable, Sendable, CustomStringConvertible {
    /// The duration in whole seconds; never negative.
    package let seconds: Int64

    /// Takes a duration in whole seconds; a negative one counts as 0.
    package init(seconds: Int64) {
        self.seconds = max(0, seconds)
    }

    package var description: String {
        let units: [(name: String, length: Int64)] = [("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)]
        guard let first = units.firstIndex(where: { seconds >= $0.length }) else { return "0s" }
        let text = "\(seconds / units[first].length)\(units[first].name)"
        guard first + 1 < units.count else { return text }
        let second = seconds % units[first].length / units[first + 1].length
        return second == 0 ? text : "\(text) \(second)\(units[first + 1].name)"
    }
}
