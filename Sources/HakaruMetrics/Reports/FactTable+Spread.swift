package import HakaruModel

extension FactTable {
    /// How one duration, the size or the rework cycles of what was integrated are spread (`definitions.md` §§5, 6).
    ///
    /// It gives what the reports give, for those who need a single metric: trends, goals, charts.
    ///
    /// - Parameters:
    ///   - metric: One whose values are spread over what was integrated; of others every distribution is nil.
    ///   - query: What is asked for.
    /// - Returns: A distribution of all and one of each group.
    /// - Throws: ``MetricsError`` for a query that cannot be answered.
    /// - Complexity: O(n log n) for n rows.
    package func spread(of metric: Metric, _ query: MetricsQuery) throws(MetricsError) -> Report<SpreadFigures> {
        try require((metric == .reworkCycles ? FactColumn.reviewing : FactColumn.leadTime).needed(by: query))
        let prepared = try PreparedQuery(query, table: self)
        try prepared.checkFilters()
        let integrated = prepared.select(.integrated)
        let isSpread = metric.family == .integrated && [.seconds, .lines, .perPullRequest].contains(metric.unit)
        let spread = ValueMatrix(integrated, width: 1, sharing: sharing) { row, values in
            if isSpread { values.set(0, self.value(of: metric, row: row)) }
        }.distributions()[0]
        let counts = integrated.counts
        return prepared.report(
            total: SpreadFigures(integrated: counts.total, distribution: spread.total),
            figures: { SpreadFigures(integrated: counts.groups[$0], distribution: spread[$0]) })
    }
}
