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
        let includedNames = RepositoryNames(included.lazy.map(\.repository))
        let excludedNames = RepositoryNames(excluded.lazy.map(\.repository))
        let reviews: [JSONValue.Member] =
            explained == .metric(.reviewLoad)
            ? [.init("by_reviewer", reviewsByReviewer.map { .array($0.map { .integer($0) }) } ?? .null)] : []
        return .object(
            header.members(schema: "explanation") + [
                .init("metric", .string(explained.name)),
                .init("collected", .integer(collected)),
                .init("included_count", .integer(included.count)),
                .init("excluded_count", .integer(excluded.count)),
                .init(
                    "included",
                    .array(
                        included.enumerated().map { .object($1.members(repository: includedNames[$0])) })),
                .init(
                    "excluded",
                    .array(
                        excluded.enumerated().map { index, item in
                            .object([
                                .init("repository", .string(excludedNames[index])),
                                .init("number", .integer(item.number)),
                                .init("reason", .string(item.reason.rawValue)),
                            ])
                        })),
            ] + reviews)
    }

    /// Rows of what is behind the number, and then of what is not; a value that is not known yet is words for people, and
    /// a column of its own for programs.
    fileprivate func table(_ header: ResultHeader, forPeople: Bool) -> Table {
        let isDuration = explained.unit == .seconds
        let hasOpen = !forPeople && explained == .metric(.timeToIntegrate)
        let includedNames = RepositoryNames(included.lazy.map(\.repository))
        let excludedNames = RepositoryNames(excluded.lazy.map(\.repository))
        let rows = Table.Rows(count: collected) { [included, excluded] index in
            var cells: [Table.Cell]
            if index < included.count {
                let item = included[index]
                cells = [
                    .text(includedNames[index]), .integer(Int64(item.number)), .text("included"),
                    item.cell(isDuration: isDuration, forPeople: forPeople),
                ]
                if hasOpen { cells.append(item.openSeconds.map { .integer($0) } ?? .absent) }
            } else {
                let index = index - included.count
                let item = excluded[index]
                cells = [
                    .text(excludedNames[index]), .integer(Int64(item.number)), .text(item.reason.rawValue), .absent,
                ]
                if hasOpen { cells.append(.absent) }
            }
            return cells
        }
        let counts = "\(included.count) included + \(excluded.count) excluded = \(collected) collected"
        return Table(
            columns: [
                .init("Repository", key: "repository", isNumeric: false), .init("Number", key: "number"),
                .init("Reason", key: "reason", isNumeric: false),
                .init("Value", key: isDuration ? "value_seconds" : "value"),
            ] + (hasOpen ? [.init("Open", key: "open_seconds")] : []),
            rows: rows, notes: [counts] + (busiestThree.map { [$0] } ?? []) + header.notes)
    }

    /// How the share of the busiest three is put together; nil where it is not told.
    private var busiestThree: String? {
        guard let reviewsByReviewer else { return nil }
        let three = reviewsByReviewer.prefix(3)
        let sum = three.map(String.init).joined(separator: " + ")
        return "the busiest three of \(reviewsByReviewer.count) reviewers gave \(sum) = \(three.reduce(0, +)) of "
            + "\(reviewsByReviewer.reduce(0, +)) reviews"
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

/// The names of the repositories of a list as text, each made once: entries of one repository follow each other.
private struct RepositoryNames: Sendable {
    /// Where the entries of each end.
    private var ends: [Int] = []
    private var names: [String] = []

    init(_ repositories: some Sequence<RepositoryID>) {
        var last: RepositoryID?
        for (index, repository) in repositories.enumerated() {
            // Exactly the same spelling, which is faster to tell than whether two names mean one repository.
            if let last, last.name == repository.name, last.owner == repository.owner {
                ends[ends.count - 1] = index + 1
            } else {
                ends.append(index + 1)
                names.append(repository.description)
                last = repository
            }
        }
    }

    subscript(index: Int) -> String {
        var low = 0
        var high = ends.count - 1
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] <= index { low = middle + 1 } else { high = middle }
        }
        return names[low]
    }
}
