/// A result in the two shapes that all formats are made from.
package struct RenderedResult: Hashable, Sendable {
    /// The whole of it, as one JSON object.
    package var json: JSONValue
    /// What a person reads: some columns, numbers as text.
    package var table: Table
    /// What a program reads line by line: all columns, numbers as numbers.
    package var records: Table

    /// Makes a result; without `records` the table serves for both.
    package init(json: JSONValue, table: Table, records: Table? = nil) {
        self.json = json
        self.table = table
        self.records = records ?? table
    }

    /// The bytes of the result in a format, ending with a line end.
    ///
    /// - Parameters:
    ///   - format: The form.
    ///   - width: The width of the terminal in cells; nil where there is none.
    /// - Returns: UTF-8.
    package func bytes(as format: OutputFormat, width: Int?) -> [UInt8] {
        switch format {
        case .table: Array(table.terminalText(width: width).utf8)
        case .json: json.text(.indented) + [0x0A]
        case .ndjson: records.ndjsonText
        case .csv: records.csvText
        case .markdown: Array(table.markdownText.utf8)
        }
    }
}
