import HakaruModel

extension FactTable {
    /// How many pull requests were delivered (`definitions.md` §6).
    ///
    /// - Throws: ``MetricsError`` for a query that cannot be answered.
    /// - Complexity: O(n log n) for n rows.
    package func throughput(_ query: MetricsQuery) throws(MetricsError) -> ThroughputReport {
        try require(FactColumn.throughput)
        let prepared = try PreparedQuery(query, table: self)
        try prepared.checkFilters()
        let opened = prepared.count(.opened)
        let merged = prepared.count(.merged)
        let abandoned = prepared.count(.abandoned)
        let inProgress = prepared.count(.inProgress)
        let integrated = prepared.select(.integrated)
        let contributors = integrated.distinct(below: strings.count, prepared.contributor)
        let reverts = integrated.count { self.flags[$0] & PullRequest.Flags.revert.rawValue != 0 }
        let sizes = integrated.distributions { index in
            let size = self.sizes[Int(integrated.rows[index])]
            return size == FactTable.absent ? nil : Int64(size)
        }
        let aside = prepared.countAside()
        func figures(_ count: (GroupCounts) -> Int, integrated: Int, size: Distribution?) -> ThroughputFigures {
            var figures = ThroughputFigures()
            figures.opened = count(opened)
            figures.merged = count(merged)
            figures.integrated = integrated
            figures.abandoned = count(abandoned)
            figures.inProgress = count(inProgress)
            figures.contributors = count(contributors)
            figures.reverts = count(reverts)
            figures.size = size
            figures.byBots = count(aside.byBots)
            figures.promotions = count(aside.promotions)
            figures.backMerges = count(aside.backMerges)
            return figures
        }
        return prepared.report(
            total: figures({ $0.total }, integrated: integrated.rows.count, size: sizes.total),
            figures: { group in
                figures({ $0.groups[group] }, integrated: integrated.count(of: group), size: sizes.groups[group])
            })
    }
}

extension PreparedQuery {
    /// What stands beside the throughput: series that are left out of it.
    struct Aside {
        var byBots: GroupCounts
        var promotions: GroupCounts
        var backMerges: GroupCounts
    }

    /// Counts what bots integrated, and the promotions and back-merges that were merged.
    func countAside() -> Aside {
        var aside = Aside(
            byBots: GroupCounts(groupCount: groupCount), promotions: GroupCounts(groupCount: groupCount),
            backMerges: GroupCounts(groupCount: groupCount))
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

    /// Counts a row in all and in its groups, by one of its events.
    func count(_ row: Int, family: Classifier.Family, in counts: inout GroupCounts) {
        classifier.forEachBucket(of: row, family: family, clock: whole) { counts.total += $0.count }
        forEachGroup(of: row, family: family) { counts.groups[$0] += 1 }
    }
}
