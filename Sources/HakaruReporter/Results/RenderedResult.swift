package import HakaruMetrics
import HakaruModel

/// A result in the two shapes that all formats are made from.
///
/// A shape is made when it is asked for: only one of them is printed, and a large result has hundreds of thousands of
/// values in each.
package struct RenderedResult {
    private let makeJSON: () -> JSONValue
    private let makeTable: () -> Table
    private let makeRecords: (() -> Table?)

    /// Makes a result; without `records` the table serves for both.
    ///
    /// - Parameters:
    ///   - json: The whole of it, as one JSON object.
    ///   - table: What a person reads: some columns, numbers as text.
    ///   - records: What a program reads line by line: all columns, numbers as numbers.
    package init(
        json: @autoclosure @escaping () -> JSONValue, table: @autoclosure @escaping () -> Table,
        records: @autoclosure @escaping () -> Table? = nil
    ) {
        makeJSON = json
        makeTable = table
        makeRecords = records
    }

    /// The whole of it, as one JSON object that carries the version of the definitions.
    package var json: JSONValue {
        let json = makeJSON()
        guard case .object(var members) = json, !members.contains(where: { $0.key == "definitions_version" }) else {
            return json
        }
        // Beside the schema, which comes first; also a result without numbers of ours says under which it was made.
        members.insert(.init("definitions_version", .integer(Definitions.version)), at: min(1, members.count))
        return .object(members)
    }

    /// What a person reads: some columns, numbers as text.
    package var table: Table { makeTable() }

    /// What a program reads line by line: all columns, numbers as numbers.
    package var records: Table { makeRecords() ?? makeTable() }

    /// The bytes of the result in a format, ending with a line end.
    ///
    /// - Parameters:
    ///   - format: The form.
    ///   - width: The width of the terminal in cells; nil where there is none.
    ///   - sharing: How the rows of a large result are shared.
    /// - Returns: UTF-8.
    package func bytes(as format: OutputFormat, width: Int?, sharing: WorkSharing = .alone) -> [UInt8] {
        switch format {
        case .table: table.terminalBytes(width: width, sharing: sharing)
        case .json: json.text(.indented) + [0x0A]
        case .ndjson: records.ndjsonText(sharing: sharing)
        case .csv: records.csvText(sharing: sharing)
        case .markdown: Array(table.markdownText.utf8)
        }
    }
}

// It holds closures over reports that are still being put together.
@available(*, unavailable)
extension RenderedResult: Sendable {}
