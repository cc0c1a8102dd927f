import Testing

@testable import HakaruMetrics

@Suite struct `Distributions` {
    @Test(arguments: StatisticsTable.percentiles)
    func `equal NumPy's to three decimals`(values: [Int64], p50: String, p75: String, p90: String, mean: String) throws
    {
        let distribution = try #require(Distribution(values))
        #expect(distribution.count == values.count)
        #expect(distribution.p50.description == p50)
        #expect(distribution.p75.description == p75)
        #expect(distribution.p90.description == p90)
        #expect(distribution.mean.description == mean)
        #expect(Distribution(sorted: values.sorted()) == distribution)
    }

    @Test func `of nothing do not exist`() {
        #expect(Distribution([]) == nil)
        #expect(Percentiles.percentile(50, ofSorted: [Int64]()) == nil)
    }

    @Test(arguments: [(1, true), (4, true), (5, false), (6, false)])
    func `are few below five values`(count: Int, isFew: Bool) throws {
        #expect(try #require(Distribution(Array(repeating: 9, count: count))).isFew == isFew)
    }

    @Test(arguments: [(0, "1"), (-7, "1"), (100, "9"), (250, "9"), (1, "1.08"), (99, "8.92"), (33, "3.64")])
    func `have a percentile for every hundredth`(percent: Int, text: String) {
        #expect(Percentiles.percentile(percent, ofSorted: [1, 9] as [Int64])?.description == text)
    }

    @Test func `do not overflow at the ends of what durations can be`() throws {
        let tenThousandYears: Int64 = 315_569_520_000
        let distribution = try #require(Distribution([0, tenThousandYears, -tenThousandYears, tenThousandYears]))
        #expect(distribution.p75.description == "315569520000")
        #expect(distribution.p90.description == "315569520000")
        #expect(distribution.mean.description == "78892380000")
    }

    @Test func `of groups are those of each group alone`() {
        var generator = SeededGenerator(seed: 11)
        for (groupCount, count, spread) in [
            (1, 10, 40), (3, 200, 8), (40, 5_000, 30), (700, 3_000, 20), (5, 2_000, 63),
        ] {
            var groups = [[Int64]](repeating: [], count: groupCount)
            var grouped = GroupedValues(groupCount: groupCount, reservingCapacity: count)
            for _ in 0..<count {
                let group = Int.random(in: 0..<groupCount, using: &generator)
                // Wide values leave no room for the group in a word; they are few enough not to overflow a sum.
                let value = Int64(truncatingIfNeeded: generator.next() >> UInt64(64 - min(spread, 62))) - 1_000
                groups[group].append(value >> (spread > 62 ? 12 : 0))
                grouped.append(value >> (spread > 62 ? 12 : 0), toGroup: group)
            }
            grouped.append(5, toGroup: groupCount)
            grouped.append(5, toGroup: -1)
            #expect(grouped.distributions() == groups.map { Distribution(sorted: $0.sorted()) })
        }
    }
}

@Suite struct `Sorting by counting` {
    @Test(arguments: [0, 1, 2, 15, 16, 17, 39, RankSort.most], [0, 1, 4, 17, 31, 32])
    func `gives what sorting by comparing gives`(count: Int, bits: Int) {
        var generator = SeededGenerator(seed: UInt64(count * 100 + bits))
        let values = (0..<count).map { _ in bits == 0 ? 0 : UInt32(generator.next() >> UInt64(64 - bits)) }
        let capacity = RankSort.capacity(for: count)
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * capacity + 1) { buffer in
            guard let start = buffer.baseAddress else { return }
            for (index, value) in values.enumerated() { start[index] = value }
            RankSort.sort(start, count: count, into: start + capacity)
            #expect(Array(UnsafeBufferPointer(start: start + capacity, count: count)) == values.sorted())
        }
    }
}

@Suite struct `Sorting by digits` {
    @Test(arguments: [0, 1, 2, 255, 256, 257, 4_000], [1, 8, 11, 12, 33, 63, 64])
    func `gives what sorting by comparing gives`(count: Int, bits: Int) {
        var generator = SeededGenerator(seed: UInt64(count * 100 + bits))
        let values = (0..<count).map { _ in Int64(bitPattern: generator.next() >> UInt64(64 - bits)) }
        #expect(RadixSort.sorted(values) == values.sorted())
        let negative = values.map { ~$0 }
        #expect(RadixSort.sorted(negative) == negative.sorted())
    }

    @Test func `keeps the ends of the range`() {
        let values = [Int64.max, 0, .min, -1, .max, 1, .min]
        #expect(RadixSort.sorted(values) == values.sorted())
        let sorted = RadixSort.sortedByGroup(values, groups: [1, 0, 1, 0, 0, 1, 0], groupCount: 3)
        #expect(sorted.values == [.min, -1, 0, .max, .min, 1, .max])
        #expect(sorted.ranges == [0..<4, 4..<7, 7..<7])
    }
}
