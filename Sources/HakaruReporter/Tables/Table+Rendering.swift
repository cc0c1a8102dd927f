package import HakaruMetrics

extension Table {
    /// The fewest rows that are worth a thread.
    private static let leastRows = 1_024

    /// Aligned columns for a terminal, a line a row; text is neutralized and padded by cells, not by characters.
    ///
    /// - Parameters:
    ///   - width: The width of the terminal in cells; the last text column is shortened to fit. Nil keeps all.
    ///   - sharing: How the rows of a large table are shared.
    /// - Returns: The lines in UTF-8, each with its end.
    package func terminalBytes(width: Int?, sharing: WorkSharing = .alone) -> [UInt8] {
        let rows = readRows
        let columns = columns
        let lines =
            [TerminalLines([columns.map(\.title)], columnCount: columns.count)]
            + sharing.map(rows.count, least: Table.leastRows) { range in
                TerminalLines(rows[range].lazy.map { $0.map(\.shown) }, columnCount: columns.count)
            }
        var widths = lines.reduce([Int](repeating: 0, count: columns.count)) { zip($0, $1.columnWidths).map(max) }
        var shortened: Int?
        if let width, let column = columns.indices.last(where: { !columns[$0].isNumeric }) {
            let excess = widths.reduce(0, +) + 2 * (columns.count - 1) - width
            if excess > 0 {
                widths[column] = max(10, widths[column] - excess)
                shortened = column
            }
        }
        let columnWidths = widths
        let cut = shortened
        let pieces = sharing.map(lines.count, least: 1) { range in
            range.map { lines[$0].bytes(columns, widths: columnWidths, shortening: cut) }
        }
        var bytes = [UInt8](joining: pieces.flatMap { $0 })
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
    package var csvText: [UInt8] { csvText(sharing: .alone) }

    /// ``csvText`` with the rows of a large table shared.
    func csvText(sharing: WorkSharing) -> [UInt8] {
        var bytes: [UInt8] = []
        Table.appendLine(columns, to: &bytes) { TextSafety.appendCSV($0.key, to: &$1) }
        return bytes
            + bytesOfRows(sharing: sharing) { row, bytes in Table.appendLine(row, to: &bytes, Table.appendField) }
    }

    /// One JSON object a row with the columns' keys.
    package var ndjsonText: [UInt8] { ndjsonText(sharing: .alone) }

    /// ``ndjsonText`` with the rows of a large table shared.
    func ndjsonText(sharing: WorkSharing) -> [UInt8] {
        let keys = columns.map(\.key)
        return bytesOfRows(sharing: sharing) { row, bytes in
            JSONValue.object(zip(keys, row).map { JSONValue.Member($0, Table.jsonField($1)) })
                .write(.compact, to: &bytes)
            bytes.append(0x0A)
        }
    }

    private func bytesOfRows(
        sharing: WorkSharing, _ append: @Sendable ([Cell], inout [UInt8]) -> Void
    ) -> [UInt8] {
        let rows = rows
        let pieces = sharing.map(rows.count, least: Table.leastRows) { range in
            var bytes: [UInt8] = []
            for index in range { append(rows[index], &bytes) }
            return bytes
        }
        return [UInt8](joining: pieces)
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
        case .text(let text), .link(let text, _): TextSafety.appendCSV(text, to: &bytes)
        case .integer(let value): bytes.append(decimal: value)
        case .thousandths(let value), .share(let value): bytes.append(decimal: value)
        case .number(let text), .duration(_, let text): bytes += text.utf8
        case .absent: return
        }
    }

    private static func jsonField(_ cell: Cell) -> JSONValue {
        switch cell {
        case .text(let text), .link(let text, _): .string(text)
        case .integer(let value): .integer(value)
        case .thousandths(let value), .share(let value): .thousandths(value)
        case .number(let text), .duration(_, let text): .number(text)
        case .absent: .null
        }
    }
}
