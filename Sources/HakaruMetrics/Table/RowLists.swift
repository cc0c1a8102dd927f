/// Lists of words that belong to rows, most of which have none: labels, closed times, reviews.
struct RowLists {
    /// The row of each entry, ascending.
    let rows: [UInt32]
    /// The words, `stride` for each entry.
    let words: [UInt32]
    private let stride: Int
    /// Where the entries of each row begin, and the end of the last; empty where there are no entries at all.
    private let starts: [UInt32]

    /// Splits entries of a row and `stride` words each; their rows ascend and lie below `rowCount`.
    init(_ entries: [UInt32], stride: Int, rowCount: Int) {
        let count = entries.count / (stride + 1)
        var rows: [UInt32] = []
        var words: [UInt32] = []
        rows.reserveCapacity(count)
        words.reserveCapacity(count * stride)
        for entry in 0..<count {
            rows.append(entries[entry * (stride + 1)])
            for word in 1...stride { words.append(entries[entry * (stride + 1) + word]) }
        }
        var starts: [UInt32] = []
        if count > 0 {
            starts = [UInt32](repeating: 0, count: rowCount + 1)
            for row in rows { starts[Int(row) + 1] += 1 }
            for row in 0..<rowCount { starts[row + 1] += starts[row] }
        }
        self.rows = rows
        self.words = words
        self.stride = stride
        self.starts = starts
    }

    /// The words of a row, `stride` for each of its entries.
    subscript(row: Int) -> ArraySlice<UInt32> {
        starts.isEmpty ? [] : words[Int(starts[row]) * stride..<Int(starts[row + 1]) * stride]
    }
}
