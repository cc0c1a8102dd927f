/// Collects values by group and gives the distribution of each group, for a million values at once.
///
/// A group and its value are packed into one word, and all words are sorted together.
package struct GroupedValues: Sendable {
    private let groupCount: Int
    private var groups: [UInt32] = []
    private var values: [Int64] = []

    /// Starts with no values.
    ///
    /// - Parameters:
    ///   - groupCount: Groups are numbered from 0 to `groupCount` − 1.
    ///   - capacity: The number of values to expect; 0 where unknown.
    package init(groupCount: Int, reservingCapacity capacity: Int = 0) {
        self.groupCount = max(0, groupCount)
        groups.reserveCapacity(capacity)
        values.reserveCapacity(capacity)
    }

    /// Adds a value to a group; a group that is not numbered is left out.
    package mutating func append(_ value: Int64, toGroup group: Int) {
        guard group >= 0, group < groupCount else { return }
        groups.append(UInt32(truncatingIfNeeded: group))
        values.append(value)
    }

    /// The distribution of each group in the order of their numbers, nil for one without values.
    ///
    /// - Complexity: O(n)
    package func distributions() -> [Distribution?] {
        let sorted = RadixSort.sortedByGroup(values, groups: groups, groupCount: groupCount)
        return sorted.ranges.map { Distribution(sorted: sorted.values[$0]) }
    }
}
