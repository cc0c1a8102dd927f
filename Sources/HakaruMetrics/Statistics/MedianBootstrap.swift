import RealModule

/// Draws medians of bootstrap samples without making the samples: O(1) a draw once the values are sorted.
///
/// A bootstrap sample of n sorted values is n uniform numbers, each pointing at the value at its share of the way. Its
/// k-th smallest value is the one that the k-th smallest uniform number points at, and that number has the distribution
/// Beta(k, n + 1 − k). An even n needs the two in the middle: given the lower one u, the upper one is the least of the
/// n − k numbers above it, so u + (1 − u)·(1 − v^(1/(n − k))) for a uniform v.
struct MedianBootstrap {
    private let sorted: [Int64]

    /// Takes values that are sorted ascending; at least one.
    init(sorted: [Int64]) {
        self.sorted = sorted
    }

    /// The median of one bootstrap sample.
    func draw(with generator: inout SeededGenerator) -> Double {
        let count = sorted.count
        let middle = (count + 1) / 2
        let lower = generator.beta(Double(middle), Double(count + 1 - middle))
        guard count % 2 == 0 else { return value(at: lower) }
        let above = Double.exp(Double.log(generator.uniform()) / Double(count - middle))
        return (value(at: lower) + value(at: lower + (1 - lower) * (1 - above))) / 2
    }

    private func value(at share: Double) -> Double {
        Double(sorted[min(Int(share * Double(sorted.count)), sorted.count - 1)])
    }

    /// The interval that holds 95 of 100 ratios of bootstrap medians, `after` divided by `before`.
    ///
    /// - Parameters:
    ///   - before: Values before, ascending and not negative; at least one.
    ///   - after: Values after, likewise.
    ///   - draws: How many pairs of medians to draw.
    ///   - generator: Where chance comes from.
    /// - Returns: The ends; infinite where too many medians before are 0. The ratio of 0 to 0 counts as 1.
    static func ratioInterval(
        before: [Int64], after: [Int64], draws: Int, generator: inout SeededGenerator
    ) -> (low: Double, high: Double) {
        let first = MedianBootstrap(sorted: before)
        let second = MedianBootstrap(sorted: after)
        var ratios: [Double] = []
        ratios.reserveCapacity(draws)
        for _ in 0..<draws {
            let denominator = first.draw(with: &generator)
            let numerator = second.draw(with: &generator)
            ratios.append(denominator == 0 && numerator == 0 ? 1 : numerator / denominator)
        }
        ratios.sort()
        let tail = Int(Double(draws) * 0.025)
        return (ratios[tail], ratios[draws - 1 - tail])
    }
}
