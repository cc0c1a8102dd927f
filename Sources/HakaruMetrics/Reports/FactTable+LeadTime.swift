import HakaruModel

extension FactTable {
    /// How long changes took (`definitions.md` §5).
    ///
    /// - Throws: ``MetricsError`` for a query that cannot be answered.
    /// - Complexity: O(n log n) for n rows.
    package func leadTime(_ query: MetricsQuery) throws(MetricsError) -> LeadTimeReport {
        try require(FactColumn.leadTime)
        let prepared = try PreparedQuery(query, table: self)
        try prepared.checkFilters()
        let integrated = prepared.select(.integrated)
        let durations = Durations(integrated, table: self)
        let outcomes = ReviewOutcomes(integrated, table: self)
        let inTransit = prepared.count(.inTransit)
        let stranded = prepared.count(.stranded)
        let fromCreated = integrated.count { self.has(.fromCreated, $0) }
        let aiAssisted = integrated.count { self.has(.aiAssisted, $0) }
        let aiUnknown = integrated.count { self.has(.aiUnknown, $0) }
        let quality = QualityCounts(integrated, prepared: prepared)
        func figures(
            _ count: (GroupCounts) -> Int, integrated: Int, _ distribution: (GroupDistributions) -> Distribution?
        ) -> LeadTimeFigures {
            var figures = LeadTimeFigures()
            figures.integrated = integrated
            figures.leadTime = distribution(durations.leadTime)
            figures.cycleTime = distribution(durations.cycleTime)
            figures.timeToMerge = distribution(durations.timeToMerge)
            figures.stages.codingTime = distribution(durations.codingTime)
            figures.stages.pickupTime = distribution(durations.pickupTime)
            figures.stages.reviewTime = distribution(durations.reviewTime)
            figures.stages.mergeTime = distribution(durations.mergeTime)
            figures.stages.integrationTime = distribution(durations.integrationTime)
            figures.unreviewed = count(outcomes.unreviewed)
            figures.commentedOnly = count(outcomes.commentedOnly)
            figures.notApproved = count(outcomes.notApproved)
            figures.reviewsUnknown = count(outcomes.reviewsUnknown)
            figures.fromCreated = count(fromCreated)
            figures.inTransit = count(inTransit)
            figures.stranded = count(stranded)
            figures.dataQuality = quality.counts(count)
            figures.aiAssisted = count(aiAssisted)
            figures.aiUnknown = count(aiUnknown)
            return figures
        }
        return prepared.report(
            total: figures({ $0.total }, integrated: integrated.rows.count) { $0.total },
            figures: { group in
                figures({ $0.groups[group] }, integrated: integrated.count(of: group)) { $0.groups[group] }
            })
    }

    /// The durations of an integrated row.
    func leadTimes(of row: Int) -> LeadTimes {
        LeadTimes(
            StageInstants(
                created: Int64(createdAt[row]), firstCommit: seconds(firstCommitAt[row]),
                ready: seconds(readyForReviewAt[row]), review: seconds(firstReviewAt[row]),
                approval: seconds(firstApprovalAt[row]), merged: Int64(mergedAt[row]),
                integrated: Int64(integratedAt[row]), flags: PullRequest.Flags(rawValue: flags[row])))
    }

    /// Whether a flag is set in a row.
    func has(_ flag: PullRequest.Flags, _ row: Int) -> Bool { flags[row] & flag.rawValue != 0 }

    private func seconds(_ packed: UInt32) -> Int64? { packed == FactTable.absent ? nil : Int64(packed) }
}

/// The distributions of all durations of integrated rows.
private struct Durations {
    let leadTime: GroupDistributions
    let cycleTime: GroupDistributions
    let timeToMerge: GroupDistributions
    let codingTime: GroupDistributions
    let pickupTime: GroupDistributions
    let reviewTime: GroupDistributions
    let mergeTime: GroupDistributions
    let integrationTime: GroupDistributions

