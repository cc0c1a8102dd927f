import GRDB

/// A table of the parts of pull requests, with its statements ready.
struct PartTable {
    private let delete: SQLStatement
    private let insert: SQLStatement

    /// Prepares the statements for a table whose rows are keyed by pull request and position.
    init(_ database: Database, _ table: String, _ columns: [String]) throws {
        delete = try SQLStatement(database, "DELETE FROM \(table) WHERE pull_request_id = ? AND position >= ?")
        insert = try SQLStatement(
            database,
            """
            INSERT INTO \(table) (pull_request_id, position, \(columns.joined(separator: ", "))) \
            VALUES (?, ?\(String(repeating: ", ?", count: columns.count)))
            """)
    }

    /// Makes the rows of a pull request those of a list, from the first place on at which they differ.
    func replace<Element: Equatable>(
        _ old: [Element]?, by new: [Element], of id: Int64, _ bind: (inout SQLBinder, Element) throws -> Void
    ) throws {
        let kept = zip(old ?? [], new).prefix { $0 == $1 }.count
        if let old, kept < old.count {
            try delete.run {
                $0.add(id)
                $0.add(kept)
            }
        }
        for position in kept..<new.count {
            try insert.run { row in
                row.add(id)
                row.add(position)
                try bind(&row, new[position])
            }
        }
    }
}
