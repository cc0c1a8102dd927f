import HakaruMetrics
import HakaruModel

extension GroupKey {
    /// The members of a group's key: `{week: "2026-W30"}`.
    var json: JSONValue {
        .object(parts.map { JSONValue.Member($0.key.name, .string($0.value.text)) })
    }

    /// The cells of a group's key.
    var cells: [Table.Cell] {
        var cells: [Table.Cell] = []
        appendCells(to: &cells)
        return cells
    }

    /// Appends the cells of a group's key.
    func appendCells(to cells: inout [Table.Cell]) {
        for part in parts { cells.append(part.value.text.map { .text($0) } ?? .absent) }
    }
}

extension GroupingKey {
    /// The column of the key.
    var column: Table.Column {
        let title =
            switch self {
            case .time(.week): "Week"
            case .time(.month): "Month"
            case .time(.quarter): "Quarter"
            case .time(.fiscalYear): "Fiscal year"
            case .repository: "Repository"
            case .team: "Team"
            case .size: "Size"
            case .label: "Label"
            case .base: "Base"
            }
        return Table.Column(title, key: name, isNumeric: false)
    }
}

extension Report {
    /// A table with a row for each group and one for the total.
    ///
    /// - Parameters:
    ///   - columns: The columns after those of the key.
    ///   - notes: What stands under the table; nil for one that only programs read.
    ///   - cells: The cells of a row under `columns`.
    /// - Returns: The table; the total stands last.
    func table(
        _ columns: [Table.Column], notes: [String]?, cells: @escaping @Sendable (Figures) -> [Table.Cell]
    ) -> Table {
        table(columns, notes: notes) { figures, row in row += cells(figures) }
    }

    /// The same for cells that are put straight into their row, which for a million of them takes half the time.
    func table(
        _ columns: [Table.Column], notes: [String]?,
        appendingCells append: @escaping @Sendable (Figures, inout [Table.Cell]) -> Void
    ) -> Table {
        let keys = grouping.isEmpty ? [Table.Column("", key: "group", isNumeric: false)] : grouping.map(\.column)
        let label = [Table.Cell.text("total")] + repeatElement(.text(""), count: keys.count - 1)
        let width = keys.count + columns.count
        let rows = Table.Rows(count: groups.count + 1) { [groups, total] index in
            var row: [Table.Cell] = []
            row.reserveCapacity(width)
            if index < groups.count {
                let group = groups[index]
                group.key.appendCells(to: &row)
                append(group.figures, &row)
            } else {
                row += label
                append(total, &row)
            }
            return row
        }
        guard let notes else { return Table(columns: keys + columns, rows: rows) }
        let isAnyFew = rows.contains { row in row.dropFirst(keys.count).contains(where: \.isMarkedFew) }
        return Table(columns: keys + columns, rows: rows, notes: (isAnyFew ? [Distribution.fewNote] : []) + notes)
    }

    /// The JSON of a report: the header, the total and the groups.
    func json(schema: String, header: ResultHeader, members: (Figures) -> [JSONValue.Member]) -> JSONValue {
        .object(
            header.members(schema: schema) + [
                .init("total", .object(members(total))),
                .init("groups", .array(groups.map { .object([.init("key", $0.key.json)] + members($0.figures)) })),
            ])
    }
}
