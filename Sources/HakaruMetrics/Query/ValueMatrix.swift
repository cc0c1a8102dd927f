/// Some numbers of each selected row, side by side, and how they are spread over all rows and in each group.
///
/// A million rows with eight durations each are spread in a fraction of a second: what belongs to one group is gathered
/// into a small buffer and sorted there.
struct ValueMatrix {
    private let selection: Selection
    private let width: Int
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

    /// Asks for the values of each row.
    ///
    /// - Parameters:
    ///   - selection: The rows and groups.
    ///   - width: The number of values of a row.
    ///   - fill: Sets the values of a row.
    init(_ selection: Selection, width: Int, fill: (Int, Writer) -> Void) {
        self.selection = selection
        self.width = width
        let count = selection.rows.count * width
        values = [UInt32](unsafeUninitializedCapacity: count) { buffer, initializedCount in
            buffer.initialize(repeating: FactTable.absent)
            initializedCount = count
            guard let start = buffer.baseAddress else { return }
            for (index, row) in selection.rows.enumerated() {
                fill(Int(row), Writer(values: start + index * width))
            }
        }
    }

    /// The distributions of each value, in the order of their indices.
    func distributions() -> [GroupDistributions] {
        var groups = [[Distribution?]](repeating: [], count: width)
        for index in groups.indices { groups[index].reserveCapacity(selection.groupCount) }
        let largest = (0..<selection.groupCount).reduce(0) { max($0, selection.members(of: $1).count) }
        withUnsafeTemporaryAllocation(of: Int64.self, capacity: largest) { buffer in
            values.withUnsafeBufferPointer { values in
                selection.members.withUnsafeBufferPointer { members in
                    for group in 0..<selection.groupCount {
                        let range = selection.starts[group]..<selection.starts[group + 1]
                        for index in 0..<width {
                            var count = 0
                            for member in members[range] {
                                let value = values[Int(member) * width + index]
                                guard value != FactTable.absent else { continue }
                                buffer[count] = Int64(value)
                                count += 1
                            }
                            let found = UnsafeMutableBufferPointer(rebasing: buffer[0..<count])
                            ValueMatrix.sort(found)
                            groups[index].append(Distribution(sorted: found))
                        }
                    }
                }
            }
        }
        return (0..<width).map { index in
            GroupDistributions(total: Distribution(selectingFrom: column(index)), groups: groups[index])
        }
    }

    private func column(_ index: Int) -> [UInt32] {
        var column: [UInt32] = []
        column.reserveCapacity(selection.rows.count)
        var position = index
        while position < values.count {
            if values[position] != FactTable.absent { column.append(values[position]) }
            position += width
        }
        return column
    }

    /// Sorts the values of one group: a few by insertion, many by their digits.
    private static func sort(_ values: UnsafeMutableBufferPointer<Int64>) {
        var values = values
        if values.count >= 512 {
            _ = values.update(fromContentsOf: RadixSort.sorted(Array(values)))
            return
        }
        guard values.count <= 24 else { return values.sort() }
        var end = 1
        while end < values.count {
            let value = values[end]
            var index = end
            while index > 0, values[index - 1] > value {
                values[index] = values[index - 1]
                index -= 1
            }
            values[index] = value
            end += 1
        }
    }
}

/// A distribution of all and of each group.
struct GroupDistributions {
    var total: Distribution?
    var groups: [Distribution?]
}
