extension Table {
    /// Aligned columns for a terminal, a line a row; text is neutralized and padded by cells, not by characters.
    ///
    /// - Parameter width: The width of the terminal in cells; the last text column is shortened to fit. Nil keeps all.
    /// - Returns: The lines, each with its end.
    package func terminalText(width: Int?) -> String {
        var cells = [columns.map(\.title)] + rows.map { $0.map { TextSafety.terminal($0.shown) } }
        var widths = columns.indices.map { column in cells.map { CellWidth.of($0[column]) }.max() ?? 0 }
        if let width, let column = columns.indices.last(where: { !columns[$0].isNumeric }) {
            let excess = widths.reduce(0, +) + 2 * (columns.count - 1) - width
            if excess > 0 {
                widths[column] = max(10, widths[column] - excess)
                for row in cells.indices {
                    cells[row][column] = CellWidth.truncated(cells[row][column], to: widths[column])
                }
            }
        }
        let lines = cells.map { row in
            var line = ""
            for column in columns.indices {
                let padding = String(repeating: " ", count: max(0, widths[column] - CellWidth.of(row[column])))
                if column > 0 { line += "  " }
                line += columns[column].isNumeric ? padding + row[column] : row[column] + padding
            }
            while line.utf8.last == 0x20 { line.removeLast() }
            return line
        }
        return (lines + notes.map(TextSafety.terminal)).joined(separator: "\n") + "\n"
    }

    /// A GitHub-flavoured Markdown table, and the notes under it.
    package var markdownText: String {
        var lines = ["| " + columns.map { TextSafety.markdown($0.title) }.joined(separator: " | ") + " |"]
        lines.append("|" + columns.map { $0.isNumeric ? " ---: |" : " --- |" }.joined())
        for row in rows {
            let cells = row.map { cell in
                if case .text(let text) = cell { TextSafety.markdown(text) } else { cell.shown }
            }
            lines.append("| " + cells.joined(separator: " | ") + " |")
        }
        let notes = notes.map { "\n" + TextSafety.markdown($0) }
        return (lines + notes).joined(separator: "\n") + "\n"
    }

    /// Comma-separated values (RFC 4180 with LF) under a line of keys; durations are seconds, absent cells are empty.
    package var csvText: [UInt8] {
        var bytes: [UInt8] = []
        appendLine(columns.map { TextSafety.csvText($0.key) }, to: &bytes)
        for row in rows { appendLine(row.map(Table.csvField), to: &bytes) }
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

    private func appendLine(_ fields: [[UInt8]], to bytes: inout [UInt8]) {
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(0x2C) }
            bytes += field
        }
        bytes.append(0x0A)
    }

    private static func csvField(_ cell: Cell) -> [UInt8] {
        switch cell {
        case .text(let text): TextSafety.csvText(text)
        case .integer(let value): Array(String(value).utf8)
        case .number(let text), .duration(_, let text): Array(text.utf8)
        case .absent: []
        }
    }

    private static func jsonField(_ cell: Cell) -> JSONValue {
        switch cell {
        case .text(let text): .string(text)
        case .integer(let value): .integer(value)
        case .number(let text), .duration(_, let text): .number(text)
        case .absent: .null
        }
    }
}
