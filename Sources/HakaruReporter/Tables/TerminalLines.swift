/// Some lines of a table for a terminal, measured before any of them is written: the widest decides for all.
struct TerminalLines: Sendable {
    /// The widest cell of each column.
    private(set) var columnWidths: [Int]
    /// The harmless text of each cell, line by line.
    private var cells: [String] = []
    private var widths: [Int] = []

    /// Measures lines.
    init(_ lines: some Collection<[String]>, columnCount: Int) {
        columnWidths = Array(repeating: 0, count: columnCount)
        cells.reserveCapacity(lines.count * columnCount)
        widths.reserveCapacity(lines.count * columnCount)
        for line in lines {
            for (column, text) in line.enumerated() {
                let cell = TextSafety.terminal(text)
                let width = CellWidth.of(cell)
                cells.append(cell)
                widths.append(width)
                columnWidths[column] = max(columnWidths[column], width)
            }
        }
    }

    /// The lines in UTF-8, each with its end.
    ///
    /// - Parameters:
    ///   - columns: The columns of the table.
    ///   - columnWidths: How many cells each has.
    ///   - shortened: The column of which cells may be wider than it is; nil for none.
    /// - Returns: The bytes.
    func bytes(_ columns: [Table.Column], widths columnWidths: [Int], shortening shortened: Int?) -> [UInt8] {
        var bytes: [UInt8] = []
        for first in stride(from: 0, to: cells.count, by: columns.count) {
            var gap = 0
            for column in columns.indices {
                var cell = cells[first + column]
                var width = widths[first + column]
                if column == shortened, width > columnWidths[column] {
                    cell = CellWidth.truncated(cell, to: columnWidths[column])
                    width = CellWidth.of(cell)
                }
                let padding = columnWidths[column] - width
                let isNumeric = columns[column].isNumeric
                // What follows decides whether white space is written: no line ends with any.
                gap += (column > 0 ? 2 : 0) + (isNumeric ? padding : 0)
                if width > 0 {
                    bytes += repeatElement(0x20, count: gap)
                    bytes += cell.utf8
                    gap = 0
                }
                gap += isNumeric ? 0 : padding
            }
            bytes.append(0x0A)
        }
        return bytes
    }
}
