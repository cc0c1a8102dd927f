/// Some numbers of each selected row, and how they are spread over all rows and in each group.
///
/// A million rows with eight durations each are spread in a fraction of a second: the values of one kind lie together, and
/// those of one group side by side wherever each row lies in one group only.
struct ValueMatrix {
    private let selection: Selection
    private let width: Int
    private let sharing: WorkSharing
    /// The first values of all rows, then the second ones, and so on; ``FactTable/absent`` for none.
    private let values: [UInt32]

    /// Writes the values of one row.
    struct Writer {
        fileprivate let values: UnsafeMutablePointer<UInt32>
        fileprivate let stride: Int

        /// Sets a value by its index; nil for none, as it is before, and 0 for a negative one.
        func set(_ index: Int, _ value: Int64?) {
            if let value { values[index * stride] = min(UInt32(clamping: value), FactTable.absent - 1) }
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
    /// As many rows as stay in the cache between the two times that they are written.
    private static let rowsAtOnce = 512

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
                for first in stride(from: range.lowerBound, to: range.upperBound, by: ValueMatrix.rowsAtOnce) {
                    let block = first..<min(first + ValueMatrix.rowsAtOnce, range.upperBound)
                    for column in 0..<width {
                        (start + column * rows.count + first).initialize(
                            repeating: FactTable.absent, count: block.count)
                    }
                    for index in block {
                        fill(Int(rows[index]), Writer(values: start + index, stride: rows.count))
                    }
                }
            }
        }
    }

    /// The distributions of each value, in the order of their indices.
    func distributions() -> [GroupDistributions] {
        let isLarge = selection.rows.count >= ValueMatrix.leastRows
        let sharing = isLarge ? sharing : .alone
        let occupied = (0..<selection.groupCount).filter { selection.starts[$0] < selection.starts[$0 + 1] }
        let found = sharing.map(occupied.count, least: 64) { distributions(of: occupied[$0]) }.flatMap { $0 }
        var places = [UInt32](repeating: GroupDistributions.nowhere, count: selection.groupCount)
        for (place, group) in occupied.enumerated() { places[group] = UInt32(place * width) }
        let totals = sharing.map(width, least: 1) { columns in
            columns.map { column in
                values.withUnsafeBufferPointer { Distribution(unsorted: self.column(column, of: $0)) }
            }
        }
        return totals.joined().enumerated().map { index, total in
            GroupDistributions(total: total, index: index, places: places, found: found)
        }
    }

    private func column(
        _ index: Int, of values: UnsafeBufferPointer<UInt32>
    ) -> UnsafeBufferPointer<UInt32> {
        let count = selection.rows.count
        return UnsafeBufferPointer(rebasing: values[index * count..<(index + 1) * count])
    }

    /// The distributions of some groups, for each group one of each value.
    private func distributions(of groups: ArraySlice<Int>) -> [Distribution?] {
        var found: [Distribution?] = []
        found.reserveCapacity(groups.count * width)
        let largest = groups.reduce(0) { max($0, selection.members(of: $1).count) }
        values.withUnsafeBufferPointer { values in
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * RankSort.capacity(for: largest)) { buffer in
                selection.members.withUnsafeBufferPointer { members in
                    for group in groups {
                        let range = selection.starts[group]..<selection.starts[group + 1]
                        for index in 0..<width {
                            let column = column(index, of: values)
                            // A loop over what lies side by side is several times faster than one over indices.
                            found.append(
                                selection.isByGroup
                                    ? ValueMatrix.distribution(column[range], buffer: buffer)
                                    : ValueMatrix.distribution(
                                        members[range].lazy.map { column[Int($0)] }, buffer: buffer))
                        }
                    }
                }
            }
        }
        return found
    }

    /// The distribution of some values, at most half as many as there is room in the buffer.
    private static func distribution(
        _ values: some Sequence<UInt32>, buffer: UnsafeMutableBufferPointer<UInt32>
    ) -> Distribution? {
        guard let start = buffer.baseAddress else { return nil }
        var count = 0
        var sum: UInt64 = 0
        for value in values {
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
///
/// Most groups of a fine grouping are empty, so that only the others have a place.
struct GroupDistributions {
    /// The distribution of all.
    let total: Distribution?
    /// Which of the values of a matrix it is.
    fileprivate let index: Int
    /// For each group, where its distributions begin.
    fileprivate let places: [UInt32]
    fileprivate let found: [Distribution?]

    fileprivate static let nowhere = UInt32.max

    /// The distribution of a group.
    subscript(group: Int) -> Distribution? {
        places[group] == GroupDistributions.nowhere ? nil : found[Int(places[group]) + index]
    }
}
