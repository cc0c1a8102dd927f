package import HakaruMetrics
import HakaruModel

extension RenderedResult {
    /// `hakaru.explanation/1` of a number that does not come from the table of pull requests.
    package init(_ evidence: Evidence, header: ResultHeader) {
        self.init(
            json: evidence.json(header), table: evidence.table(header, forPeople: true),
            records: evidence.table(header, forPeople: false))
    }
}

extension Evidence {
    fileprivate func json(_ header: ResultHeader) -> JSONValue {
        .object(
            header.members(schema: "explanation") + [
                .init("metric", .string(name)), .init("of", .string(kind.rawValue)),
                .init("collected", .integer(collected)), .init("included_count", .integer(included.count)),
                .init("excluded_count", .integer(excluded.count)),
                .init("included", .array(included.map { .object(members($0) + values($0)) })),
                .init(
                    "excluded",
                    .array(excluded.map { .object(members($0.item) + [.init("reason", .string($0.reason.rawValue))]) })),
            ])
    }

    /// What an entry is, by the keys of its kind.
    private func members(_ item: Item) -> [JSONValue.Member] {
        let repository = JSONValue.Member("repository", .string(item.repository?.description))
        let commit = JSONValue.Member("commit", .string(item.commit?.description))
        let at = JSONValue.Member("at", .string(item.at?.description))
        switch kind {
        case .pullRequest: return [repository, .init("number", .integer(item.number))]
        case .deployment: return [repository, commit, .init("environment", .string(item.name)), at]
        case .release: return [repository, commit, at]
        case .sample: return [repository, .init("component", .string(item.name)), commit, at]
        case .record: return [.init("date", .string(item.day?.description)), .init("recorded_at", at.value)]
        }
    }

    private func values(_ item: Item) -> [JSONValue.Member] {
        let value = JSONValue.Member("value", .fraction(item.value))
        return kind == .sample ? [value, .init("total", .integer(item.total))] : [value]
    }

    fileprivate func table(_ header: ResultHeader, forPeople: Bool) -> Table {
        let rows = included.map { ($0, String?.none) } + excluded.map { ($0.item, String?.some($0.reason.rawValue)) }
        let value = Table.Column("Value", key: isDuration ? "value_seconds" : "value")
        return Table(
            columns: itemColumns + [.init("Reason", key: "reason", isNumeric: false), value]
                + (kind == .sample ? [.init("Of", key: "total")] : []),
            rows: rows.map { item, reason in
                let shown: Table.Cell =
                    reason != nil ? .absent : isDuration ? .duration(item.value?.thousandths) : .fraction(item.value)
                let total: Table.Cell = reason != nil ? .absent : .integer(item.total)
                return itemCells(item) + [.text(reason ?? "included"), shown] + (kind == .sample ? [total] : [])
            },
            notes: ["\(included.count) included + \(excluded.count) excluded = \(collected) collected"] + header.notes)
    }

    private var itemColumns: [Table.Column] {
        func text(_ title: String, _ key: String) -> Table.Column { .init(title, key: key, isNumeric: false) }
        let repository = text("Repository", "repository")
        switch kind {
        case .pullRequest: return [repository, .init("Number", key: "number")]
        case .deployment:
            return [repository, text("Commit", "commit"), text("Environment", "environment"), text("At", "at")]
        case .release: return [repository, text("Commit", "commit"), text("At", "at")]
        case .sample:
            return [repository, text("Component", "component"), text("Commit", "commit"), text("At", "at")]
        case .record: return [text("Date", "date"), text("Recorded at", "recorded_at")]
        }
    }

    private func itemCells(_ item: Item) -> [Table.Cell] {
        func text(_ value: String?) -> Table.Cell { value.map { .text($0) } ?? .absent }
        let repository = text(item.repository?.description)
        let commit = text(item.commit?.description)
        let at = text(item.at?.description)
        switch kind {
        case .pullRequest: return [repository, .integer(item.number)]
        case .deployment: return [repository, commit, text(item.name), at]
        case .release: return [repository, commit, at]
        case .sample: return [repository, text(item.name), commit, at]
        case .record: return [text(item.day?.description), at]
        }
    }
}
