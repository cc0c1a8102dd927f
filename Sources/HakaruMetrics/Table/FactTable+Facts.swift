package import HakaruModel

extension FactTable {
    /// The facts of one pull request, as they were put in; nil where the table has none such.
    ///
    /// Every column must be loaded. Complexity: O(log n).
    package func facts(of number: Int, in repository: RepositoryID) throws(MetricsError) -> PullRequest.Facts? {
        try require(FactColumn.all)
        guard let index = repositories.firstIndex(of: repository) else { return nil }
        var range = rowsByRepository[index]
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            if Int(numbers[middle]) == number { return facts(at: middle) }
            range = Int(numbers[middle]) < number ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return nil
    }

    /// Checks that columns are loaded.
    func require(_ columns: Set<FactColumn>) throws(MetricsError) {
        for column in FactColumn.allCases where columns.contains(column) && !loaded.contains(column) {
            throw .columnNotLoaded(name: column.rawValue)
        }
    }

    private func facts(at row: Int) -> PullRequest.Facts {
        let spans = Array(closedSpans[row])
        let given = Array(reviews[row])
        return PullRequest.Facts(
            number: Int(numbers[row]), author: person(authors[row]),
            base: bases[row] == FactTable.absent ? nil : strings[Int(bases[row])],
            labels: labels[row].map { strings[Int($0)] }, flags: PullRequest.Flags(rawValue: flags[row]),
            createdAt: Instant(secondsSinceEpoch: Int64(createdAt[row])),
            firstCommitAt: FactTable.instant(firstCommitAt[row]),
            readyForReviewAt: FactTable.instant(readyForReviewAt[row]),
            firstReviewAt: FactTable.instant(firstReviewAt[row]),
            firstApprovalAt: FactTable.instant(firstApprovalAt[row]), mergedAt: FactTable.instant(mergedAt[row]),
            closedAt: FactTable.instant(closedAt[row]), integratedAt: FactTable.instant(integratedAt[row]),
            strandedAt: FactTable.instant(strandedAt[row]),
            closedSpans: stride(from: 0, to: spans.count, by: 2).compactMap { index in
                guard let start = FactTable.instant(spans[index]), let end = FactTable.instant(spans[index + 1]) else {
                    return nil
                }
                return Period(start: start, end: end)
            },
            draftSeconds: Int64(draftSeconds[row]), size: sizes[row] == FactTable.absent ? nil : Int(sizes[row]),
            reworkCycles: Int(reworkCycles[row]),
            reviews: stride(from: 0, to: given.count, by: 2).compactMap { index in
                FactTable.instant(given[index + 1]).map {
                    PullRequest.ReviewGiven(reviewer: person(given[index]), at: $0)
                }
            },
            pathMask: pathMasks[row], carrier: carriers[row] == FactTable.absent ? nil : Int(carriers[row]))
    }

    private func person(_ index: UInt32) -> PersonID { PersonID(rawValue: strings[Int(index)]) }
}
