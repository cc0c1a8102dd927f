package import HakaruModel

/// A period against an earlier one: the levels of both, and what may be said of the difference (`definitions.md` §7).
package struct PeriodComparison: Hashable, Sendable {
    /// One metric in both periods.
    package struct Statement: Hashable, Sendable {
        /// The metric.
        package let metric: Metric
        /// The median, or the number a week over whole weeks, in the earlier period; nil where nothing is there.
        package let before: Thousandths?
        /// The same in the later one.
        package let after: Thousandths?
        /// The comparison, judged together with all the others.
        package let trend: Trend
    }

    /// One group in both periods.
    package struct Group: Hashable, Sendable {
        /// Which group.
        package let key: GroupKey
        /// One statement for each metric.
        package let statements: [Statement]
    }

    /// The name of the earlier period, such as `2023`.
    package let label: String
    /// The earlier period.
    package let before: Period
    /// The later period: that of the report.
    package let after: Period
    /// The whole weeks of the earlier period, by which counts are compared; nil where there is none.
    package let weeksBefore: Period?
    /// The whole weeks of the later period.
    package let weeksAfter: Period?
    /// One statement for each metric, in the order in which they were asked for.
    package let statements: [Statement]
    /// The same for each group that both periods show, judged together with all; times make no groups here.
    package let groups: [Group]

    /// The metrics that `hakaru throughput` compares.
    package static let throughput: [Metric] = [.integrated, .opened, .merged, .abandoned, .size]
    /// The metrics that `hakaru lead-time` compares.
    package static let leadTime: [Metric] = [.leadTime, .cycleTime, .timeToMerge] + Metric.stages
    /// The metrics that `hakaru reviews` compares.
    package static let reviews: [Metric] = [.pickupTime, .reviewTime]
}

extension FactTable {
    /// Compares the period of a query with an earlier one, over all that its filters let through and for each group.
    ///
    /// Counts are compared by their whole weeks, so a part of a week at either end counts in neither; a week before the
    /// first pull request of the scope is not known, and one that was not over at ``asOf`` neither. A group that one of
    /// the periods folds into *other* is not compared, and *other* itself neither: it is not the same in both.
    ///
    /// - Parameters:
    ///   - query: Its groups by time play no part.
    ///   - before: The earlier period.
    ///   - label: Its name.
    ///   - metrics: What is compared: counts of events, durations, and the size.
    /// - Returns: One statement for each metric, and for each metric of each group.
    /// - Throws: ``MetricsError`` for a query that cannot be answered.
    package func compare(
        _ query: MetricsQuery, with before: Period, label: String, metrics: [Metric]
    ) throws(MetricsError) -> PeriodComparison {
        var later = query
        later.grouping = query.grouping.filter { $0.timeGrouping == nil }
        var earlier = later
        earlier.period = before
        let first = try ComparedSide(self, earlier, metrics: metrics)
        let second = try ComparedSide(self, later, metrics: metrics)
        let keys: [GroupKey?] = [nil] + second.keys.filter { first.keys.contains($0) }
        let pairs = keys.flatMap { key in metrics.map { (key: key, metric: $0) } }
        let trends = Trend.judge(pairs.map { ComparedSide.sample($0.metric, of: $0.key, first, second) })
        let statements = zip(pairs, trends).map { pair, trend in
            PeriodComparison.Statement(
                metric: pair.metric, before: first.level(pair.metric, of: pair.key),
                after: second.level(pair.metric, of: pair.key), trend: trend)
        }
        let rows = stride(from: 0, to: statements.count, by: max(1, metrics.count)).map { start in
            Array(statements[start..<start + metrics.count])
        }
        return PeriodComparison(
            label: label, before: before, after: query.period, weeksBefore: first.weeks, weeksAfter: second.weeks,
            statements: rows.first ?? [],
            groups: zip(keys, rows).compactMap { key, statements in
                key.map { PeriodComparison.Group(key: $0, statements: statements) }
            })
    }

