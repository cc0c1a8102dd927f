/// Some numbers of each selected row, side by side, and how they are spread over all rows and in each group.
///
/// A million rows with eight durations each are spread in a fraction of a second: what belongs to one group is gathered
/// into a small buffer and sorted there.
struct ValueMatrix {
    private let selection: Selection
    private let width: Int
    private let sharing: WorkSharing
    /// The values of the rows, one row after the other; ``FactTable/absent`` for none.
    private let values: [UInt32]

    /// Writes the values of one row.
    struct Writer {
        fileprivate let values: UnsafeMutablePointer<UInt32>

        /// Sets a value by its index; nil for none, as it is before, and 0 for a negative one.
        func set(_ index: Int, _ value: Int64?) {
            if let value { values[index] = min(UInt32(clamping: value), FactTable.absent - 1) }
        }
    }

    /// Where several threads write at once.
    ///
    /// Each row is written by one of them, and nobody reads before all have ended.
    private struct Destination: @unchecked Sendable {
        let start: UnsafeMutablePointer<UInt32>
    }

    /// The fewest rows that are worth a thread.
    private static let leastRows = 8_192

    /// Asks for the values of each row.
    ///
    /// - Parameters:
    ///   - selection: The rows and groups.
    ///   - width: The number of values of a row.
    ///   - sharing: How the rows are shared.
    ///   - fill: Sets the values of a row.
    init(
        _ selection: Selection, width: Int, sharing: WorkSharing, fill: @Sendable (Int, Writer) -> Void
    ) {
        self.selection = selection
        self.width = width
        self.sharing = sharing
        let rows = selection.rows
        values = [UInt32](unsafeUninitializedCapacity: rows.count * width) { buffer, initializedCount in
            initializedCount = rows.count * width
            guard let start = buffer.baseAddress else { return }
            let destination = Destination(start: start)
            _ = sharing.map(rows.count, least: ValueMatrix.leastRows) { range in
                let start = destination.start
                (start + range.lowerBound * width).initialize(repeating: FactTable.absent, count: range.count * width)
                for index in range { fill(Int(rows[index]), Writer(values: start + index * width)) }
            }
        }
    }

    /// The distributions of each value, in the order of their indices.
    func distributions() -> [GroupDistributions] {
        let isLarge = selection.rows.count >= ValueMatrix.leastRows
        let sharing = isLarge ? sharing : .alone
        let pieces = sharing.map(selection.groupCount, least: 64) { self.groups(in: $0) }
        var groups = [[Distribution?]](repeating: [], count: width)
        for index in groups.indices {
            groups[index].reserveCapacity(selection.groupCount)
            for piece in pieces { groups[index] += piece[index] }
        }
        let totals = sharing.map(width, least: 1) { columns in
            values.withUnsafeBufferPointer { Distribution.ofColumns(columns, of: $0, width: width) }
        }
        return zip(totals.joined(), groups).map { GroupDistributions(total: $0, groups: $1) }
    }

    /// The distributions of each value in some groups.
    private func groups(in range: Range<Int>) -> [[Distribution?]] {
        var groups = [[Distribution?]](repeating: [], count: width)
        for index in groups.indices { groups[index].reserveCapacity(range.count) }
        let largest = range.reduce(0) { max($0, selection.members(of: $1).count) }
        values.withUnsafeBufferPointer { values in
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * RankSort.capacity(for: largest)) { buffer in
                selection.members.withUnsafeBufferPointer { members in
                    for group in range {
                        let range = selection.starts[group]..<selection.starts[group + 1]
                        for index in groups.indices {
                            groups[index].append(
                                distribution(of: members[range], in: values, at: index, buffer: buffer))
                        }
                    }
                }
            }
        }
        return groups
    }

    /// The distribution of one value over the members of a group.
    private func distribution(
        of members: Slice<UnsafeBufferPointer<UInt32>>, in values: UnsafeBufferPointer<UInt32>, at index: Int,
        buffer: UnsafeMutableBufferPointer<UInt32>
    ) -> Distribution? {
        guard !members.isEmpty, let start = buffer.baseAddress else { return nil }
        var count = 0
        var sum: UInt64 = 0
        for member in members {
            let value = values[Int(member) * width + index]
            // Written in any case and overwritten by the next one: a jump that nobody can foresee would take longer.
            start[count] = value
            let isThere = value != FactTable.absent
            count += isThere ? 1 : 0
            sum += isThere ? UInt64(value) : 0
        }
        let sorted = start + buffer.count / 2
        if count <= RankSort.most {
            RankSort.sort(start, count: count, into: sorted)
        } else {
            let all = RadixSort.sorted(UnsafeMutableBufferPointer(start: start, count: count).map { Int64($0) })
            for (place, value) in all.enumerated() { sorted[place] = UInt32(truncatingIfNeeded: value) }
        }
        return Distribution(sorted: UnsafeBufferPointer(start: sorted, count: count), sum: sum)
    }
}

/// A distribution of all and of each group.
struct GroupDistributions {
    var total: Distribution?
    var groups: [Distribution?]
}