    init(_ integrated: Selection, table: FactTable) {
        let times = integrated.rows.map { table.leadTimes(of: Int($0)) }
        leadTime = integrated.distributions { times[$0].leadTime }
        cycleTime = integrated.distributions { times[$0].cycleTime }
        timeToMerge = integrated.distributions { times[$0].timeToMerge }
        codingTime = integrated.distributions { times[$0].codingTime }
        pickupTime = integrated.distributions { times[$0].pickupTime }
        reviewTime = integrated.distributions { times[$0].reviewTime }
        mergeTime = integrated.distributions { times[$0].mergeTime }
        integrationTime = integrated.distributions { times[$0].integrationTime }
    }
}

/// How integrated rows were reviewed before their merge.
struct ReviewOutcomes {
    let unreviewed: GroupCounts
    let commentedOnly: GroupCounts
    let notApproved: GroupCounts
    let reviewsUnknown: GroupCounts

    init(_ integrated: Selection, table: FactTable) {
        unreviewed = integrated.count { table.reviewOutcome(of: $0) == .unreviewed }
        commentedOnly = integrated.count {
            table.reviewOutcome(of: $0) == .unreviewed && table.has(.commentedByOther, $0)
        }
        notApproved = integrated.count { table.reviewOutcome(of: $0) == .notApproved }
        reviewsUnknown = integrated.count { table.reviewOutcome(of: $0) == .unknown }
    }
}

/// How a pull request was reviewed before its merge (`definitions.md` §5).
enum ReviewOutcome {
    /// The forge did not deliver its reviews.
    case unknown
    /// Nobody else reviewed it.
    case unreviewed
    /// Somebody reviewed it, and nobody approved it.
    case notApproved
    /// Somebody approved it.
    case approved
}

extension FactTable {
    /// How a merged row was reviewed.
    func reviewOutcome(of row: Int) -> ReviewOutcome {
        if has(.reviewsUnknown, row) { return .unknown }
        // Absent is greater than any instant.
        if firstReviewAt[row] > mergedAt[row] || firstReviewAt[row] == FactTable.absent { return .unreviewed }
        return firstApprovalAt[row] <= mergedAt[row] && firstApprovalAt[row] != FactTable.absent
            ? .approved : .notApproved
    }
}

/// Impossible instants of what was integrated, or merged and therefore left out (`definitions.md` §5).
private struct QualityCounts {
    private let firstCommitAfterOpening: GroupCounts
    private let commitAfterMerge: GroupCounts
    private let reviewBeforeOpening: GroupCounts
    private let closedBeforeMerged: GroupCounts
    private var mergedBeforeCreated: GroupCounts
    private var baseUnknown: GroupCounts

    init(_ integrated: Selection, prepared: PreparedQuery) {
        let table = prepared.table
        firstCommitAfterOpening = integrated.count { table.has(.firstCommitAfterOpening, $0) }
        commitAfterMerge = integrated.count { table.has(.commitAfterMerge, $0) }
        reviewBeforeOpening = integrated.count { table.has(.reviewBeforeOpening, $0) }
        closedBeforeMerged = integrated.count { table.has(.closedBeforeMerged, $0) }
        mergedBeforeCreated = GroupCounts(groupCount: prepared.groupCount)
        baseUnknown = GroupCounts(groupCount: prepared.groupCount)
        let leftOut = PullRequest.Flags([.mergedBeforeCreated, .baseUnknown]).rawValue
        for repository in prepared.classifier.filter.repositories {
            for row in table.rowsByRepository[repository] where table.flags[row] & leftOut != 0 {
                let reason = prepared.classifier.standing(row, family: .integrated)
                guard !prepared.classifier.filter.isFiltered(row, repository: repository) else { continue }
                if reason == .mergedBeforeCreated {
                    prepared.count(row, family: .merged, in: &mergedBeforeCreated)
                } else if reason == .baseUnknown {
                    prepared.count(row, family: .merged, in: &baseUnknown)
                }
            }
        }
    }

    func counts(_ count: (GroupCounts) -> Int) -> DataQuality {
        var quality = DataQuality()
        quality.firstCommitAfterOpening = count(firstCommitAfterOpening)
        quality.commitAfterMerge = count(commitAfterMerge)
        quality.reviewBeforeOpening = count(reviewBeforeOpening)
        quality.closedBeforeMerged = count(closedBeforeMerged)
        quality.mergedBeforeCreated = count(mergedBeforeCreated)
        quality.baseUnknown = count(baseUnknown)
        return quality
    }
}
