/// Percentiles by linear interpolation at rank (n − 1)·q of the sorted values: Hyndman and Fan's type 7.
///
/// The arithmetic is exact: a percentile of whole numbers has at most two decimals.
package enum Percentiles {
    /// The percentile of values that are sorted ascending.
    ///
    /// - Parameters:
    ///   - percent: 0 to 100; a value outside counts as the nearer end.
    ///   - sorted: Whole numbers, ascending.
    /// - Returns: The percentile, or nil where there are no values.
    /// - Complexity: O(1)
    package static func percentile(
        _ percent: Int, ofSorted sorted: some RandomAccessCollection<some FixedWidthInteger>
    ) -> Thousandths? {
        guard !sorted.isEmpty else { return nil }
        let rank = (sorted.count - 1) * Swift.min(Swift.max(percent, 0), 100)
        let index = sorted.index(sorted.startIndex, offsetBy: rank / 100)
        let value = Int64(sorted[index])
        let rest = Int64(rank % 100)
        guard rest > 0 else { return Thousandths(value) }
        let step = Int64(sorted[sorted.index(after: index)]) - value
        return Thousandths(count: value * 1_000 + step * rest * 10)
    }
}
