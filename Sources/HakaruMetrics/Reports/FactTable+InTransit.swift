package import HakaruModel

/// A pull request that is merged and not in the integration branch at the end of a period (`definitions.md` §4).
package struct InTransitItem: Hashable, Sendable {
    /// The repository.
    package let repository: RepositoryID
    /// The number in it.
    package let number: Int
    /// When it was merged.
    package let mergedAt: Instant
    /// The time from then to the end of the period or `as_of`, in seconds.
    package let ageSeconds: Int64
    /// Whether it will not arrive, judged at `as_of`.
    package let isStranded: Bool
}

extension FactTable {
    /// What is in transit at the end of a period, the stranded ones among them, oldest first.
    ///
    /// The same pass decides as for the number of them.
    ///
    /// - Throws: ``MetricsError`` for a query that cannot be answered.
    /// - Complexity: O(n log n) for n rows.
    package func inTransit(_ query: MetricsQuery) throws(MetricsError) -> [InTransitItem] {
        try require(FactColumn.inProgress.needed(by: query))
        var query = query
        query.grouping = []
        let prepared = try PreparedQuery(query, table: self)
        try prepared.checkFilters()
        let end = prepared.whole.ageEnd(of: 0)
        var items: [InTransitItem] = []
        for repository in prepared.classifier.filter.repositories {
            for row in rowsByRepository[repository] where prepared.classifier.mayBeIn(.inTransit, row) {
                let reason = prepared.classifier.exclusion(
                    row, repository: repository, family: .inTransit, clock: prepared.whole)
                guard reason == nil else { continue }
                items.append(
                    InTransitItem(
                        repository: repositories[repository], number: Int(numbers[row]),
                        mergedAt: Instant(secondsSinceEpoch: Int64(mergedAt[row])),
                        ageSeconds: end - Int64(mergedAt[row]), isStranded: prepared.classifier.isStranded(row)))
            }
        }
        return items.sorted { ($0.mergedAt, $0.repository, $0.number) < ($1.mergedAt, $1.repository, $1.number) }
    }
}
