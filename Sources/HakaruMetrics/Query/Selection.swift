/// The rows behind a number, and those of each group, in the order of the table.
struct Selection {
    /// The rows, each once; with reviews, once for each review.
    let rows: [UInt32]
    /// For each group, indices into ``rows``, one group after the other.
    let members: [UInt32]
    /// Where the members of each group begin, and the end of the last.
    let starts: [Int]

    /// Sorts members by group. Complexity: O(n).
    ///
    /// - Parameters:
    ///   - rows: The rows.
    ///   - pairs: Indices into `rows` and the group of each; an index as often as it lies in groups.
    init(rows: [UInt32], pairs: [(index: UInt32, group: UInt32)], groupCount: Int) {
        self.rows = rows
        var starts = [Int](repeating: 0, count: groupCount + 1)
        for pair in pairs { starts[Int(pair.group) + 1] += 1 }
        for group in 0..<groupCount { starts[group + 1] += starts[group] }
        var members = [UInt32](repeating: 0, count: pairs.count)
        var next = starts
        for pair in pairs {
            members[next[Int(pair.group)]] = pair.index
            next[Int(pair.group)] += 1
        }
        self.members = members
        self.starts = starts
    }

    /// The number of groups.
    var groupCount: Int { starts.count - 1 }

    /// The members of a group, as indices into ``rows``.
    func members(of group: Int) -> ArraySlice<UInt32> { members[starts[group]..<starts[group + 1]] }

    /// How many members a group has.
    func count(of group: Int) -> Int { starts[group + 1] - starts[group] }

    /// How many of the rows, and of the members of each group, fulfil a condition.
    func count(where isCounted: (Int) -> Bool) -> GroupCounts {
        let isCounted = rows.map { isCounted(Int($0)) }
        var counts = GroupCounts(groupCount: groupCount)
        counts.total = isCounted.count { $0 }
        guard counts.total > 0 else { return counts }
        for group in 0..<groupCount {
            counts.groups[group] = members(of: group).count { isCounted[Int($0)] }
        }
        return counts
    }

    /// The sums of a number over the rows, and over the members of each group.
    func sum(_ number: (Int) -> Int) -> GroupCounts {
        let numbers = rows.map { number(Int($0)) }
        var counts = GroupCounts(groupCount: groupCount)
        counts.total = numbers.reduce(0, +)
        for group in 0..<groupCount {
            counts.groups[group] = members(of: group).reduce(0) { $0 + numbers[Int($1)] }
        }
        return counts
    }

    /// How many different values the rows, and the members of each group, have; rows without one are left out.
    func distinct(below limit: Int, _ value: (Int) -> UInt32?) -> GroupCounts {
        var counts = GroupCounts(groupCount: groupCount)
        let values = rows.map { value(Int($0)) ?? UInt32.max }
        // The last group that each value was seen in; the total comes first, as group −1.
        var seen = [Int32](repeating: -2, count: limit)
        for value in values where value != UInt32.max && seen[Int(value)] != -1 {
            seen[Int(value)] = -1
            counts.total += 1
        }
        for group in 0..<groupCount {
            var count = 0
            for member in members(of: group) {
                let value = values[Int(member)]
                if value != UInt32.max, seen[Int(value)] != Int32(group) {
                    seen[Int(value)] = Int32(group)
                    count += 1
                }
            }
            counts.groups[group] = count
        }
        return counts
    }

    /// The distributions of a value over the rows and over the members of each group; rows without one enter none.
    func distributions(_ value: (Int) -> Int64?) -> GroupDistributions {
        let values = rows.indices.map { value($0) }
        var grouped = GroupedValues(groupCount: groupCount, reservingCapacity: members.count)
        for group in 0..<groupCount {
            for member in members(of: group) {
                if let value = values[Int(member)] { grouped.append(value, toGroup: group) }
            }
        }
        return GroupDistributions(total: Distribution(values.compactMap { $0 }), groups: grouped.distributions())
    }
}

/// A count of all and of each group.
struct GroupCounts {
    var total = 0
    var groups: [Int]

    init(groupCount: Int) {
        groups = Array(repeating: 0, count: groupCount)
    }
}

/// A distribution of all and of each group.
struct GroupDistributions {
    var total: Distribution?
    var groups: [Distribution?]
}
