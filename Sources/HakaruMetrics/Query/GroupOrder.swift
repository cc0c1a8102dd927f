import HakaruModel

/// The order of the rows of a report: by the parts of their keys, from the first to the last.
struct GroupOrder {
    /// The cell and the bucket of each group.
    let groups: [(cell: Int, bucket: Int)]

    /// Sorts the groups.
    ///
    /// - Parameters:
    ///   - grouping: The keys of the query.
    ///   - packed: The packed values of each cell, which sort like them.
    ///   - key: What packed them.
    ///   - bucketCount: The number of buckets of time.
    init(_ grouping: [GroupingKey], packed: [UInt128], key: CellKey, bucketCount: Int) {
        let cells = packed.indices.sorted { packed[$0] < packed[$1] }
        // The keys before the time come first, then the buckets, then the keys after it.
        let keysBefore = grouping.firstIndex { $0.timeGrouping != nil } ?? grouping.count
        var groups: [(cell: Int, bucket: Int)] = []
        groups.reserveCapacity(cells.count * bucketCount)
        var rest = cells[...]
        while let first = rest.first {
            let prefix = key.prefix(of: packed[first], keyCount: keysBefore)
            let together = rest.prefix { key.prefix(of: packed[$0], keyCount: keysBefore) == prefix }
            rest = rest.dropFirst(together.count)
            for bucket in 0..<bucketCount {
                for cell in together { groups.append((cell, bucket)) }
            }
        }
        self.groups = groups
    }
}
