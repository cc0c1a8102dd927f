package import HakaruModel

extension FactTable {
    /// The course of the weeks up to one: trends and the points of the charts.
    ///
    /// A week before the first pull request of the scope is not known, so it is neither shown nor counted as empty.
    ///
    /// - Parameters:
    ///   - week: The week of the summary.
    ///   - query: Whose filters and zone are used; its period and its groups play no part.
    ///   - calendar: The days that people work; nil where that is not known.
    ///   - custom: The custom metrics about which statements are made, too, with their values.
    /// - Returns: The course; without statements where the week is not over.
    /// - Throws: ``MetricsError`` for a query that cannot be answered.
    /// - Complexity: O(n log n) for n rows.
    package func course(
        endingWith week: ISOWeek, _ query: MetricsQuery, calendar: WorkingCalendar? = nil,
        custom: [(metric: CustomMetric, series: CustomSeries)] = []
    ) throws(MetricsError) -> WeeklyCourse {
        try require(FactColumn.leadTime)
        let end = week.next.start(in: query.zone)
        let year = TrendSpan.thirteenWeeks.periods(before: end, in: query.zone).before.start
        var query = query
        query.grouping = []
        query.period = Period(start: year, end: end) ?? query.period
        let material = WeeklyMaterial(try PreparedQuery(query, table: self), endingWith: week)
        let shown = material.shownWeeks
        guard let first = shown.first else {
            return material.course(custom, isOver: asOf >= end, weeks: [], points: [])
        }
        query.period = Period(start: first.start(in: query.zone), end: end) ?? query.period
        query.grouping = [.time(.week)]
        let counts = try throughput(query)
        return material.course(
            custom, isOver: asOf >= end,
            weeks: material.weeks(shown, counts: counts, calendar: calendar),
            points: material.points(since: query.period.start))
    }
}

/// What was integrated in the weeks that a summary looks back on.
private struct WeeklyMaterial {
    /// What was integrated, oldest first.
    let items: [Item]
    let end: Instant
    let zone: TimeZoneRules
    /// The first week of which all is known; nil where nothing is known.
    let firstKnown: ISOWeek?
    let last: ISOWeek

    struct Item {
        let integratedAt: Instant
        let times: LeadTimes
    }

    init(_ prepared: PreparedQuery, endingWith week: ISOWeek) {
        let table = prepared.table
        zone = prepared.query.zone
        end = prepared.query.period.end
        last = week
        let rows = prepared.select(.integrated).rows.map { (at: table.integratedAt[Int($0)], row: Int($0)) }
        items = rows.sorted { ($0.at, $0.row) < ($1.at, $1.row) }.map {
            Item(integratedAt: Instant(secondsSinceEpoch: Int64($0.at)), times: table.leadTimes(of: $0.row))
        }
        var earliest = FactTable.absent
        for repository in prepared.classifier.filter.repositories {
            for row in table.rowsByRepository[repository] { earliest = min(earliest, table.createdAt[row]) }
        }
        // The week of the first opening is known only in part.
        firstKnown = FactTable.instant(earliest).map { ISOWeek(containing: $0, in: prepared.query.zone).next }
    }

    /// The weeks of the charts: the last ones that are known.
    var shownWeeks: [ISOWeek] {
        guard let firstKnown else { return [] }
        return (0..<WeeklyCourse.shownWeeks).reversed().map { last.advanced(byWeeks: -$0) }.filter { $0 >= firstKnown }
    }

    /// What was integrated in a period.
    private func items(in period: Period) -> ArraySlice<Item> {
        let from = index { $0 >= period.start }
        return items[from..<max(from, index { $0 >= period.end })]
    }