    /// The whole weeks of a query's period that are known and over; nil for none.
    fileprivate func wholeWeeks(_ query: MetricsQuery) -> Period? {
        var earliest = FactTable.absent
        for index in repositories.indices
        where query.repositories.isEmpty || query.repositories.contains(repositories[index]) {
            for row in rowsByRepository[index] { earliest = min(earliest, createdAt[row]) }
        }
        guard let first = FactTable.instant(earliest) else { return nil }
        let known = ISOWeek(containing: first, in: query.zone).next
        let weeks = ISOWeek.weeks(of: query.period, in: query.zone).filter { week in
            let period = week.period(in: query.zone)
            return week >= known && period.start >= query.period.start
                && period.end <= min(query.period.end, asOf)
        }
        guard let start = weeks.first?.start(in: query.zone), let end = weeks.last?.next.start(in: query.zone) else {
            return nil
        }
        return Period(start: start, end: end)
    }
}

/// One of the two periods: the values of single pull requests and the counts of whole weeks, of all and of each group.
private struct ComparedSide {
    /// The whole weeks; nil for none.
    let weeks: Period?
    /// The groups that have a name of their own, in the order of the report.
    let keys: [GroupKey]
    private var values: [GroupKey?: [Metric: [Int64]]] = [:]
    private var counts: [GroupKey?: [ThroughputFigures]] = [:]

    /// The values of what was integrated; in a report, so that they are grouped as everywhere.
    private struct Values: Hashable {
        let byMetric: [Metric: [Int64]]
    }

    init(_ table: FactTable, _ query: MetricsQuery, metrics: [Metric]) throws(MetricsError) {
        let spread = metrics.filter { $0.unit != .count }
        let prepared = try PreparedQuery(query, table: table)
        try prepared.checkFilters()
        let selection = prepared.select(.integrated)
        func values(_ rows: some Sequence<UInt32>) -> Values {
            let rows = Array(rows)
            return Values(
                byMetric: Dictionary(
                    uniqueKeysWithValues: spread.map { metric in
                        (metric, rows.compactMap { table.value(of: metric, row: Int($0), prepared: prepared) })
                    }))
        }
        let report = prepared.report(total: values(selection.rows)) { group in
            values(selection.members(of: group).lazy.map { selection.rows[Int($0)] })
        }
        self.values[nil] = report.total.byMetric
        keys = report.groups.map(\.key).filter { key in key.parts.allSatisfy { $0.value != .other } }
        for group in report.groups { self.values[group.key] = group.figures.byMetric }
        weeks = metrics.contains { $0.unit == .count } ? table.wholeWeeks(query) : nil
        guard let weeks else { return }
        var weekly = query
        weekly.period = weeks
        weekly.grouping = [.time(.week)]
        counts[nil] = try table.throughput(weekly).groups.map(\.figures)
        guard !query.grouping.isEmpty else { return }
        weekly.grouping = query.grouping + weekly.grouping
        for group in try table.throughput(weekly).groups {
            counts[GroupKey(parts: group.key.parts.dropLast()), default: []].append(group.figures)
        }
    }

    /// Both sides of a comparison.
    static func sample(
        _ metric: Metric, of key: GroupKey?, _ before: ComparedSide, _ after: ComparedSide
    ) -> TrendSample {
        switch metric.unit {
        case .count: .weeklyCounts(before: before.counts(metric, of: key), after: after.counts(metric, of: key))
        case .lines: .sizes(before: before.values(metric, of: key), after: after.values(metric, of: key))
        default: .durations(before: before.values(metric, of: key), after: after.values(metric, of: key))
        }
    }

    /// The median, or the number a week; nil where nothing is there.
    func level(_ metric: Metric, of key: GroupKey?) -> Thousandths? {
        guard metric.unit == .count else { return Distribution(values(metric, of: key))?.p50 }
        let counts = counts(metric, of: key)
        return Share(counts.reduce(0, +), of: counts.count).ratio
    }

    private func values(_ metric: Metric, of key: GroupKey?) -> [Int64] { values[key]?[metric] ?? [] }

    private func counts(_ metric: Metric, of key: GroupKey?) -> [Int] { (counts[key] ?? []).map { $0[metric] } }
}

extension ThroughputFigures {
    /// The count of a metric.
    fileprivate subscript(metric: Metric) -> Int {
        switch metric {
        case .opened: opened
        case .merged: merged
        case .abandoned: abandoned
        default: integrated
        }
    }
}
