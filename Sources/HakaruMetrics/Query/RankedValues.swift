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

    /// The ranks that the percentiles 50, 75 and 90 are made of.
    fileprivate static func ranks(ofCount count: Int) -> [Int] {
        Set(
            [50, 75, 90].flatMap { percent -> [Int] in
                let rank = Swift.max(0, count - 1) * percent / 100
                return [rank, Swift.min(rank + 1, count - 1)]
            }
        ).sorted()
    }

    fileprivate init(count: Int, ranks: [Int], values: [Int64]) {
        endIndex = count
        self.ranks = ranks
        self.values = values
    }
}

extension Distribution {
    /// Makes the distribution of values in any order; nil where there are none.
    ///
    /// - Parameter values: The values; ``FactTable/absent`` for none.
    /// - Complexity: O(n): two walks through the values.
    init?(unsorted values: UnsafeBufferPointer<UInt32>) {
        var histogram = Histogram(values)
        histogram.collect(values)
        self.init(sorted: histogram.ranked, sum: histogram.sum)
    }
}

/// How many values fall into each bin, and those that lie in the bins of the asked ranks.
private struct Histogram {
    /// The sum of the values.
    private(set) var sum: UInt64 = 0
    private var count = 0
    private var ranks: [Int] = []
    /// The bin that each rank falls into, and how many values lie in the bins before it.
    private var places: [(bin: Int, before: Int)] = []
    /// The values in those bins, by bin.
    private var members: [[Int64]] = []

    /// Values in one bin differ by less than half a hundredth; below ``exactBins`` each has its own.
    private static func bin(_ value: UInt32) -> Int {
        // With this bit set there is no case to tell apart: small values are not shifted.
        let shift = 23 - (value | 256).leadingZeroBitCount
        return shift << 8 &+ Int(value >> UInt32(truncatingIfNeeded: shift))
    }

    private static let exactBins = 512
    private static let binCount = 25 << 8

    init(_ values: UnsafeBufferPointer<UInt32>) {
        var counts = [UInt32](repeating: 0, count: Histogram.binCount)
        var absentCount: UInt32 = 0
        var sum: UInt64 = 0
        counts.withUnsafeMutableBufferPointer { counts in
            // Absent ones are counted and taken out again: a jump that nobody can foresee would take longer.
            for value in values {
                counts[Histogram.bin(value)] &+= 1
                let isAbsent = value == FactTable.absent
                absentCount &+= isAbsent ? 1 : 0
                sum &+= isAbsent ? 0 : UInt64(value)
            }
        }
        counts[Histogram.bin(FactTable.absent)] -= absentCount
        self.sum = sum
        count = values.count - Int(absentCount)
        if count > 0 { findPlaces(counts) }
    }

    /// Finds the bins of the asked ranks.
    private mutating func findPlaces(_ counts: [UInt32]) {
        ranks = RankedValues.ranks(ofCount: count)
        var before = 0
        for (bin, count) in counts.enumerated() where count > 0 {
            while places.count < ranks.count, ranks[places.count] < before + Int(count) { places.append((bin, before)) }
            before += Int(count)
            if places.count == ranks.count { break }
        }
        members = Array(repeating: [], count: places.count + 1)
    }

    /// Gathers the values in the bins of the asked ranks and sorts those.
    mutating func collect(_ values: UnsafeBufferPointer<UInt32>) {
        // The wanted bins, numbered from 1 by the last rank in each; 0 for the others, and where a bin is one value.
        var numbers = [UInt8](repeating: 0, count: Histogram.binCount)
        for (number, place) in places.enumerated() where place.bin >= Histogram.exactBins {
            numbers[place.bin] = UInt8(number + 1)
        }
        numbers.withUnsafeBufferPointer { numbers in
            for value in values {
                let number = numbers[Histogram.bin(value)]
                if number != 0, value != FactTable.absent { members[Int(number)].append(Int64(value)) }
            }
        }
        for number in members.indices { members[number].sort() }
    }

    /// The values of the asked ranks.
    var ranked: RankedValues {
        let found = zip(ranks, places).map { rank, place in
            guard place.bin >= Histogram.exactBins else { return Int64(place.bin) }
            let last = places.lastIndex { $0.bin == place.bin } ?? 0
            return members[last + 1][rank - place.before]
        }
        return RankedValues(count: count, ranks: ranks, values: found)
    }
}