    /// The first item whose arrival fulfils a condition that no earlier one does.
    private func index(where isLate: (Instant) -> Bool) -> Int {
        var low = 0
        var high = items.count
        while low < high {
            let middle = (low + high) / 2
            if isLate(items[middle].integratedAt) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    func points(since start: Instant) -> [WeeklyCourse.Point] {
        items[index { $0 >= start }...].map {
            WeeklyCourse.Point(integratedAt: $0.integratedAt, leadTimeSeconds: $0.times.leadTime)
        }
    }

    func weeks(_ weeks: [ISOWeek], counts: ThroughputReport, calendar: WorkingCalendar?) -> [WeeklyCourse.Week] {
        let points = zip(weeks, counts.groups).map { week, group in
            let items = items(in: week.period(in: zone))
            let sorted = RadixSort.sorted(items.map(\.times.leadTime))
            return WeeklyCourse.Week(
                week: week, start: week.start(in: zone), integrated: group.figures.integrated,
                opened: group.figures.opened, inProgress: group.figures.inProgress,
                leadTime: Distribution(sorted: sorted), leadTimeP25: Percentiles.percentile(25, ofSorted: sorted),
                stages: Metric.stages.map { stage in Distribution(items.compactMap { $0.times[stage] }) },
                workingDays: calendar.flatMap { WorkingDays(of: CollectionOfOne(week), in: $0) })
        }
        return WeeklyMaterial.markingQuiet(points)
    }

    /// Marks the weeks in which less than half of the usual was opened and integrated; the usual is the median.
    private static func markingQuiet(_ weeks: [WeeklyCourse.Week]) -> [WeeklyCourse.Week] {
        guard let opened = Distribution(weeks.map { Int64($0.opened) })?.p50,
            let integrated = Distribution(weeks.map { Int64($0.integrated) })?.p50, weeks.count >= Distribution.fewest
        else { return weeks }
        return weeks.map { week in
            var week = week
            week.isQuiet =
                Int64(week.opened) * 2_000 < opened.count && Int64(week.integrated) * 2_000 < integrated.count
            return week
        }
    }

    /// The course with all its statements, judged together; without any where the week is not over.
    func course(
        _ custom: [(metric: CustomMetric, series: CustomSeries)], isOver: Bool, weeks: [WeeklyCourse.Week],
        points: [WeeklyCourse.Point]
    ) -> WeeklyCourse {
        guard isOver else { return WeeklyCourse(statements: [], weeks: weeks, points: points) }
        let sides = TrendSpan.allCases.flatMap { span in
            let (before, after) = span.periods(before: end, in: zone)
            return WeeklyCourse.judgedMetrics.map { Sides($0, span: span, before: side(before), after: side(after)) }
        }
        let counts = TrendSpan.allCases.flatMap { span in
            custom.filter { $0.metric.kind == .count }.map { metric, series in
                CustomSides(metric, series, span: span, before: end, in: zone)
            }
        }
        let trends = Trend.judge(sides.map(\.sample) + counts.map(\.sample))
        var course = WeeklyCourse(
            statements: zip(sides, trends).map { sides, trend in
                WeeklyCourse.Statement(
                    metric: sides.metric, span: sides.span, before: sides.level(\.before), after: sides.level(\.after),
                    trend: trend)
            },
            weeks: weeks, points: points)
        course.customTrends = zip(counts, trends.dropFirst(sides.count)).map { $0.statement($1) }
        return course
    }

    private func side(_ period: Period) -> Sides.Side {
        let weeks = ISOWeek.weeks(of: period, in: zone).filter { week in firstKnown.map { week >= $0 } ?? false }
        return Sides.Side(weeklyCounts: weeks.map { items(in: $0.period(in: zone)).count }, items: items(in: period))
    }
}

/// The two stretches of one comparison.
private struct Sides {
    struct Side {
        let weeklyCounts: [Int]
        let items: ArraySlice<WeeklyMaterial.Item>
    }

    let metric: Metric
    let span: TrendSpan
    let before: Side
    let after: Side

    init(_ metric: Metric, span: TrendSpan, before: Side, after: Side) {
        self.metric = metric
        self.span = span
        self.before = before
        self.after = after
    }

    var sample: TrendSample {
        metric == .integrated
            ? .weeklyCounts(before: before.weeklyCounts, after: after.weeklyCounts)
            : .durations(before: values(before), after: values(after))
    }

    /// The number a week, or the median, of a side.
    func level(_ side: KeyPath<Sides, Side>) -> Thousandths? {
        let side = self[keyPath: side]
        guard metric == .integrated else { return Distribution(values(side))?.p50 }
        return Share(side.weeklyCounts.reduce(0, +), of: side.weeklyCounts.count).ratio
    }

    private func values(_ side: Side) -> [Int64] { side.items.compactMap { $0.times[metric] } }
}

extension LeadTimes {
    /// The lead time or a stage of it, in seconds; nil where the stage is absent, and for any other metric.
    fileprivate subscript(metric: Metric) -> Int64? {
        switch metric {
        case .leadTime: leadTime
        case .codingTime: codingTime
        case .pickupTime: pickupTime
        case .reviewTime: reviewTime
        case .mergeTime: mergeTime
        case .integrationTime: integrationTime
        default: nil
        }
    }
}
