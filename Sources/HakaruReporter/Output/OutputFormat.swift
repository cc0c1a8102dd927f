/// A form in which a result is printed.
///
/// Every result has all of the first five; reports have the others beside them where a renderer exists.
package enum OutputFormat: String, Sendable, CaseIterable {
    /// Aligned columns for a terminal.
    case table
    /// One JSON object with a `schema`.
    case json
    /// One JSON object a line, one line a row.
    case ndjson
    /// Comma-separated values with a header line, safe to open in a spreadsheet.
    case csv
    /// A GitHub-flavoured Markdown table.
    case markdown
}
