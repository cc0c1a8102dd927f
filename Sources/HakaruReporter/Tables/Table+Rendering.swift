import HakaruMetrics

extension Table {
    /// Aligned columns for a terminal, a line a row; text is neutralized and padded by cells, not by characters.
    ///
    /// - Parameter width: The width of the terminal in cells; the last text column is shortened to fit. Nil keeps all.
    /// - Returns: The lines in UTF-8, each with its end.
    package func terminalBytes(width: Int?) -> [UInt8] {
        var cells = columns.map(\.title)
        cells.reserveCapacity(columns.count * (rows.count + 1))
        for row in readRows { for cell in row { cells.append(TextSafety.terminal(cell.shown)) } }
        var widths = cells.map(CellWidth.of)
        let count = columns.count
        var columnWidths = [Int](repeating: 0, count: count)
        for (index, width) in widths.enumerated() {
            columnWidths[index % count] = max(columnWidths[index % count], width)
        }
        if let width, let column = columns.indices.last(where: { !columns[$0].isNumeric }) {
            let excess = columnWidths.reduce(0, +) + 2 * (count - 1) - width
            if excess > 0 {
                columnWidths[column] = max(10, columnWidths[column] - excess)
                for index in stride(from: column, to: cells.count, by: count) {
                    cells[index] = CellWidth.truncated(cells[index], to: columnWidths[column])
                    widths[index] = CellWidth.of(cells[index])
                }
            }
        }
        var bytes: [UInt8] = []
        for first in stride(from: 0, to: cells.count, by: count) {
            var gap = 0
            for column in columns.indices {
                let padding = columnWidths[column] - widths[first + column]
                let isNumeric = columns[column].isNumeric
                // What follows decides whether white space is written: no line ends with any.
                gap += (column > 0 ? 2 : 0) + (isNumeric ? padding : 0)
                if widths[first + column] > 0 {
                    bytes += repeatElement(0x20, count: gap)
                    bytes += cells[first + column].utf8
                    gap = 0
                }
                gap += isNumeric ? 0 : padding
            }
            bytes.append(0x0A)
        }
        for note in notes {
            bytes += TextSafety.terminal(note).utf8
            bytes.append(0x0A)
        }
        return bytes
    }

    /// ``terminalBytes(width:)`` as text.
    package func terminalText(width: Int?) -> String {
        String(decoding: terminalBytes(width: width), as: UTF8.self)
    }

    /// A GitHub-flavoured Markdown table, and the notes under it.
    package var markdownText: String {
        var lines = ["| " + columns.map { TextSafety.markdown($0.title) }.joined(separator: " | ") + " |"]
        lines.append("|" + columns.map { $0.isNumeric ? " ---: |" : " --- |" }.joined())
        for row in readRows {
            let cells = row.map { cell in
                switch cell {
                case .text(let text): TextSafety.markdown(text)
                case .link(let text, let url): "[\(TextSafety.markdown(text))](\(url))"
                default: cell.shown
                }
            }
            lines.append("| " + cells.joined(separator: " | ") + " |")
        }
        let notes = notes.map { "\n" + TextSafety.markdown($0) }
        return (lines + notes).joined(separator: "\n") + "\n"
    }

    /// Comma-separated values (RFC 4180 with LF) under a line of keys; durations are seconds, absent cells are empty.
    package var csvText: [UInt8] {
        var bytes: [UInt8] = []
        Table.appendLine(columns, to: &bytes) { column, bytes in bytes += TextSafety.csvText(column.key) }
        for row in rows { Table.appendLine(row, to: &bytes, Table.appendField) }
        return bytes
    }

    /// One JSON object a row with the columns' keys.
    package var ndjsonText: [UInt8] {
        var bytes: [UInt8] = []
        for row in rows {
            let members = zip(columns, row).map { JSONValue.Member($0.key, Table.jsonField($1)) }
            bytes += JSONValue.object(members).text(.compact)
            bytes.append(0x0A)
        }
        return bytes
    }

    private static func appendLine<Element>(
        _ elements: [Element], to bytes: inout [UInt8], _ append: (Element, inout [UInt8]) -> Void
    ) {
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(0x2C) }
            append(element, &bytes)
        }
        bytes.append(0x0A)
    }

    private static func appendField(_ cell: Cell, to bytes: inout [UInt8]) {
        switch cell {
        case .text(let text), .link(let text, _): bytes += TextSafety.csvText(text)
        case .integer(let value): bytes += String(value).utf8
        case .number(let text), .duration(_, let text): bytes += text.utf8
        case .share(let ratio): bytes += ratio.description.utf8
        case .absent: return
        }
    }

    private static func jsonField(_ cell: Cell) -> JSONValue {
        switch cell {
        case .text(let text), .link(let text, _): .string(text)
        case .integer(let value): .integer(value)
        case .number(let text), .duration(_, let text): .number(text)
        case .share(let ratio): .number(ratio.description)
        case .absent: .null
        }
    }
}
