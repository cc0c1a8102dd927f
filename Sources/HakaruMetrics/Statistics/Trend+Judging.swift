extension Trend {
    /// The seed of every summary, so that the same data gives the same interval.
    package static let usualSeed: UInt64 = 0x68_616B_6172_75

    /// Judges all the comparisons of one summary together, so that at most 5 % of what they claim is chance.
    ///
    /// Durations and sizes: the ratio of medians with a bootstrap interval of 2,000 draws, and the rank test of Mann
    /// and Whitney; fewer than 5 values on a side are too few. Counts: the ratio of weekly rates by a quasi-Poisson
    /// model; fewer than 4 weeks on a side, or fewer than 5 expected on a side if nothing changed, are too few. A
    /// change is clear when its test passes Benjamini and Hochberg's procedure over all the comparisons, its interval
    /// does not hold 1, and both point the same way.
    ///
    /// - Parameters:
    ///   - samples: Everything that the summary may make a statement about.
    ///   - seed: Where chance begins; each comparison begins there, so none depends on its neighbours.
    /// - Returns: One trend for each sample, in their order.
    package static func judge(_ samples: [TrendSample], seed: UInt64 = usualSeed) -> [Trend] {
        let comparisons = samples.map { Comparison($0, seed: seed) }
        let counts = FalseDiscoveryRate.discoveries(among: comparisons.map(\.pValue), level: 0.05)
        return zip(comparisons, counts).map { comparison, counts in comparison.trend(isDiscovery: counts) }
    }
}

/// One comparison before the false discovery rate is known.
private struct Comparison {
    let kind: Trend.Kind
    let countBefore: Int
    let countAfter: Int
    var ratio: Thousandths?
    var low: Double?
    var high: Double?
    /// The direction of the test: below 0, above 0.
    var direction = 0.0
    var pValue: Double?

    init(_ sample: TrendSample, seed: UInt64) {
        switch sample {
        case .durations(let before, let after):
            self.init(.duration, before: before, after: after, seed: seed)
        case .sizes(let before, let after):
            self.init(.size, before: before, after: after, seed: seed)
        case .weeklyCounts(let before, let after):
            self.init(before: before, after: after)
        }
    }

    private init(_ kind: Trend.Kind, before: [Int64], after: [Int64], seed: UInt64) {
        self.kind = kind
        self.countBefore = before.count
        self.countAfter = after.count
        let before = RadixSort.sorted(before)
        let after = RadixSort.sorted(after)
        guard let medianBefore = Percentiles.percentile(50, ofSorted: before),
            let medianAfter = Percentiles.percentile(50, ofSorted: after)
        else { return }
        if medianBefore.count > 0 {
            ratio = Thousandths(Int128(medianAfter.count), dividedBy: Int128(medianBefore.count))
        }
        guard min(before.count, after.count) >= Distribution.fewest else { return }
        var generator = SeededGenerator(seed: seed)
        let interval = MedianBootstrap.ratioInterval(before: before, after: after, draws: 2_000, generator: &generator)
        let test = RankTest(before: before, after: after)
        (low, high) = interval
        direction = test.direction
        pValue = test.pValue
    }

    private init(before: [Int], after: [Int]) {
        self.kind = .count
        self.countBefore = before.reduce(0, +)
        self.countAfter = after.reduce(0, +)
        guard let comparison = RateComparison(before: before, after: after) else { return }
        ratio = comparison.ratio.flatMap { Thousandths(nearest: $0) }
        guard min(before.count, after.count) >= 4, comparison.expectedInSmaller >= Double(Distribution.fewest)
        else { return }
        (low, high) = comparison.interval
        direction = comparison.ratio.map { $0 - 1 } ?? 1
        pValue = comparison.pValue
    }

    func trend(isDiscovery: Bool) -> Trend {
        Trend(
            kind: kind, ratio: ratio, low: low.flatMap { Thousandths(nearest: $0) },
            high: high.flatMap { Thousandths(nearest: $0) }, countBefore: countBefore, countAfter: countAfter,
            pValue: pValue.map { ($0 * 1e6).rounded() / 1e6 }, verdict: verdict(isDiscovery: isDiscovery))
    }

    private func verdict(isDiscovery: Bool) -> Trend.Verdict {
        guard pValue != nil, let low, let high else { return .tooFew }
        guard isDiscovery, ratio != nil else { return .noClearChange }
        if high < 1, direction < 0 { return .clearlyLower }
        if low > 1, direction > 0 { return .clearlyHigher }
        return .noClearChange
    }
}
