/// Counts rows in ranges of buckets, in one step for each range however long it is.
struct BucketCounter {
    /// The count of all.
    var total = 0
    private let bucketCount: Int
    /// For each cell, by how much each bucket differs from the one before it; one more place for what ends with the last.
    private var changes: [Int32]

    init(cellCount: Int, bucketCount: Int) {
        self.bucketCount = bucketCount
        changes = Array(repeating: 0, count: cellCount * (bucketCount + 1))
    }

    /// Counts a row in each bucket of a range.
    mutating func count(cell: Int, buckets: Range<Int>) {
        changes[cell * (bucketCount + 1) + buckets.lowerBound] += 1
        changes[cell * (bucketCount + 1) + buckets.upperBound] -= 1
    }

    /// Adds what another one counted in the same cells and buckets.
    mutating func add(_ other: BucketCounter) {
        total += other.total
        for index in changes.indices { changes[index] += other.changes[index] }
    }

    /// The counts of all and of each group.
    var counts: GroupCounts {
        var groups: [Int] = []
        groups.reserveCapacity(changes.count)
        for start in stride(from: 0, to: changes.count, by: bucketCount + 1) {
            var count = 0
            for bucket in 0..<bucketCount {
                count += Int(changes[start + bucket])
                groups.append(count)
            }
        }
        return GroupCounts(total: total, groups: groups)
    }
}
