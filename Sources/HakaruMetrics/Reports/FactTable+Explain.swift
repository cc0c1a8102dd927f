package import HakaruModel

extension FactTable {
    /// Lists the pull requests behind a number and those that are not (`definitions.md` §10).
    ///
    /// The same pass decides as for the number. Groups of the query play no part: ask with the period and the filters of
    /// the group.
    ///
    /// - Parameters:
    ///   - explained: The number.
    ///   - query: Its groups play no part.
    ///   - calendar: With one, the lead time and its stages are told in working seconds.
    /// - Returns: The explanation.
    /// - Throws: ``MetricsError`` for a query that cannot be answered.
    /// - Complexity: O(n) for n rows of the scoped repositories.
    package func explain(
        _ explained: ExplainedNumber, _ query: MetricsQuery, calendar: WorkingCalendar? = nil
    ) throws(MetricsError) -> Explanation {
        try require(FactColumn.explaining(explained).needed(by: query))
        var query = query
        query.grouping = []
        let prepared = try PreparedQuery(query, table: self)
        try prepared.checkFilters()
        return explain(explained, prepared, calendar: calendar) { _ in true }
    }

    /// Lists the pull requests behind a number; those outside of a group are *filtered*.
    ///
    /// - Parameters:
    ///   - explained: The number.
    ///   - prepared: The query without groups.
    ///   - calendar: With one, the lead time and its stages are told in working seconds.
    ///   - isInGroup: Whether a row lies in the group; nil for one that no number can count.
    /// - Returns: The explanation.
    func explain(
        _ explained: ExplainedNumber, _ prepared: PreparedQuery, calendar: WorkingCalendar?,
        isInGroup: (Int) -> Bool?
    ) -> Explanation {
        let judge = Judge(explained, prepared: prepared, calendar: calendar)
        var included: [Explanation.Included] = []
        var excluded: [Explanation.Excluded] = []
        var seen: Set<UInt32> = []
        var given: [UInt32: Int] = [:]
        for repository in prepared.classifier.filter.repositories {
            let id = repositories[repository]
            for row in rowsByRepository[repository] {
                let number = Int(numbers[row])
                var reason = judge.exclusion(row, repository: repository)
                if reason == nil || reason == .outsidePeriod, isInGroup(row) == false { reason = .filtered }
                if let reason {
                    excluded.append(Explanation.Excluded(repository: id, number: number, reason: reason))
                } else {
                    let (value, openSeconds) = judge.value(row, seen: &seen)
                    included.append(
                        Explanation.Included(repository: id, number: number, value: value, openSeconds: openSeconds))
                    guard explained == .metric(.reviewLoad) else { continue }
                    forEachReview(of: row) { reviewer, at in
                        if prepared.whole.bucket(of: at) != nil { given[reviewer, default: 0] += 1 }
                    }
                }
            }
        }
        return Explanation(
            explained: explained, period: prepared.query.period, timeZone: prepared.query.zone.identifier, asOf: asOf,
            included: included, excluded: excluded, reviewsByReviewer: ReviewsGiven(byReviewer: given.values).counts)
    }

    /// Lists the pull requests behind a metric; see ``explain(_:_:)``.
    package func explain(_ metric: Metric, _ query: MetricsQuery) throws(MetricsError) -> Explanation {
        try explain(ExplainedNumber.metric(metric), query)
    }

    /// The values of single pull requests behind a number, in the order of the table; those without one are left out.
    ///
    /// Trends and goals start from these.
    ///
    /// - Throws: ``MetricsError`` for a query that cannot be answered.
    package func values(of metric: Metric, _ query: MetricsQuery) throws(MetricsError) -> [Int64] {
        try explain(metric, query).included.compactMap(\.value)
    }

    /// What a row adds to a number that it is behind; see ``Explanation/Included/value``.
    func value(of metric: Metric, row: Int, prepared: PreparedQuery) -> Int64? {
        metric == .reviewLoad ? reviewsGiven(row, in: prepared) : value(of: metric, row: row)
    }

