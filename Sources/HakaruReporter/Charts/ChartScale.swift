import HakaruMetrics

/// How values become places along an axis.
struct ChartScale: Hashable, Sendable {
    /// Whether equal distances are equal differences or equal factors.
    enum Kind: Hashable, Sendable {
        /// Equal differences.
        case linear
        /// Equal factors; every value is greater than 0.
        case logarithmic
    }

    let kind: Kind
    /// The value at the start of the axis.
    let low: Double
    /// The value at its end; greater than ``low``.
    let high: Double

    /// Makes a scale; ends that are equal or turned are set apart, and a logarithmic one begins at 1 or above.
    init(_ kind: Kind, from low: Double, to high: Double) {
        self.kind = kind
        let start = kind == .linear ? low : max(1, low)
        self.low = start
        self.high = high > start ? high : kind == .linear ? start + 1 : start * 10
    }

    /// The share of the axis at which a value lies: 0 at its start, 1 at its end; one outside lies at the nearer end.
    func share(of value: Double) -> Double {
        let value = min(max(value, low), high)
        return switch kind {
        case .linear: (value - low) / (high - low)
        case .logarithmic: Logarithm.natural(value / low) / Logarithm.natural(high / low)
        }
    }

    /// Marks of a linear axis of counts, at most seven: whole steps of 1, 2 or 5 times a power of ten.
    var countTicks: [Double] {
        var step = 1.0
        let steps = [2.0, 2.5, 2.0]
        var index = 0
        while (high - low) / step > 6 {
            step *= steps[index % 3]
            index += 1
        }
        return ticks(every: step)
    }

    /// Marks of an axis of durations in seconds: lengths that people say.
    var durationTicks: [Double] {
        let hour = 3_600.0
        let day = 86_400.0
        guard kind == .linear else {
            return [60, 600, hour, 6 * hour, day, 3 * day, 10 * day, 30 * day, 100 * day, 365 * day].filter {
                low <= $0 && $0 <= high
            }
        }
        let lengths = [
            60, 300, 900, 1_800, hour, 2 * hour, 6 * hour, 12 * hour, day, 2 * day, 5 * day, 10 * day, 30 * day,
            100 * day,
        ]
        return ticks(every: lengths.first { (high - low) / $0 <= 6 } ?? 365 * day)
    }

    private func ticks(every step: Double) -> [Double] {
        let first = (low / step).rounded(.up)
        let last = (high / step).rounded(.down)
        guard first <= last else { return [] }
        return (0...min(Int(last - first), 50)).map { (first + Double($0)) * step }
    }
}
