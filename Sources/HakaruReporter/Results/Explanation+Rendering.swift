package import HakaruMetrics
import HakaruModel

extension RenderedResult {
    /// `hakaru.explanation/1` (`design.md`).
    package init(_ explanation: Explanation, header: ResultHeader) {
        self.init(json: explanation.json(header), table: explanation.table(header))
    }
}

extension Explanation {
    fileprivate func json(_ header: ResultHeader) -> JSONValue {
        var names = RepositoryNames()
        return .object(
            header.members(schema: "explanation") + [
                .init("metric", .string(metric.rawValue)),
                .init("collected", .integer(collected)),
                .init("included_count", .integer(included.count)),
                .init("excluded_count", .integer(excluded.count)),
                .init(
                    "included",
                    .array(
                        included.map {
                            [
                                "repository": .string(names[$0.repository]), "number": .integer($0.number),
                                "value": .integer($0.value),
                            ]
                        })),
                .init(
                    "excluded",
                    .array(
                        excluded.map {
                            [
                                "repository": .string(names[$0.repository]), "number": .integer($0.number),
                                "reason": .string($0.reason.rawValue),
                            ]
                        })),
            ])
    }

    fileprivate func table(_ header: ResultHeader) -> Table {
        let isDuration = metric.unit == .seconds
        var names = RepositoryNames()
        var rows: [[Table.Cell]] = []
        rows.reserveCapacity(collected)
        for item in included {
            let value = item.value.map { isDuration ? Table.Cell.duration(Thousandths($0)) : .integer($0) }
            rows.append([
                .text(names[item.repository]), .integer(Int64(item.number)), .text("included"), value ?? .absent,
            ])
        }
        for item in excluded {
            rows.append([
                .text(names[item.repository]), .integer(Int64(item.number)), .text(item.reason.rawValue), .absent,
            ])
        }
        let counts = "\(included.count) included + \(excluded.count) excluded = \(collected) collected"
        return Table(
            columns: [
                .init("Repository", key: "repository", isNumeric: false), .init("Number", key: "number"),
                .init("Reason", key: "reason", isNumeric: false),
                .init("Value", key: isDuration ? "value_seconds" : "value"),
            ],
            rows: rows, notes: [counts] + header.notes)
    }
}

/// The names of repositories as text, each made once: entries of one repository follow each other.
private struct RepositoryNames {
    private var last: (repository: RepositoryID, name: String)?

    subscript(repository: RepositoryID) -> String {
        mutating get {
            // Exactly the same spelling, which is faster to tell than whether two names mean one repository.
            if let last, last.repository.name == repository.name, last.repository.owner == repository.owner {
                return last.name
            }
            let name = repository.description
            last = (repository, name)
            return name
        }
    }
}
