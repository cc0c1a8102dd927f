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
    /// Makes the distributions of some columns of a matrix; nil for a column without values.
    ///
    /// - Parameters:
    ///   - columns: The columns.
    ///   - values: One row after the other; ``FactTable/absent`` for none.
    ///   - width: The number of columns of the matrix.
    /// - Returns: One for each of the columns.
    /// - Complexity: O(n): two walks through the matrix.
    static func ofColumns(
        _ columns: Range<Int>, of values: UnsafeBufferPointer<UInt32>, width: Int
    ) -> [Distribution?] {
        var histogram = Histogram(columns, of: values, width: width)
        histogram.collect(values)
        return columns.map { histogram.distribution(of: $0 - columns.lowerBound) }
    }
}

/// How many values of each column fall into each bin, and those that lie in the bins of the asked ranks.
private struct Histogram {
    /// The columns of the matrix, numbered from 0 here.
    private let range: Range<Int>
    private let width: Int
    private var counts: [UInt32]
    private var sums: [UInt64]
    private var columns: [Column] = []

    private struct Column {
        var count = 0
        var ranks: [Int] = []
        /// The bin that each rank falls into, and how many values lie in the bins before it.
        var places: [(bin: Int, before: Int)] = []
        /// The values in those bins, by bin.
        var members: [[Int64]] = []
    }

    /// Values in one bin differ by less than half a hundredth; below 512 each has its own.
    private static func bin(_ value: UInt32) -> Int {
        guard value >= 512 else { return Int(value) }
        let shift = 23 - value.leadingZeroBitCount
        return shift << 8 + Int(value >> UInt32(shift))
    }

    private static let binCount = 25 << 8

    init(_ range: Range<Int>, of values: UnsafeBufferPointer<UInt32>, width: Int) {
        self.range = range
        self.width = width
        counts = [UInt32](repeating: 0, count: range.count * Histogram.binCount)
        sums = [UInt64](repeating: 0, count: range.count)
        counts.withUnsafeMutableBufferPointer { counts in
            sums.withUnsafeMutableBufferPointer { sums in
                var start = range.lowerBound
                while start < values.count {
                    for column in 0..<range.count {
                        let value = values[start + column]
                        guard value != FactTable.absent else { continue }
                        counts[column * Histogram.binCount + Histogram.bin(value)] += 1
                        sums[column] += UInt64(value)
                    }
                    start += width
                }
            }
        }
        columns = range.indices.map { column(at: $0 - range.lowerBound) }
    }

    /// Finds the bins of the asked ranks.
    private func column(at index: Int) -> Column {
        let bins = counts[index * Histogram.binCount..<(index + 1) * Histogram.binCount]
        var column = Column()
        column.count = bins.reduce(0) { $0 + Int($1) }
        guard column.count > 0 else { return column }
        column.ranks = RankedValues.ranks(ofCount: column.count)
        var before = 0
        for (bin, count) in bins.enumerated() where count > 0 {
            while column.places.count < column.ranks.count,
                column.ranks[column.places.count] < before + Int(count)
            {
                column.places.append((bin, before))
            }
            before += Int(count)
            if column.places.count == column.ranks.count { break }
        }
        column.members = Array(repeating: [], count: column.places.count + 1)
        return column
    }

    /// Gathers the values in the bins of the asked ranks and sorts those.
    mutating func collect(_ values: UnsafeBufferPointer<UInt32>) {
        // The wanted bins, numbered from 1 by the last rank in each; 0 for the others, and where a bin is one value.
        var numbers = [UInt8](repeating: 0, count: range.count * Histogram.binCount)
        for index in columns.indices {
            for (number, place) in columns[index].places.enumerated() where place.bin >= 512 {
                numbers[index * Histogram.binCount + place.bin] = UInt8(number + 1)
            }
        }
        numbers.withUnsafeBufferPointer { numbers in
            var start = range.lowerBound
            while start < values.count {
                for column in 0..<range.count {
                    let value = values[start + column]
                    guard value != FactTable.absent else { continue }
                    let number = numbers[column * Histogram.binCount + Histogram.bin(value)]
                    if number != 0 { columns[column].members[Int(number)].append(Int64(value)) }
                }
                start += width
            }
        }
        for index in columns.indices {
            for number in columns[index].members.indices { columns[index].members[number].sort() }
        }
    }

    func distribution(of index: Int) -> Distribution? {
        let column = columns[index]
        let found = zip(column.ranks, column.places).map { rank, place in
            guard place.bin >= 512 else { return Int64(place.bin) }
            let last = column.places.lastIndex { $0.bin == place.bin } ?? 0
            return column.members[last + 1][rank - place.before]
        }
        return Distribution(
            sorted: RankedValues(count: column.count, ranks: column.ranks, values: found), sum: sums[index])
    }
}
