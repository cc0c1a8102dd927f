import HakaruModel

/// Puts the columns of several repositories behind each other, with one numbering of texts.
struct SegmentReader {
    /// The rows of each repository.
    private(set) var rows: [Range<Int>] = []
    /// The texts of all.
    private(set) var strings: [String] = []
    /// The bits of the paths of each row.
    private(set) var pathMasks: [UInt64] = []
    /// For each repository, the patterns that the bits stand for.
    private(set) var pathPatterns: [[String]] = []
    private var wordsByColumn: [FactColumn: [UInt32]] = [:]
    private var indices: [String: UInt32] = [:]
    private let wanted: Set<FactColumn>
    private let rowCount: Int

    /// Prepares for so many rows.
    init(wanted: Set<FactColumn>, rowCount: Int) {
        self.wanted = wanted
        self.rowCount = rowCount
        pathMasks.reserveCapacity(wanted.contains(.pathMask) ? rowCount : 0)
    }

    /// The words of a column; empty where it was not wanted.
    func words(_ column: FactColumn) -> [UInt32] { wordsByColumn[column] ?? [] }

    /// Adds the columns of a repository after those that are there.
    mutating func add(_ segment: FactColumns) throws(MetricsError) {
        let firstRow = rows.last?.upperBound ?? 0
        let check = Check(segment)
        try check.version()
        var bytes: [String: [UInt8]] = [:]
        for column in segment.columns { bytes[column.name] = column.bytes }
        let newIndices = wanted.contains(.strings) ? intern(try check.bytes(.strings, in: bytes)) : []
        var patterns: [String] = []
        for column in FactColumn.allCases where wanted.contains(column) && column != .strings {
            let content = try check.bytes(column, in: bytes)
            guard column != .pathMask else {
                pathMasks += try check.rows([UInt64](littleEndian: content), of: column)
                continue
            }
            var words = try check.words(content, of: column)
            switch column {
            case .author, .base: try check.translate(&words, every: 1, from: 0, by: newIndices, of: column)
            case .labels, .reviews:
                let entry = column == .labels ? 2 : 3
                try check.moveRows(&words, entry: entry, by: firstRow, of: column)
                try check.translate(&words, every: entry, from: 1, by: newIndices, of: column)
            case .closedSpans: try check.moveRows(&words, entry: 3, by: firstRow, of: column)
            case .pathPatterns:
                try check.translate(&words, every: 1, from: 0, by: newIndices, of: column)
                patterns = words.map { strings[Int($0)] }
                continue
            default: break
            }
            if wordsByColumn[column] == nil {
                wordsByColumn[column] = []
                if words.count == segment.rowCount { wordsByColumn[column]?.reserveCapacity(rowCount) }
            }
            wordsByColumn[column]?.append(contentsOf: words)
        }
        pathPatterns.append(patterns)
        rows.append(firstRow..<firstRow + segment.rowCount)
    }

    /// Numbers the texts of a repository among those of all.
    private mutating func intern(_ bytes: [UInt8]) -> [UInt32] {
        bytes.split(separator: 0, omittingEmptySubsequences: false).dropLast().map { text in
            let text = String(decoding: text, as: UTF8.self)
            if let index = indices[text] { return index }
            let index = UInt32(strings.count)
            indices[text] = index
            strings.append(text)
            return index
        }
    }
}

/// Checks that the columns of one repository fit together, so that no index can lead outside.
private struct Check {
    let segment: FactColumns

    init(_ segment: FactColumns) {
        self.segment = segment
    }

    func version() throws(MetricsError) {
        guard segment.layoutVersion == FactColumns.currentLayoutVersion else {
            throw unusable("they have layout \(segment.layoutVersion), not \(FactColumns.currentLayoutVersion)")
        }
        guard segment.definitionsVersion == Definitions.version else {
            throw unusable("they follow definitions \(segment.definitionsVersion), not \(Definitions.version)")
        }
    }

    func bytes(_ column: FactColumn, in bytes: [String: [UInt8]]) throws(MetricsError) -> [UInt8] {
        guard let content = bytes[column.rawValue] else { throw unusable("the column \(column.rawValue) is missing") }
        return content
    }

    /// The words of a column, one a row except for lists.
    func words(_ bytes: [UInt8], of column: FactColumn) throws(MetricsError) -> [UInt32] {
        let words = [UInt32](littleEndian: bytes)
        let entry =
            switch column {
            case .labels: 2
            case .closedSpans, .reviews: 3
            case .pathPatterns: 1
            default: 0
            }
        guard entry > 0 else { return try rows(words, of: column) }
        guard let words, words.count % entry == 0 else { throw unusable("the column \(column.rawValue) is cut short") }
        return words
    }

    func rows<Word>(_ words: [Word]?, of column: FactColumn) throws(MetricsError) -> [Word] {
        guard let words, words.count == segment.rowCount else {
            throw unusable("the column \(column.rawValue) has not \(segment.rowCount) rows")
        }
        return words
    }

    func moveRows(
        _ words: inout [UInt32], entry: Int, by firstRow: Int, of column: FactColumn
    ) throws(MetricsError) {
        var last: UInt32 = 0
        for index in stride(from: 0, to: words.count, by: entry) {
            guard words[index] >= last, words[index] < segment.rowCount else {
                throw unusable("the rows of the column \(column.rawValue) are out of order")
            }
            last = words[index]
            words[index] += UInt32(firstRow)
        }
    }

    func translate(
        _ words: inout [UInt32], every entry: Int, from first: Int, by indices: [UInt32], of column: FactColumn
    ) throws(MetricsError) {
        for index in stride(from: first, to: words.count, by: entry) where words[index] != FactTable.absent {
            guard words[index] < indices.count else {
                throw unusable("the column \(column.rawValue) names a text that is not there")
            }
            words[index] = indices[Int(words[index])]
        }
    }

    private func unusable(_ reason: String) -> MetricsError {
        .unusableColumns(repository: segment.repository, reason: reason)
    }
}