    /// The same for every number that does not depend on the period; nil for ``HakaruModel/Metric/reviewLoad``.
    func value(of metric: Metric, row: Int) -> Int64? {
        switch metric {
        case .integrated, .opened, .merged, .abandoned, .inProgress, .inTransit, .stranded, .contributors: 1
        case .size: sizes[row] == FactTable.absent ? nil : Int64(sizes[row])
        case .leadTime: leadTimes(of: row).leadTime
        case .cycleTime: leadTimes(of: row).cycleTime
        case .timeToMerge: leadTimes(of: row).timeToMerge
        case .codingTime: leadTimes(of: row).codingTime
        case .pickupTime: leadTimes(of: row).pickupTime
        case .reviewTime: leadTimes(of: row).reviewTime
        case .mergeTime: leadTimes(of: row).mergeTime
        case .integrationTime: leadTimes(of: row).integrationTime
        case .unreviewed: reviewOutcome(of: row) == .unreviewed ? 1 : 0
        case .commentedOnly: reviewOutcome(of: row) == .unreviewed && has(.commentedByOther, row) ? 1 : 0
        case .notApproved: reviewOutcome(of: row) == .notApproved ? 1 : 0
        case .reviewsUnknown: reviewOutcome(of: row) == .unknown ? 1 : 0
        case .fromCreated: has(.fromCreated, row) ? 1 : 0
        case .unapprovedShare: [.unreviewed, .notApproved].contains(reviewOutcome(of: row)) ? 1 : 0
        case .reviewLoad: nil
        case .reworkCycles: reworkCycles(of: row)
        case .postMergeReviews: Int64(postMergeReviews(of: row))
        case .reverts, .revertShare: has(.revert, row) ? 1 : 0
        case .aiAssistedShare: has(.aiUnknown, row) ? nil : has(.aiAssisted, row) ? 1 : 0
        case .timeToIntegrate:
            integratedAt[row] == FactTable.absent ? nil : Int64(integratedAt[row]) - Int64(createdAt[row])
        }
    }

    private func reviewsGiven(_ row: Int, in prepared: PreparedQuery) -> Int64 {
        var count: Int64 = 0
        prepared.classifier.forEachBucket(of: row, family: .reviewed, clock: prepared.whole) { _ in count += 1 }
        return count
    }
}

extension Metric {
    /// The event or state by which a pull request counts for it.
    var family: Classifier.Family {
        switch self {
        case .opened, .timeToIntegrate: .opened
        case .merged: .merged
        case .abandoned: .abandoned
        case .inProgress: .inProgress
        case .inTransit: .inTransit
        case .stranded: .stranded
        case .reviewLoad: .reviewed
        case .integrated, .contributors, .size, .leadTime, .cycleTime, .timeToMerge, .codingTime, .pickupTime,
            .reviewTime, .mergeTime, .integrationTime, .unreviewed, .commentedOnly, .notApproved, .reviewsUnknown,
            .fromCreated, .unapprovedShare, .reworkCycles, .postMergeReviews, .reverts, .revertShare,
            .aiAssistedShare:
            .integrated
        }
    }
}

/// What decides about the rows of one explanation.
private struct Judge {
    private let explained: ExplainedNumber
    private let prepared: PreparedQuery
    private let companions: CompanionClassifier?
    private let calendar: WorkingCalendar?

    init(_ explained: ExplainedNumber, prepared: PreparedQuery, calendar: WorkingCalendar?) {
        self.calendar = calendar
        self.explained = explained
        self.prepared = prepared
        companions =
            if case .companion(let companion) = explained { CompanionClassifier(companion, prepared: prepared) } else {
                nil
            }
    }

    /// Why a row is not behind the number; nil where it is.
    func exclusion(_ row: Int, repository: Int) -> Exclusion? {
        switch explained {
        case .metric(.timeToIntegrate):
            prepared.classifier.standing(row, family: .opened) ?? prepared.table.unmeasurable(row)
                ?? prepared.classifier.exclusion(row, repository: repository, family: .opened, clock: prepared.whole)
        case .metric(let metric):
            prepared.classifier.exclusion(row, repository: repository, family: metric.family, clock: prepared.whole)
        case .companion: companions?.exclusion(row, repository: repository)
        }
    }

    /// What a row adds; see ``Explanation/Included``.
    func value(_ row: Int, seen: inout Set<UInt32>) -> (value: Int64?, openSeconds: Int64?) {
        switch explained {
        case .metric(.contributors):
            (prepared.contributor(row).map { seen.insert($0).inserted ? 1 : 0 } ?? 0, nil)
        case .metric(let metric):
            (
                calendar.map { prepared.table.workingSeconds(of: metric, row: row, calendar: $0) }
                    ?? prepared.table.value(of: metric, row: row, prepared: prepared),
                metric == .timeToIntegrate ? openSeconds(row) : nil
            )
        case .companion: (companions?.value(row, seen: &seen), nil)
        }
    }

    private func openSeconds(_ row: Int) -> Int64? {
        guard let time = prepared.table.timeToIntegrate(of: row), !time.isFinished else { return nil }
        return time.seconds
    }
}
