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

    /// Prepares for so many rows; more may come.
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
        var texts = Texts(wanted.contains(.strings) ? try check.bytes(.strings, in: bytes) : [])
        var patterns: [String] = []
        for column in FactColumn.allCases where wanted.contains(column) && column != .strings {
            let content = try check.bytes(column, in: bytes)
            guard column != .pathMask else {
                pathMasks += try check.rows([UInt64](littleEndian: content), of: column)
                continue
            }
            try check.size(content, of: column)
            // The words move to their place in the whole column and are changed there: a million rows have many bytes.
            var words = wordsByColumn.removeValue(forKey: column) ?? []
            if words.isEmpty, column.entry == 0 { words.reserveCapacity(rowCount) }
            let start = words.count
            words.append(littleEndian: content)
            switch column {
            case .author, .base: try translate(&words, from: start, every: 1, &texts, check, column)
            case .labels, .reviews:
                try check.moveRows(&words, from: start, entry: column.entry, by: firstRow, of: column)
                try translate(&words, from: start + 1, every: column.entry, &texts, check, column)
            case .closedSpans: try check.moveRows(&words, from: start, entry: column.entry, by: firstRow, of: column)
            case .pathPatterns:
                try translate(&words, from: start, every: 1, &texts, check, column)
                patterns = words[start...].map { strings[Int($0)] }
                words.removeSubrange(start...)
            default: break
            }
            wordsByColumn[column] = words
        }
        pathPatterns.append(patterns)
        rows.append(firstRow..<firstRow + segment.rowCount)
    }

    /// Replaces the numbers that a repository gives to its texts by those that all have in common.
    private mutating func translate(
        _ words: inout [UInt32], from first: Int, every entry: Int, _ texts: inout Texts, _ check: Check,
        _ column: FactColumn
    ) throws(MetricsError) {
        var index = first
        while index < words.count {
            let word = words[index]
            if word != FactTable.absent {
                guard word < texts.count else {
                    throw check.unusable("the column \(column.rawValue) names a text that is not there")
                }
                words[index] = texts.numbers[Int(word)]
                if words[index] == Texts.unknown { words[index] = number(Int(word), of: &texts) }
            }
            index += entry
        }
    }

    /// Numbers a text of a repository among those of all.
    ///
    /// A text that no column names gets no number: there are many, such as the branches where no question is about those.
    private mutating func number(_ index: Int, of texts: inout Texts) -> UInt32 {
        let text = texts[index]
        let number = indices[text] ?? UInt32(strings.count)
        if Int(number) == strings.count {
            indices[text] = number
            strings.append(text)
        }
        texts.numbers[index] = number
        return number
    }
}

/// The texts of one repository, each made when it is first asked for.
private struct Texts {
    /// What stands in ``numbers`` for a text that has none yet.
    static let unknown = UInt32.max

    private let bytes: [UInt8]
    /// Where each ends.
    private var ends: [Int] = []
    /// The number of each among the texts of all repositories.
    var numbers: [UInt32]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        for (index, byte) in bytes.enumerated() where byte == 0 { ends.append(index) }
        numbers = Array(repeating: Texts.unknown, count: ends.count)
    }

    var count: Int { ends.count }

    subscript(index: Int) -> String {
        String(decoding: bytes[(index == 0 ? 0 : ends[index - 1] + 1)..<ends[index]], as: UTF8.self)
    }
}

extension FactColumn {
    /// The words of one entry of a list; 0 for a column with one value a row.
    fileprivate var entry: Int {
        switch self {
        case .labels: 2
        case .closedSpans, .reviews: 3
        case .pathPatterns: 1
        default: 0
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

    /// Checks that a column has a word for each row, a list whole entries.
    func size(_ bytes: [UInt8], of column: FactColumn) throws(MetricsError) {
        if column.entry > 0 {
            guard bytes.count % (4 * column.entry) == 0 else {
                throw unusable("the column \(column.rawValue) is cut short")
            }
        } else if bytes.count != 4 * segment.rowCount {
            throw unusable("the column \(column.rawValue) has not \(segment.rowCount) rows")
        }
    }

    func rows<Word>(_ words: [Word]?, of column: FactColumn) throws(MetricsError) -> [Word] {
        guard let words, words.count == segment.rowCount else {
            throw unusable("the column \(column.rawValue) has not \(segment.rowCount) rows")
        }
        return words
    }

    func moveRows(
        _ words: inout [UInt32], from start: Int, entry: Int, by firstRow: Int, of column: FactColumn
    ) throws(MetricsError) {
        var last: UInt32 = 0
        for index in stride(from: start, to: words.count, by: entry) {
            guard words[index] >= last, words[index] < segment.rowCount else {
                throw unusable("the rows of the column \(column.rawValue) are out of order")
            }
            last = words[index]
            words[index] += UInt32(firstRow)
        }
    }

    func unusable(_ reason: String) -> MetricsError {
        .unusableColumns(repository: segment.repository, reason: reason)
    }
}
