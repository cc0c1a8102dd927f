import Testing

@testable import HakaruMetrics

@Suite struct `Seeded chance` {
    @Test func `is the same on every machine`() {
        // The first words of xoshiro256** after SplitMix64 from 0, by the authors' C code.
        var generator = SeededGenerator(seed: 0)
        #expect(
            (0..<3).map { _ in generator.next() }
                == [11_091_344_671_253_066_420, 13_793_997_310_169_335_082, 1_900_383_378_846_508_768])
    }

    @Test func `has the mean and variance that it should`() {
        var generator = SeededGenerator(seed: 3)
        let draws: [(name: String, mean: Double, variance: Double, draw: (inout SeededGenerator) -> Double)] = [
            ("uniform", 0.5, 1.0 / 12, { $0.uniform() }),
            ("normal", 0, 1, { $0.normal() }),
            ("gamma 0.4", 0.4, 0.4, { $0.gamma(shape: 0.4) }),
            ("gamma 1", 1, 1, { $0.gamma(shape: 1) }),
            ("gamma 30", 30, 30, { $0.gamma(shape: 30) }),
            ("beta 2 3", 0.4, 0.04, { $0.beta(2, 3) }),
        ]
        for (name, mean, variance, draw) in draws {
            let values = (0..<40_000).map { _ in draw(&generator) }
            let average = values.reduce(0, +) / 40_000
            let spread = values.reduce(0) { $0 + ($1 - average) * ($1 - average) } / 40_000
            #expect(abs(average - mean) < 5 * (variance / 40_000).squareRoot(), "\(name)")
            #expect(abs(spread / variance - 1) < 0.08, "\(name)")
        }
    }

    /// The k-th smallest of n draws is at most the i-th value when at least k of the draws are: a binomial probability.
    @Test(arguments: [1, 2, 5, 6, 9, 24, 51])
    func `draws medians with the probabilities of real bootstrap samples`(count: Int) {
        let values = (0..<count).map { Int64($0 * 2) }
        let bootstrap = MedianBootstrap(sorted: values)
        var generator = SeededGenerator(seed: UInt64(count))
        var plain = SeededGenerator(seed: UInt64(count) + 1_000)
        let draws = 8_000
        let fast = (0..<draws).map { _ in bootstrap.draw(with: &generator) }.sorted()
        let slow = (0..<draws).map { _ in median(of: values, with: &plain) }.sorted()
        // Kolmogorov and Smirnov's distance of two samples; 1.95 is exceeded once in a thousand times.
        var largest = 0.0
        for value in Set(fast + slow) {
            let difference = fast.partitioningIndex { $0 > value } - slow.partitioningIndex { $0 > value }
            largest = max(largest, abs(Double(difference)) / Double(draws))
        }
        #expect(largest < 1.95 * (2 / Double(draws)).squareRoot())
    }

    private func median(of values: [Int64], with generator: inout SeededGenerator) -> Double {
        let sample = values.map { _ in values[Int.random(in: values.indices, using: &generator)] }.sorted()
        return Double(sample[(sample.count - 1) / 2] + sample[sample.count / 2]) / 2
    }

    @Test(arguments: StatisticsTable.bootstraps)
    func `leaves as much outside SciPy's interval as SciPy does`(
        before: [Int64], after: [Int64], low: Double, high: Double
    ) {
        let first = MedianBootstrap(sorted: before.sorted())
        let second = MedianBootstrap(sorted: after.sorted())
        var generator = SeededGenerator(seed: 5)
        let draws = 10_000
        let ratios = (0..<draws).map { _ in second.draw(with: &generator) / first.draw(with: &generator) }
        let share = { (condition: (Double) -> Bool) in Double(ratios.count(where: condition)) / Double(draws) }
        // Few values give few ratios, so one of them may hold much of the tail; 0.0047 are three standard errors.
        #expect(share { $0 < low * 0.999_999 } < 0.025 + 0.0047)
        #expect(share { $0 < low * 1.000_001 } > 0.025 - 0.0047)
        #expect(share { $0 > high * 1.000_001 } < 0.025 + 0.0047)
        #expect(share { $0 > high * 0.999_999 } > 0.025 - 0.0047)
    }

    @Test func `gives an interval that holds 95 of 100 draws`() {
        let before = (0..<200).map { Int64($0 + 300) }
        let after = (0..<100).map { Int64($0 * 3 + 100) }
        var generator = SeededGenerator(seed: 6)
        let interval = MedianBootstrap.ratioInterval(before: before, after: after, draws: 2_000, generator: &generator)
        let outside = (0..<4_000).count { _ in
            let ratio =
                MedianBootstrap(sorted: after).draw(with: &generator)
                / MedianBootstrap(sorted: before).draw(with: &generator)
            return ratio < interval.low || ratio > interval.high
        }
        #expect(outside > 120 && outside < 280)
    }

    @Test func `gives an endless interval where medians before are 0`() {
        var generator = SeededGenerator(seed: 7)
        let interval = MedianBootstrap.ratioInterval(
            before: [0, 0, 0, 1, 2], after: [0, 1, 1, 2, 5], draws: 500, generator: &generator)
        #expect(interval.low == 0.5)
        #expect(interval.high == .infinity)
    }
}

extension Array {
    /// The index of the first element, of an ascending array, that a condition holds for.
    fileprivate func partitioningIndex(where isAbove: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isAbove(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
