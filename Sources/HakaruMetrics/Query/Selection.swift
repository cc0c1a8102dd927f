/// The rows behind a number, and those of each group.
struct Selection {
    /// The rows, each once: by group where each lies in exactly one, else in the order of the table; the rows of one group are
    /// in the order of the table in any case.
    let rows: [UInt32]
    /// For each group, its rows as indices into ``rows``, one group after the other.
    let members: [UInt32]
    /// Where the members of each group begin, and the end of the last.
    let starts: [Int]
    /// Whether ``rows`` lie by group, so that ``members`` are all indices in their order.
    let isByGroup: Bool

    /// Some of the rows, in the order of the table.
    struct Piece {
        /// The rows.
        var rows: [UInt32] = []
        /// Indices into ``rows``, each as often as its row lies in groups.
        var pairIndices: [UInt32] = []
        /// The group of each of these.
        var pairGroups: [UInt32] = []

        init(capacity: Int, isGrouped: Bool) {
            // Room that is not used costs nothing; growing step by step would copy everything several times.
            rows.reserveCapacity(capacity)
            pairIndices.reserveCapacity(isGrouped ? capacity : 0)
            pairGroups.reserveCapacity(isGrouped ? capacity : 0)
        }

        init(rows: [UInt32], pairIndices: [UInt32], pairGroups: [UInt32]) {
            self.rows = rows
            self.pairIndices = pairIndices
            self.pairGroups = pairGroups
        }

        /// Whether each row lies in exactly one group.
        fileprivate var hasOneGroupEach: Bool {
            pairIndices.count == rows.count && pairIndices.indices.allSatisfy { pairIndices[$0] == UInt32($0) }
        }
    }

    /// Sorts rows by group.
    ///
    /// - Parameters:
    ///   - pieces: The rows, one piece after the other.
    ///   - groupCount: The number of groups.
    /// - Complexity: O(n)
    init(_ pieces: [Piece], groupCount: Int) {
        var starts = [Int](repeating: 0, count: groupCount + 1)
        for piece in pieces {
            for group in piece.pairGroups { starts[Int(group) + 1] += 1 }
        }
        for group in 0..<groupCount { starts[group + 1] += starts[group] }
        isByGroup = pieces.allSatisfy(\.hasOneGroupEach)
        self.starts = starts
        let pairCount = starts[groupCount]
        var next = starts
        var sorted = [UInt32](repeating: 0, count: pairCount)
        var first: UInt32 = 0
        for piece in pieces {
            for (index, group) in zip(piece.pairIndices, piece.pairGroups) {
                sorted[next[Int(group)]] = isByGroup ? piece.rows[Int(index)] : first + index
                next[Int(group)] += 1
            }
            first += UInt32(piece.rows.count)
        }
        rows = isByGroup ? sorted : Array(pieces.lazy.map(\.rows).joined())
        members = isByGroup ? Array(0..<UInt32(pairCount)) : sorted
    }

    /// The number of groups.
    var groupCount: Int { starts.count - 1 }

    /// The rows of a group, as indices into ``rows``.
    func members(of group: Int) -> ArraySlice<UInt32> { members[starts[group]..<starts[group + 1]] }

    /// How many rows there are, and in each group.
    var counts: GroupCounts {
        GroupCounts(total: rows.count, groups: (0..<groupCount).map { starts[$0 + 1] - starts[$0] })
    }

    /// How many of the rows, and of the members of each group, have each of some properties.
    ///
    /// - Parameters:
    ///   - propertyCount: The number of properties; at most 32.
    ///   - sharing: How the rows are shared.
    ///   - properties: Bit n is set where a row has the n-th.
    /// - Returns: The counts of each property, in the order of the bits.
    func tally(
        _ propertyCount: Int, sharing: WorkSharing, _ properties: @Sendable (Int) -> UInt32
    ) -> [GroupCounts] {
        let pieces = sharing.map(rows.count, least: Selection.leastRows) { range in
            let bits = range.map { properties(Int(rows[$0])) }
            return (bits: bits, counts: Selection.tally(bits, propertyCount))
        }
        var counts = [GroupCounts](repeating: GroupCounts(groupCount: groupCount), count: propertyCount)
        for property in counts.indices { counts[property].total = pieces.reduce(0) { $0 + $1.counts[property] } }
        let all = pieces.count == 1 ? pieces[0].bits : Array(pieces.lazy.map(\.bits).joined())
        for group in 0..<groupCount {
            for member in members(of: group) {
                var bits = all[Int(member)]
                while bits != 0 {
                    counts[bits.trailingZeroBitCount].groups[group] += 1
                    bits &= bits - 1
                }
            }
        }
        return counts
    }

    /// The fewest rows that are worth a thread.
    private static let leastRows = 16_384

    /// How many of some rows have each property.
    private static func tally(_ rows: [UInt32], _ propertyCount: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: propertyCount)
        for row in rows {
            var bits = row
            while bits != 0 {
                counts[bits.trailingZeroBitCount] += 1
                bits &= bits - 1
            }
        }
        return counts
    }

    /// The sums of a number over the rows, and over the members of each group.
    func sum(_ number: (Int) -> Int) -> GroupCounts {
        let all = rows.map { number(Int($0)) }
        return GroupCounts(
            total: all.reduce(0, +), groups: (0..<groupCount).map { members(of: $0).reduce(0) { $0 + all[Int($1)] } })
    }

    /// How many different values the rows, and the members of each group, have; rows without one are left out.
    ///
    /// - Parameters:
    ///   - limit: Greater than any value.
    ///   - value: The value of a row.
    /// - Returns: How many there are in all and in each group.
    func distinct(below limit: Int, _ value: (Int) -> UInt32?) -> GroupCounts {
        var isSeen = [Bool](repeating: false, count: limit)
        for row in rows { if let value = value(Int(row)) { isSeen[Int(value)] = true } }
        return GroupCounts(
            total: isSeen.count { $0 }, groups: distinctValues(below: limit, value).map(\.count))
    }

    /// The different values that the members of each group have; rows without one are left out.
    ///
    /// - Parameters:
    ///   - limit: Greater than any value.
    ///   - value: The value of a row.
    /// - Returns: The values of each group, in the order in which they appear.
    func distinctValues(below limit: Int, _ value: (Int) -> UInt32?) -> [[UInt32]] {
        let values = rows.map { value(Int($0)) ?? UInt32.max }
        // The last group that each value was seen in.
        var seen = [Int32](repeating: -1, count: limit)
        return (0..<groupCount).map { group in
            var found: [UInt32] = []
            for member in members(of: group) {
                let value = values[Int(member)]
                guard value != UInt32.max, seen[Int(value)] != Int32(group) else { continue }
                seen[Int(value)] = Int32(group)
                found.append(value)
            }
            return found
        }
    }

    /// The rows of each group, ascending.
    var rowsByGroup: [[UInt32]] {
        (0..<groupCount).map { members(of: $0).map { rows[Int($0)] } }
    }
}

/// A count of all and of each group.
struct GroupCounts {
    var total = 0
    var groups: [Int]

    init(total: Int = 0, groups: [Int]) {
        self.total = total
        self.groups = groups
    }

    init(groupCount: Int) {
        groups = Array(repeating: 0, count: groupCount)
    }
}
