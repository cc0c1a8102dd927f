/// Some order statistics of many values, as if all of them were sorted: only the asked ranks can be read.
///
/// Sorting a million durations takes twenty times longer than finding six of them.
struct RankedValues: RandomAccessCollection {
    let startIndex = 0
    let endIndex: Int
    private let ranks: [Int]
    private let values: [Int64]

    subscript(rank: Int) -> Int64 {
        ranks.firstIndex(of: rank).map { values[$0] } ?? 0
    }

    /// Finds the values at the ranks that the percentiles 50, 75 and 90 are made of.
    ///
    /// - Parameter all: The values in any order.
    /// - Complexity: O(n)
    init(_ all: [UInt32]) {
        endIndex = all.count
        ranks = Set(
            [50, 75, 90].flatMap { percent -> [Int] in
                let rank = Swift.max(0, all.count - 1) * percent / 100
                return [rank, Swift.min(rank + 1, all.count - 1)]
            }
        ).sorted()
        values = RankedValues.select(ranks, from: all)
    }

    /// Values in one bin differ by less than a thousandth.
    private static func bin(_ value: UInt32) -> Int {
        guard value >= 2_048 else { return Int(value) }
        let shift = 21 - value.leadingZeroBitCount
        return shift << 10 + Int(value >> UInt32(shift))
    }

    private static let binCount = 23 << 10

    private static func select(_ ranks: [Int], from all: [UInt32]) -> [Int64] {
        guard !all.isEmpty else { return [] }
        var counts = [UInt32](repeating: 0, count: binCount)
        for value in all { counts[bin(value)] += 1 }
        // Which rank falls into which bin, and how many values lie in the bins before it.
        var places: [(bin: Int, before: Int)] = []
        var before = 0
        var next = 0
        for (bin, count) in counts.enumerated() where count > 0 {
            while next < ranks.count, ranks[next] < before + Int(count) {
                places.append((bin, before))
                next += 1
            }
            before += Int(count)
            if next == ranks.count { break }
        }
        // The wanted bins, numbered from 1; 0 for the others.
        var numbers = [UInt8](repeating: 0, count: binCount)
        for (index, place) in places.enumerated() { numbers[place.bin] = UInt8(index + 1) }
        var members = [[Int64]](repeating: [], count: places.count + 1)
        for value in all {
            let number = numbers[bin(value)]
            if number != 0 { members[Int(number)].append(Int64(value)) }
        }
        for index in members.indices { members[index].sort() }
        return zip(ranks, places).map { rank, place in members[Int(numbers[place.bin])][rank - place.before] }
    }
}

extension Distribution {
    /// Makes the distribution of many values in any order, or nil where there are none.
    ///
    /// - Complexity: O(n)
    init?(selectingFrom values: [UInt32]) {
        let ranked = RankedValues(values)
        guard let p50 = Percentiles.percentile(50, ofSorted: ranked),
            let p75 = Percentiles.percentile(75, ofSorted: ranked),
            let p90 = Percentiles.percentile(90, ofSorted: ranked)
        else { return nil }
        self.count = values.count
        self.p50 = p50
        self.p75 = p75
        self.p90 = p90
        self.mean = Thousandths(Int128(values.reduce(UInt64(0)) { $0 + UInt64($1) }), dividedBy: Int128(values.count))
    }
}
