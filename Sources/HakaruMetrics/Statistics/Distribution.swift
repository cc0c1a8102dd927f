/// How the values of a group are spread: their number, three percentiles and the mean.
package struct Distribution: Hashable, Sendable {
    /// The number of values; at least 1, since no value is no distribution.
    package let count: Int
    /// The median.
    package let p50: Thousandths
    /// The value that three quarters do not exceed.
    package let p75: Thousandths
    /// The value that nine of ten do not exceed.
    package let p90: Thousandths
    /// The arithmetic mean, to the nearest thousandth, a half to the even one.
    package let mean: Thousandths

    /// Below this number of values nothing is concluded from a percentile.
    package static let fewest = 5

    /// Whether there are fewer than 5 values, so that the percentiles are marked and prove nothing.
    package var isFew: Bool { count < Distribution.fewest }

    /// Makes the distribution of values in any order, or nil where there are none.
    ///
    /// - Complexity: O(n)
    package init?(_ values: [Int64]) {
        self.init(sorted: RadixSort.sorted(values))
    }

    /// Makes the distribution of values that are sorted ascending, or nil where there are none.
    ///
    /// - Complexity: O(n), for the mean
    package init?(sorted: some RandomAccessCollection<Int64>) {
        self.init(sorted: sorted, sum: sorted.reduce(0) { $0 + Int128($1) })
    }

    /// Makes the distribution of values that are sorted ascending and of which the sum is known.
    ///
    /// - Complexity: O(1)
    init?(sorted: some RandomAccessCollection<some FixedWidthInteger>, sum: some BinaryInteger) {
        guard let p50 = Percentiles.percentile(50, ofSorted: sorted),
            let p75 = Percentiles.percentile(75, ofSorted: sorted),
            let p90 = Percentiles.percentile(90, ofSorted: sorted)
        else { return nil }
        self.count = sorted.count
        self.p50 = p50
        self.p75 = p75
        self.p90 = p90
        self.mean = Thousandths(Int128(sum), dividedBy: Int128(sorted.count))
    }
}
