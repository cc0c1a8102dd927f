import HakaruModel

extension FactTable {
    /// How many pull requests were delivered (`definitions.md` §6).
    ///
    /// - Throws: ``MetricsError`` for a query that cannot be answered.
    /// - Complexity: O(n log n) for n rows.
    package func throughput(_ query: MetricsQuery) throws(MetricsError) -> ThroughputReport {
        try require(FactColumn.throughput.needed(by: query))
        let prepared = try PreparedQuery(query, table: self)
        try prepared.checkFilters()
        let events = prepared.count([.opened, .merged, .abandoned, .inProgress])
        let integrated = prepared.select(.integrated)
        let counts = integrated.counts
        let contributors = integrated.distinct(below: strings.count, prepared.contributor)
        let reverts = integrated.tally(1, sharing: sharing) { self.has(.revert, $0) ? 1 : 0 }[0]
        let sizes = ValueMatrix(integrated, width: 1, sharing: sharing) { row, values in
            values.set(0, self.sizes[row] == FactTable.absent ? nil : Int64(self.sizes[row]))
        }.distributions()[0]
        let aside = prepared.countAside()
        let byBots = aside.byBots.counts
        let promotions = aside.promotions.counts
        let backMerges = aside.backMerges.counts
        func figures(_ count: (GroupCounts) -> Int, size: Distribution?) -> ThroughputFigures {
            var figures = ThroughputFigures()
            figures.opened = count(events[0])
            figures.merged = count(events[1])
            figures.integrated = count(counts)
            figures.abandoned = count(events[2])
            figures.inProgress = count(events[3])
            figures.contributors = count(contributors)
            figures.reverts = count(reverts)
            figures.size = size
            figures.byBots = count(byBots)
            figures.promotions = count(promotions)
            figures.backMerges = count(backMerges)
            return figures
        }
        return prepared.report(
            total: figures({ $0.total }, size: sizes.total),
            figures: { group in figures({ $0.groups[group] }, size: sizes[group]) })
    }
}

extension PreparedQuery {
    /// What stands beside the throughput: series that are left out of it.
    struct Aside {
        var byBots: BucketCounter
        var promotions: BucketCounter
        var backMerges: BucketCounter
    }

    /// Counts what bots integrated, and the promotions and back-merges that were merged.
    func countAside() -> Aside {
        var aside = Aside(byBots: counter, promotions: counter, backMerges: counter)
        let wanted = PullRequest.Flags([.bot, .promotion, .backMerge]).rawValue
        for repository in classifier.filter.repositories {
            for row in table.rowsByRepository[repository] where table.flags[row] & wanted != 0 {
                guard !classifier.filter.isFiltered(row, repository: repository) else { continue }
                let flags = PullRequest.Flags(rawValue: table.flags[row])
                if flags.contains(.promotion) {
                    count(row, family: .merged, in: &aside.promotions)
                } else if flags.contains(.backMerge) {
                    count(row, family: .merged, in: &aside.backMerges)
                } else if flags.isDisjoint(with: [.mergedBeforeCreated, .baseUnknown]) {
                    count(row, family: .integrated, in: &aside.byBots)
                }
            }
        }
        return aside
    }
}
