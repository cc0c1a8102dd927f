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

    /// The name of the earlier period, such as `2023`.
    package let label: String
    /// The earlier period.
    package let before: Period
    /// The later period: that of the report.
    package let after: Period
    /// One statement for each metric, in the order in which they were asked for.
    package let statements: [Statement]

    /// The metrics that `hakaru throughput` compares.
    package static let throughput: [Metric] = [.integrated, .opened, .merged, .abandoned, .size]
    /// The metrics that `hakaru lead-time` compares.
    package static let leadTime: [Metric] = [.leadTime, .cycleTime, .timeToMerge] + Metric.stages
    /// The metrics that `hakaru reviews` compares.
    package static let reviews: [Metric] = [.pickupTime, .reviewTime]
}

extension FactTable {
    /// Compares the period of a query with an earlier one, over all that its filters let through.
    ///
    /// Counts are compared by their whole weeks, so a part of a week at either end counts in neither; a week before the
    /// first pull request of the scope is not known, and one that was not over at ``asOf`` neither.
    ///
    /// - Parameters:
    ///   - query: Its groups play no part.
    ///   - before: The earlier period.
    ///   - label: Its name.
    ///   - metrics: What is compared: counts of events, durations, and the size.
    /// - Returns: One statement for each metric.
    /// - Throws: ``MetricsError`` for a query that cannot be answered.
    package func compare(
        _ query: MetricsQuery, with before: Period, label: String, metrics: [Metric]
    ) throws(MetricsError) -> PeriodComparison {
        var earlier = query
        earlier.period = before
        var sides: [(metric: Metric, sample: TrendSample, before: Thousandths?, after: Thousandths?)] = []
        let counts = metrics.contains { $0.unit == .count } ? (try weeks(earlier), try weeks(query)) : ([], [])
        for metric in metrics {
            if metric.unit == .count {
                let (first, second) = (counts.0.map { $0[metric] }, counts.1.map { $0[metric] })
                sides.append(
                    (
                        metric, .weeklyCounts(before: first, after: second),
                        Share(first.reduce(0, +), of: first.count).ratio,
                        Share(second.reduce(0, +), of: second.count).ratio
                    ))
            } else {
                let (first, second) = (try values(of: metric, earlier), try values(of: metric, query))
                let isSize = metric.unit == .lines
                sides.append(
                    (
                        metric,
                        isSize
                            ? .sizes(before: first, after: second) : .durations(before: first, after: second),
                        Distribution(first)?.p50, Distribution(second)?.p50
                    ))
            }
        }
        let trends = Trend.judge(sides.map(\.sample))
        return PeriodComparison(
            label: label, before: before, after: query.period,
            statements: zip(sides, trends).map { side, trend in
                PeriodComparison.Statement(
                    metric: side.metric, before: side.before, after: side.after, trend: trend)
            })
    }

    /// The figures of each whole week of a query's period that is known and over.
    private func weeks(_ query: MetricsQuery) throws(MetricsError) -> [ThroughputFigures] {
        var earliest = FactTable.absent
        for index in repositories.indices
        where query.repositories.isEmpty || query.repositories.contains(repositories[index]) {
            for row in rowsByRepository[index] { earliest = min(earliest, createdAt[row]) }
        }
        guard let first = FactTable.instant(earliest) else { return [] }
        let known = ISOWeek(containing: first, in: query.zone).next
        let weeks = ISOWeek.weeks(of: query.period, in: query.zone).filter { week in
            let period = week.period(in: query.zone)
            return week >= known && period.start >= query.period.start
                && period.end <= min(query.period.end, asOf)
        }
        guard let start = weeks.first?.start(in: query.zone), let end = weeks.last?.next.start(in: query.zone),
            let period = Period(start: start, end: end)
        else { return [] }
        var weekly = query
        weekly.period = period
        weekly.grouping = [.time(.week)]
        return try throughput(weekly).groups.map(\.figures)
    }
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
