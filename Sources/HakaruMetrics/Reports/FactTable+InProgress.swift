import HakaruModel

extension FactTable {
    /// What is open and what is on its way at the end of a period (`definitions.md` §§4, 6).
    ///
    /// - Throws: ``MetricsError`` for a query that cannot be answered.
    /// - Complexity: O(n log n) for n rows.
    package func inProgress(_ query: MetricsQuery) throws(MetricsError) -> InProgressReport {
        try require(FactColumn.inProgress.needed(by: query))
        let prepared = try PreparedQuery(query, table: self)
        try prepared.checkFilters()
        let open = Stock(prepared)
        let stock = prepared.count([.inTransit, .stranded])
        let opened = prepared.select(.opened)
        let times = opened.rows.map { timeToIntegrate(of: Int($0)) }
        func figures(
            _ count: (GroupCounts) -> Int, age: Distribution?, opened: some Sequence<Int>
        ) -> InProgressFigures {
            var figures = InProgressFigures()
            figures.inProgress = count(open.inProgress)
            figures.age = age
            figures.drafts = count(open.drafts)
            figures.unreviewed = count(open.unreviewed)
            figures.inTransit = count(stock[0])
            figures.stranded = count(stock[1])
            var finished: [Int64] = []
            var censored: [Int64] = []
            for index in opened {
                figures.opened += 1
                guard let time = times[index] else { continue }
                if time.isFinished { finished.append(time.seconds) } else { censored.append(time.seconds) }
            }
            figures.timeToIntegrate = KaplanMeier(finished: finished, open: censored)
            return figures
        }
        let report = prepared.report(
            total: figures({ $0.total }, age: Distribution(open.ages), opened: times.indices),
            figures: { group in
                figures(
                    { $0.groups[group] }, age: open.groupAges[group],
                    opened: opened.members(of: group).lazy.map { Int($0) })
            })
        return InProgressReport(report: report, items: open.items)
    }

    /// How long a row has been on its way since it was opened, and whether it has arrived.
    ///
    /// One that has not arrived counts until it was closed without a merge, else until `as_of`. Nil where its dates
    /// contradict each other or nobody can tell where it was merged: neither an arrival nor a wait.
    func timeToIntegrate(of row: Int) -> (seconds: Int64, isFinished: Bool)? {
        guard unmeasurable(row) == nil else { return nil }
        if integratedAt[row] != FactTable.absent {
            return (Int64(integratedAt[row]) - Int64(createdAt[row]), true)
        }
        let isClosed = mergedAt[row] == FactTable.absent && closedAt[row] != FactTable.absent
        let end = isClosed ? Int64(closedAt[row]) : asOf.secondsSinceEpoch
        return (max(0, end - Int64(createdAt[row])), false)
    }

    /// Why no duration of a row is known (`definitions.md` §5); nil where one may be.
    func unmeasurable(_ row: Int) -> Exclusion? {
        if has(.mergedBeforeCreated, row) { return .mergedBeforeCreated }
        return has(.baseUnknown, row) ? .baseUnknown : nil
    }
}

/// The pull requests that are open at the end of the period, and of each group.
private struct Stock {
    var inProgress: GroupCounts
    var drafts: GroupCounts
    var unreviewed: GroupCounts
    var ages: [Int64] = []
    private(set) var groupAges: [Distribution?] = []
    private(set) var items: [InProgressReport.Item] = []

    init(_ prepared: PreparedQuery) {
        let table = prepared.table
        inProgress = GroupCounts(groupCount: prepared.groupCount)
        drafts = inProgress
        unreviewed = inProgress
        var grouped = GroupedValues(groupCount: prepared.groupCount)
        var items: [InProgressReport.Item] = []
        for repository in prepared.classifier.filter.repositories {
            for row in table.rowsByRepository[repository]
            where prepared.classifier.standing(row, family: .inProgress) == nil {
                guard !prepared.classifier.filter.isFiltered(row, repository: repository) else { continue }
                let isDraft = table.has(.isDraft, row)
                prepared.classifier.forEachBucket(of: row, family: .inProgress, clock: prepared.whole) { _ in
                    let item = Stock.item(row, repository: repository, prepared: prepared)
                    inProgress.total += 1
                    if isDraft { drafts.total += 1 }
                    if !item.isReviewed { unreviewed.total += 1 }
                    ages.append(item.ageSeconds)
                    items.append(item)
                }
                guard prepared.groupCount > 0 else { continue }
                prepared.classifier.forEachBucket(of: row, family: .inProgress, clock: prepared.clock) { buckets in
                    for bucket in buckets {
                        let end = prepared.clock.end(of: bucket)
                        let age = prepared.clock.ageEnd(of: bucket) - Int64(table.createdAt[row])
                        prepared.forEachGroup(of: row, bucket: bucket) { group in
                            inProgress.groups[group] += 1
                            if isDraft { drafts.groups[group] += 1 }
                            if table.firstReviewAt[row] >= end { unreviewed.groups[group] += 1 }
                            grouped.append(age, toGroup: group)
                        }
                    }
                }
            }
        }
        groupAges = grouped.distributions()
        self.items = items.sorted {
            ($0.createdAt, $0.repository, $0.number) < ($1.createdAt, $1.repository, $1.number)
        }
    }

    private static func item(_ row: Int, repository: Int, prepared: PreparedQuery) -> InProgressReport.Item {
        let table = prepared.table
        let end = prepared.whole.end(of: 0)
        return InProgressReport.Item(
            repository: table.repositories[repository], number: Int(table.numbers[row]),
            createdAt: Instant(secondsSinceEpoch: Int64(table.createdAt[row])),
            ageSeconds: prepared.whole.ageEnd(of: 0) - Int64(table.createdAt[row]), isDraft: table.has(.isDraft, row),
            isReviewed: table.firstReviewAt[row] < end, isApproved: table.firstApprovalAt[row] < end)
    }
}
