package import HakaruMetrics

/// Rows under named columns: the form of every result that is not JSON.
package struct Table: Hashable, Sendable {
    /// What stands in a cell.
    package enum Cell: Hashable, Sendable {
        /// Text from a forge or from us; made harmless when it is printed.
        case text(String)
        /// A whole number.
        case integer(Int64)
        /// A number in its decimal spelling.
        case number(String)
        /// A part of a whole: for people in percent with one place, in CSV as the ratio.
        case share(Thousandths)
        /// A number with at most three places.
        case thousandths(Thousandths)
        /// A duration in whole seconds or thousandths of them: for people as `2d 4h`, in CSV as the number.
        case duration(shown: String, seconds: String)
        /// A name from elsewhere and where it leads; an address of ours, so it needs no check.
        case link(String, url: String)
        /// Not known or not there: `–` for people, empty in CSV.
        case absent
    }

    /// A column: its heading for people and its key for machines.
    package struct Column: Hashable, Sendable {
        /// The heading, in the language of the reader.
        package var title: String
        /// The name in CSV and NDJSON, in snake_case, with the unit where there is one.
        package var key: String
        /// Whether the cells stand at the right edge.
        package var isNumeric: Bool

        /// Makes a column.
        package init(_ title: String, key: String, isNumeric: Bool = true) {
            self.title = title
            self.key = key
            self.isNumeric = isNumeric
        }
    }

    /// The columns, from the left.
    package var columns: [Column]
    /// The rows, each with a cell for each column.
    package var rows: Rows
    /// Lines that belong under the table: what is missing, what was folded.
    package var notes: [String]
    /// How many rows share the name in their first cell, which is then shown once; 1 where each has its own.
    package var rowsPerName = 1

    /// Makes a table.
    package init(columns: [Column], rows: [[Cell]], notes: [String] = []) {
        self.init(columns: columns, rows: Rows(rows), notes: notes)
    }

    /// Makes a table of rows that may be made only when they are printed.
    package init(columns: [Column], rows: Rows, notes: [String] = []) {
        self.columns = columns
        self.rows = rows
        self.notes = notes
    }
}

extension Table {
    /// The rows as they are read from above: a name that several rows share stands in the first of them.
    var readRows: Rows {
        guard rowsPerName > 1 else { return rows }
        return Rows(
            rows.enumerated().map { index, row in
                index % rowsPerName == 0 ? row : [.text("")] + row.dropFirst()
            })
    }
}

extension Table.Cell {
    /// A whole number, or absent where it is not known.
    package static func integer(_ value: Int?) -> Table.Cell { value.map { .integer(Int64($0)) } ?? .absent }

    /// A number, or absent where it is not known.
    package static func number(_ value: Thousandths?) -> Table.Cell {
        value.map { .number($0.description) } ?? .absent
    }

    /// A part of a whole, or absent where the whole is 0 or not known.
    package static func share(_ ratio: Thousandths?) -> Table.Cell { ratio.map(Table.Cell.share) ?? .absent }

    /// The text for a person, before it is made harmless.
    var shown: String {
        switch self {
        case .text(let text), .link(let text, _): text
        case .integer(let value): String(value)
        case .number(let text): text
        case .share(let ratio): "\(ratio.count / 10).\(ratio.count % 10) %"
        case .thousandths(let number): number.description
        case .duration(let shown, _): shown
        case .absent: "–"
        }
    }
}
