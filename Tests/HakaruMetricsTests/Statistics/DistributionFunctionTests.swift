import Testing

@testable import HakaruMetrics

@Suite struct `Probabilities` {
    @Test(arguments: StatisticsTable.students)
    func `of Student's t equal SciPy's`(value: Double, degrees: Double, tail: Double) {
        #expect(isClose(StudentDistribution(degrees: degrees).twoSidedTail(value), tail, within: 1e-10))
    }

    @Test(arguments: StatisticsTable.studentLimits)
    func `of Student's t lead back to its values`(tail: Double, degrees: Double, value: Double) {
        #expect(isClose(StudentDistribution(degrees: degrees).quantile(twoSidedTail: tail), value, within: 1e-10))
    }

    @Test(arguments: StatisticsTable.incompleteBetas)
    func `of the incomplete beta function equal SciPy's`(alpha: Double, beta: Double, x: Double, share: Double) {
        #expect(isClose(IncompleteBeta(alpha, beta).regularized(x), share, within: 1e-10))
    }

    @Test func `end at 0 and 1`() {
        #expect(IncompleteBeta(2, 3).regularized(0) == 0)
        #expect(IncompleteBeta(2, 3).regularized(1) == 1)
        #expect(StudentDistribution(degrees: 15).twoSidedTail(.infinity) == 0)
    }

    @Test(arguments: StatisticsTable.ranks)
    func `of the rank test equal SciPy's`(before: [Int64], after: [Int64], statistic: Double, pValue: Double) {
        let test = RankTest(before: before.sorted(), after: after.sorted())
        #expect(test.statistic == statistic)
        #expect(isClose(test.pValue, pValue, within: 1e-10))
        let mirrored = RankTest(before: after.sorted(), after: before.sorted())
        #expect(mirrored.pValue == test.pValue)
        #expect(mirrored.direction == -test.direction)
    }

    @Test(arguments: StatisticsTable.rates)
    func `of weekly rates equal an independent solution`(
        before: [Int], after: [Int], ratio: Double?, low: Double, high: Double?, pValue: Double, dispersion: Double
    ) throws {
        let comparison = try #require(RateComparison(before: before, after: after))
        #expect(isClose(comparison.ratio ?? -1, ratio ?? -1, within: 1e-10))
        #expect(isClose(comparison.interval.low, low, within: 1e-9))
        #expect(high == nil ? comparison.interval.high == .infinity : true)
        #expect(isClose(high == nil ? 0 : comparison.interval.high, high ?? 0, within: 1e-9))
        #expect(isClose(comparison.pValue, pValue, within: 1e-10))
        #expect(isClose(comparison.dispersion, dispersion, within: 1e-10))
    }

    @Test func `need something to compare`() {
        #expect(RateComparison(before: [], after: [1, 2, 3]) == nil)
        #expect(RateComparison(before: [1, 2, 3], after: []) == nil)
        #expect(RateComparison(before: [1], after: [2]) == nil)
        #expect(RateComparison(before: [0, 0], after: [0, 0]) == nil)
    }

    @Test(arguments: StatisticsTable.discoveries)
    func `are kept by the false discovery rate as SciPy keeps them`(pValues: [Double], kept: [Bool]) {
        #expect(FalseDiscoveryRate.discoveries(among: pValues, level: 0.05) == kept)
        // A question without an answer neither counts nor makes the others harder.
        #expect(FalseDiscoveryRate.discoveries(among: [nil] + pValues, level: 0.05) == [false] + kept)
    }

    @Test func `of no question keep nothing`() {
        #expect(FalseDiscoveryRate.discoveries(among: [], level: 0.05) == [])
        #expect(FalseDiscoveryRate.discoveries(among: [nil], level: 0.05) == [false])
    }
}

/// Whether two numbers agree up to a relative error, or an absolute one near 0.
func isClose(_ value: Double, _ expected: Double, within error: Double) -> Bool {
    abs(value - expected) <= error * max(1e-3, abs(expected))
}
