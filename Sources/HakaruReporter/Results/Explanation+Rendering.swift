package import HakaruMetrics
import HakaruModel

extension RenderedResult {
    /// `hakaru.explanation/1` (`design.md`).
    package init(_ explanation: Explanation, header: ResultHeader) {
        self.init(
            json: explanation.json(header), table: explanation.table(header, forPeople: true),
            records: explanation.table(header, forPeople: false))
    }
}

extension Explanation {
    fileprivate func json(_ header: ResultHeader) -> JSONValue {
        var names = RepositoryNames()
        return .object(
            header.members(schema: "explanation") + [
                .init("metric", .string(explained.name)),
                .init("collected", .integer(collected)),
                .init("included_count", .integer(included.count)),
                .init("excluded_count", .integer(excluded.count)),
                .init(
                    "included",
                    .array(included.map { .object($0.members(repository: names[$0.repository])) })),
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

    /// Rows of what is behind the number, and then of what is not; a value that is not known yet is words for people, and
    /// a column of its own for programs.
    fileprivate func table(_ header: ResultHeader, forPeople: Bool) -> Table {
        let isDuration = explained.unit == .seconds
        let hasOpen = !forPeople && explained == .metric(.timeToIntegrate)
        var names = RepositoryNames()
        var rows: [[Table.Cell]] = []
        rows.reserveCapacity(collected)
        for item in included {
            rows.append([
                .text(names[item.repository]), .integer(Int64(item.number)), .text("included"),
                item.cell(isDuration: isDuration, forPeople: forPeople),
            ])
            if hasOpen { rows[rows.count - 1].append(item.openSeconds.map { .integer($0) } ?? .absent) }
        }
        for item in excluded {
            rows.append([
                .text(names[item.repository]), .integer(Int64(item.number)), .text(item.reason.rawValue), .absent,
            ])
            if hasOpen { rows[rows.count - 1].append(.absent) }
        }
        let counts = "\(included.count) included + \(excluded.count) excluded = \(collected) collected"
        return Table(
            columns: [
                .init("Repository", key: "repository", isNumeric: false), .init("Number", key: "number"),
                .init("Reason", key: "reason", isNumeric: false),
                .init("Value", key: isDuration ? "value_seconds" : "value"),
            ] + (hasOpen ? [.init("Open", key: "open_seconds")] : []),
            rows: rows, notes: [counts] + header.notes)
    }
}

extension Explanation.Included {
    fileprivate func members(repository: String) -> [JSONValue.Member] {
        let members: [JSONValue.Member] = [
            .init("repository", .string(repository)), .init("number", .integer(number)),
            .init("value", .integer(value)),
        ]
        // Only where it is known that something is still on its way.
        return openSeconds.map { members + [.init("open_seconds", .integer($0))] } ?? members
    }

    /// The value; what has not arrived has none, and shows people for how long it has been on its way.
    fileprivate func cell(isDuration: Bool, forPeople: Bool) -> Table.Cell {
        if let value { return isDuration ? .duration(Thousandths(value)) : .integer(value) }
        guard forPeople, let openSeconds else { return .absent }
        return .text("> \(DurationText(seconds: openSeconds))")
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
