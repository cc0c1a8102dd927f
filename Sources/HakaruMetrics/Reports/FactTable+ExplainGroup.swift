package import HakaruModel

extension FactTable {
    /// Lists the pull requests behind a number of one group of a report, and those that are not.
    ///
    /// The groups are those of the query, small ones folded over its whole period; what lies in another one is *filtered*.
    ///
    /// - Parameters:
    ///   - explained: The number.
    ///   - query: The query of the report, with its groups.
    ///   - names: One value for each grouping of the query, as the report names it: `other` for what is folded, `none`
    ///     for what has no value.
    ///   - calendar: With one, the lead time and its stages are told in working seconds.
    /// - Returns: The explanation over the period of the group.
    /// - Throws: ``MetricsError/unknownGroup(name:known:)``, or another for a query that cannot be answered.
    /// - Complexity: O(n) for n rows of the scoped repositories.
    package func explain(
        _ explained: ExplainedNumber, _ query: MetricsQuery, group names: [String], calendar: WorkingCalendar? = nil
    ) throws(MetricsError) -> Explanation {
        try require(FactColumn.reviewing.needed(by: query))
        let whole = try PreparedQuery(query, table: self)
        try whole.checkFilters()
        let group = try whole.group(named: names)
        var narrowed = query
        narrowed.grouping = []
        narrowed.period = group.period
        return explain(explained, try PreparedQuery(narrowed, table: self), calendar: calendar) { row in
            whole.isIn(cell: group.cell, row: row)
        }
    }
}

extension PreparedQuery {
    /// A group by its values, as people write them.
    fileprivate func group(named names: [String]) throws(MetricsError) -> (cell: Int, period: Period) {
        var rest = names[...]
        var wanted: [String] = []
        var bucket = 0
        for key in query.grouping {
            guard let name = rest.popFirst() else { break }
            guard key.timeGrouping != nil else {
                wanted.append(name)
                continue
            }
            guard let index = clock.labels.firstIndex(of: name) else {
                throw .unknownGroup(name: name, known: clock.labels)
            }
            bucket = index
        }
        let values = cellValues
        // A label may be called `other` or `none`: a name comes before what it stands for elsewhere.
        let cell =
            values.firstIndex { zip($0, wanted).allSatisfy { $0 == .named($1) } }
            ?? values.firstIndex { zip($0, wanted).allSatisfy { $0.word == $1 } }
        guard let cell else {
            throw .unknownGroup(
                name: wanted.joined(separator: ", "),
                known: values.map { $0.map(\.word).joined(separator: ", ") }.sorted())
        }
        return (cell, clock.periods[bucket])
    }
}

extension GroupKey.Value {
    /// The value as it is written on the command line.
    fileprivate var word: String { text ?? "none" }
}
