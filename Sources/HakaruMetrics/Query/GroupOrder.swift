import HakaruModel

/// The order of the rows of a report: by the parts of their keys, from the first to the last.
struct GroupOrder {
    /// The numbers of the groups: of each cell one for each bucket.
    let numbers: [Int]
    /// What the keys of the groups are made of.
    let heads: GroupHeads

    /// Sorts the groups.
    ///
    /// - Parameters:
    ///   - grouping: The keys of the query.
    ///   - packed: The packed values of each cell, which sort like them.
    ///   - key: What packed them.
    ///   - clock: The buckets of time.
    init(_ grouping: [GroupingKey], packed: [UInt128], key: CellKey, clock: BucketClock) {
        heads = GroupHeads(grouping, values: packed.map { key.values(of: $0) }, clock: clock)
        let cells = packed.indices.sorted { packed[$0] < packed[$1] }
        // The keys before the time come first, then the buckets, then the keys after it.
        let keysBefore = grouping.firstIndex { $0.timeGrouping != nil } ?? grouping.count
        var numbers: [Int] = []
        numbers.reserveCapacity(cells.count * clock.count)
        var rest = cells[...]
        while let first = rest.first {
            let prefix = key.prefix(of: packed[first], keyCount: keysBefore)
            let together = rest.prefix { key.prefix(of: packed[$0], keyCount: keysBefore) == prefix }
            rest = rest.dropFirst(together.count)
            for bucket in 0..<clock.count {
                for cell in together { numbers.append(cell * clock.count + bucket) }
            }
        }
        self.numbers = numbers
    }
}

/// What stands at the head of each group: its key and its period.
struct GroupHeads {
    /// For each cell, the parts of its keys; that of the time is still to be filled in.
    private let parts: [[GroupKey.Part]]
    /// The place of the time among the keys.
    private let timeIndex: Int?
    private let clock: BucketClock

    fileprivate init(_ grouping: [GroupingKey], values: [[GroupKey.Value]], clock: BucketClock) {
        self.clock = clock
        timeIndex = grouping.firstIndex { $0.timeGrouping != nil }
        parts = values.map { values in
            var rest = values[...]
            return grouping.map { key in
                GroupKey.Part(key: key, value: (key.timeGrouping == nil ? rest.popFirst() : nil) ?? .none)
            }
        }
    }

    /// The key of a group.
    func key(of number: Int) -> GroupKey {
        var parts = parts[number / clock.count]
        if let timeIndex {
            parts[timeIndex] = GroupKey.Part(
                key: parts[timeIndex].key, value: .named(clock.labels[number % clock.count]))
        }
        return GroupKey(parts: parts)
    }

    /// The period of a group.
    func period(of number: Int) -> Period { clock.periods[number % clock.count] }
}

extension Report.Group {
    /// Puts figures under the head of their group.
    init(_ heads: GroupHeads, number: Int, figures: Figures) {
        self.init(key: heads.key(of: number), period: heads.period(of: number), figures: figures)
    }
}
