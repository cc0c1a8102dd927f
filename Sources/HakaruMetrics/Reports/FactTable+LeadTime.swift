package import HakaruModel

extension FactTable {
    /// How long changes took (`definitions.md` §5).
    ///
    /// - Parameters:
    ///   - query: What is asked for.
    ///   - calendar: When people work, for the working time beside every duration; nil for none.
    /// - Returns: The figures of all and of each group.
    /// - Throws: ``MetricsError`` for a query that cannot be answered.
    /// - Complexity: O(n log n) for n rows.
    package func leadTime(
        _ query: MetricsQuery, calendar: WorkingCalendar? = nil
    ) throws(MetricsError) -> LeadTimeReport {
        try require(FactColumn.leadTime.needed(by: query))
        let prepared = try PreparedQuery(query, table: self)
        try prepared.checkFilters()
        let integrated = prepared.select(.integrated)
        let counts = integrated.counts
        let durations = ValueMatrix(integrated, width: 8, sharing: sharing) { row, values in
            let times = self.leadTimes(of: row)
            values.set(0, times.leadTime)
            values.set(1, times.cycleTime)
            values.set(2, times.timeToMerge)
            values.set(3, times.codingTime)
            values.set(4, times.pickupTime)
            values.set(5, times.reviewTime)
            values.set(6, times.mergeTime)
            values.set(7, times.integrationTime)
        }.distributions()
        let working = calendar.map { workingTimes(of: integrated, calendar: $0) }
        let properties = RowProperty.tally(integrated, table: self)
        let stock = prepared.count([.inTransit, .stranded])
        let leftOut = prepared.countLeftOut()
        let mergedBeforeCreated = leftOut.mergedBeforeCreated.counts
        let baseUnknown = leftOut.baseUnknown.counts
        @Sendable func figures(
            _ count: (GroupCounts) -> Int, _ distribution: (GroupDistributions) -> Distribution?
        ) -> LeadTimeFigures {
            var figures = LeadTimeFigures()
            figures.integrated = count(counts)
            figures.leadTime = distribution(durations[0])
            figures.cycleTime = distribution(durations[1])
            figures.timeToMerge = distribution(durations[2])
            figures.stages.codingTime = distribution(durations[3])
            figures.stages.pickupTime = distribution(durations[4])
            figures.stages.reviewTime = distribution(durations[5])
            figures.stages.mergeTime = distribution(durations[6])
            figures.stages.integrationTime = distribution(durations[7])
            func having(_ property: RowProperty) -> Int { count(properties[property.rawValue]) }
            figures.unreviewed = having(.unreviewed)
            figures.commentedOnly = having(.commentedOnly)
            figures.notApproved = having(.notApproved)
            figures.reviewsUnknown = having(.reviewsUnknown)
            figures.fromCreated = having(.fromCreated)
            figures.aiAssisted = having(.aiAssisted)
            figures.aiUnknown = having(.aiUnknown)
            figures.inTransit = count(stock[0])
            figures.stranded = count(stock[1])
            figures.dataQuality.firstCommitAfterOpening = having(.firstCommitAfterOpening)
            figures.dataQuality.commitAfterMerge = having(.commitAfterMerge)
            figures.dataQuality.reviewBeforeOpening = having(.reviewBeforeOpening)
            figures.dataQuality.closedBeforeMerged = having(.closedBeforeMerged)
            figures.dataQuality.mergedBeforeCreated = count(mergedBeforeCreated)
            figures.dataQuality.baseUnknown = count(baseUnknown)
            if let working {
                var times = WorkingTimeFigures()
                times.leadTime = distribution(working.distributions[0])
                times.stages = working.distributions.dropFirst().map(distribution)
                times.unknown = count(working.unknown)
                figures.workingTime = times
            }
            return figures
        }
        return prepared.reportOnDemand(
            total: figures({ $0.total }, { $0.total }),
            figures: { group in figures({ $0.groups[group] }, { $0[group] }) })
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

    private func seconds(_ packed: UInt32) -> Int64? { packed == FactTable.absent ? nil : Int64(packed) }
}

extension PreparedQuery {
    /// What was merged and is in no duration, since its instants or its base are impossible.
    struct LeftOut {
        var mergedBeforeCreated: BucketCounter
        var baseUnknown: BucketCounter
    }

    /// Counts what was left out, by its merge.
    func countLeftOut() -> LeftOut {
        var leftOut = LeftOut(mergedBeforeCreated: counter, baseUnknown: counter)
        let wanted = PullRequest.Flags([.mergedBeforeCreated, .baseUnknown]).rawValue
        for repository in classifier.filter.repositories {
            for row in table.rowsByRepository[repository] where table.flags[row] & wanted != 0 {
                guard !classifier.filter.isFiltered(row, repository: repository) else { continue }
                switch classifier.standing(row, family: .integrated) {
                case .mergedBeforeCreated: count(row, family: .merged, in: &leftOut.mergedBeforeCreated)
                case .baseUnknown: count(row, family: .merged, in: &leftOut.baseUnknown)
                default: break
                }
            }
        }
        return leftOut
    }
}
