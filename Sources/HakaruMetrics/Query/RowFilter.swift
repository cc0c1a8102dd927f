import HakaruModel

/// Which rows of a table a query is about, and which of those its filters let through.
final class RowFilter: Sendable {
    /// The indices of the scoped repositories, ascending.
    let repositories: [Int]
    private let authors: Set<UInt32>?
    private let bases: [Bool]?
    private let labels: Set<UInt32>?
    private let teams: Set<Int>?
    private let teamIndex: TeamIndex
    private let table: FactTable

    /// Settles names against the table.
    ///
    /// - Throws: ``MetricsError/unknownTeam(name:known:)``.
    init(_ query: MetricsQuery, table: FactTable, teamIndex: TeamIndex) throws(MetricsError) {
        self.table = table
        self.teamIndex = teamIndex
        let scope = Set(query.repositories)
        repositories = table.repositories.indices.filter { scope.isEmpty || scope.contains(table.repositories[$0]) }
        let authorNames = Set(query.authors.map(\.rawValue))
        let labelNames = Set(query.labels)
        let strings = table.strings
        authors =
            query.authors.isEmpty
            ? nil : Set(strings.indices.filter { authorNames.contains(strings[$0]) }.map(UInt32.init))
        labels =
            query.labels.isEmpty
            ? nil : Set(strings.indices.filter { labelNames.contains(strings[$0]) }.map(UInt32.init))
        bases = query.bases.isEmpty ? nil : strings.map { name in query.bases.contains { $0.matches(name) } }
        for name in query.teams where !teamIndex.names.contains(name) {
            throw .unknownTeam(name: name, known: teamIndex.names)
        }
        teams =
            query.teams.isEmpty
            ? nil : Set(teamIndex.names.indices.filter { query.teams.contains(teamIndex.names[$0]) })
    }

    /// Calls `body` with each row of a range that lies in a scoped repository, and the index of that.
    func forEachRow(in range: Range<Int>, _ body: (_ row: Int, _ repository: Int) -> Void) {
        for repository in repositories {
            for row in table.rowsByRepository[repository].clamped(to: range) { body(row, repository) }
        }
    }

    /// Whether a filter leaves a row out.
    func isFiltered(_ row: Int, repository: Int) -> Bool {
        hasFilters && (isOutsideGroups(row, repository: repository) || isOutsideRest(row))
    }

    /// Whether there is any filter but that by repository.
    private var hasFilters: Bool { authors != nil || bases != nil || labels != nil || teams != nil }

    /// Whether the filters by team or label, which make a group of people visible, leave a row out.
    func isOutsideGroups(_ row: Int, repository: Int) -> Bool {
        if let labels, !table.labels[row].contains(where: labels.contains) { return true }
        guard let teams else { return false }
        var isIn = false
        forEachTeam(of: row, repository: repository) { isIn = isIn || teams.contains($0) }
        return !isIn
    }

    /// Whether the filters by author or base leave a row out.
    func isOutsideRest(_ row: Int) -> Bool {
        if let authors, !authors.contains(table.authors[row]) { return true }
        guard let bases else { return false }
        let base = table.bases[row]
        return base == FactTable.absent || !bases[Int(base)]
    }

    /// Calls `body` for each team of a row, possibly twice for one team.
    func forEachTeam(of row: Int, repository: Int, _ body: (Int) -> Void) {
        let merged = table.mergedAt[row]
        teamIndex.forEachTeam(
            ofAuthor: table.authors[row], at: merged == FactTable.absent ? table.createdAt[row] : merged,
            repository: repository, pathMask: table.pathMasks.isEmpty ? 0 : table.pathMasks[row], body)
    }
}
