import HakaruModel

extension FactTable {
    /// How changes were reviewed (`definitions.md` §§5, 6).
    ///
    /// - Throws: ``MetricsError`` for a query that cannot be answered.
    /// - Complexity: O(n log n) for n rows and their reviews.
    package func reviews(_ query: MetricsQuery) throws(MetricsError) -> ReviewsReport {
        try require(FactColumn.reviewing.needed(by: query))
        let prepared = try PreparedQuery(query, table: self)
        try prepared.checkFilters()
        let integrated = prepared.select(.integrated)
        let counts = integrated.counts
        let properties = RowProperty.tally(integrated, table: self)
        let distributions = ValueMatrix(integrated, width: 3, sharing: sharing) { row, values in
            let times = self.leadTimes(of: row)
            values.set(0, times.pickupTime)
            values.set(1, times.reviewTime)
            values.set(2, self.reworkCycles(of: row))
        }.distributions()
        let late = integrated.sum { self.postMergeReviews(of: $0) }
        let load = ReviewLoad(prepared)
        func figures(
            _ count: (GroupCounts) -> Int, load: ReviewsGiven,
            _ distribution: (GroupDistributions) -> Distribution?
        ) -> ReviewsFigures {
            var figures = ReviewsFigures()
            func having(_ property: RowProperty) -> Int { count(properties[property.rawValue]) }
            figures.integrated = count(counts)
            figures.unreviewed = having(.unreviewed)
            figures.commentedOnly = having(.commentedOnly)
            figures.notApproved = having(.notApproved)
            figures.reviewsUnknown = having(.reviewsUnknown)
            figures.pickupTime = distribution(distributions[0])
            figures.reviewTime = distribution(distributions[1])
            figures.reworkCycles = distribution(distributions[2])
            figures.postMergeReviews = count(late)
            figures.reviewsGiven = load.count
            figures.reviewers = load.reviewers
            figures.busiestThree = load.busiestThree
            return figures
        }
        return prepared.report(
            total: figures({ $0.total }, load: load.total, { $0.total }),
            figures: { group in figures({ $0.groups[group] }, load: load.groups[group], { $0[group] }) })
    }

    /// The rework cycles of a merged row; nil where nobody reviewed it before the merge.
    func reworkCycles(of row: Int) -> Int64? {
        switch reviewOutcome(of: row) {
        case .approved, .notApproved: Int64(reworkCycles[row])
        case .unknown, .unreviewed: nil
        }
    }

    /// How many reviews a merged row got after its merge.
    func postMergeReviews(of row: Int) -> Int {
        var count = 0
        forEachReview(of: row) { _, at in if at > mergedAt[row] { count += 1 } }
        return count
    }
}

/// The reviews that people gave, and how they are shared out, without names.
struct ReviewsGiven {
    /// All of them.
    let count: Int
    /// Distinct people who gave them.
    let reviewers: Int
    /// How many each of them gave, the most first; nil where three or fewer gave any.
    let counts: [Int]?

    /// Adds up the numbers of the reviewers.
    init(byReviewer numbers: some Collection<Int>) {
        count = numbers.reduce(0, +)
        reviewers = numbers.count
        // The share of three people or fewer would be everything, and say who they are.
        counts = reviewers > 3 ? numbers.sorted(by: >) : nil
    }

    /// What the busiest three gave of all; nil where three or fewer gave any.
    var busiestThree: Share? { counts.map { Share($0.prefix(3).reduce(0, +), of: count) } }
}

extension FactTable {
    /// Calls a function with each review that a person gave to a row: the reviewer, and when, as a packed instant.
    func forEachReview(of row: Int, _ body: (_ reviewer: UInt32, _ at: UInt32) -> Void) {
        let given = reviews[row]
        for index in stride(from: given.startIndex, to: given.endIndex, by: 2) { body(given[index], given[index + 1]) }
    }
}

/// The reviews that people gave in a period: in all and in each group.
private struct ReviewLoad {
    let total: ReviewsGiven
    let groups: [ReviewsGiven]

    init(_ prepared: PreparedQuery) {
        let table = prepared.table
        var all: [UInt32: Int] = [:]
        var grouped: [[UInt32: Int]] = Array(repeating: [:], count: prepared.groupCount)
        for repository in prepared.classifier.filter.repositories {
            for row in table.rowsByRepository[repository] where !table.reviews[row].isEmpty {
                guard prepared.classifier.standing(row, family: .reviewed) == nil,
                    !prepared.classifier.filter.isFiltered(row, repository: repository)
                else { continue }
                table.forEachReview(of: row) { reviewer, at in
                    guard prepared.whole.bucket(of: at) != nil else { return }
                    all[reviewer, default: 0] += 1
                    guard prepared.groupCount > 0, let bucket = prepared.clock.bucket(of: at) else { return }
                    prepared.forEachGroup(of: row, bucket: bucket) { grouped[$0][reviewer, default: 0] += 1 }
                }
            }
        }
        total = ReviewsGiven(byReviewer: all.values)
        groups = grouped.map { ReviewsGiven(byReviewer: $0.values) }
    }
}
