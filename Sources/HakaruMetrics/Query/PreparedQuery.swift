import HakaruModel

/// A query settled against a table: filters, buckets and groups, ready for any number of figures.
struct PreparedQuery {
    let table: FactTable
    let query: MetricsQuery
    let classifier: Classifier
    /// The whole period as one bucket.
    let whole: BucketClock
    /// The buckets of the groups; the whole period where they stand for no time.
    let clock: BucketClock
    private let key: CellKey
    private let cells: Cells

    /// Settles a query.
    ///
    /// - Throws: ``MetricsError`` where it names what is not there, or asks for what is not shown.
    init(_ query: MetricsQuery, table: FactTable) throws(MetricsError) {
        var seen: Set<String> = []
        for key in query.grouping {
            let name = key.timeGrouping == nil ? key.name : "time"
            guard seen.insert(name).inserted else { throw .repeatedGrouping(name: key.name) }
        }
        try PreparedQuery.checkAuthors(query)
        let teamIndex = TeamIndex(query.organization, table: table, zone: query.zone)
        let filter = try RowFilter(query, table: table, teamIndex: teamIndex)
        self.table = table
        self.query = query
        classifier = Classifier(table, filter: filter, includesBots: query.includesBots)
        whole = BucketClock(query.period, grouping: nil, zone: query.zone, asOf: table.asOf)
        let timeGrouping = query.grouping.compactMap(\.timeGrouping).first
        clock =
            timeGrouping == nil
            ? whole : BucketClock(query.period, grouping: timeGrouping, zone: query.zone, asOf: table.asOf)
        key = CellKey(query, table: table, filter: filter, teamNames: teamIndex.names)
        guard !query.grouping.isEmpty else {
            cells = Cells.none
            return
        }
        guard !key.keys.isEmpty else {
            cells = Cells.one
            return
        }
        var cells = Cells(key, classifier: classifier, period: query.period)
        if query.people != .visible, key.keys.contains(where: \.foldsSmallGroups) {
            cells.merge(into: PreparedQuery.targets(cells, key: key, classifier: classifier, whole: whole))
        }
        self.cells = cells
    }

    /// The number of groups: each cell with each bucket.
    var groupCount: Int { cells.packed.count * clock.count }

    /// The author of a row as a contributor; nil for bots, who are none (`definitions.md` §6).
    func contributor(_ row: Int) -> UInt32? { PreparedQuery.contributor(row, table: table) }

    static func contributor(_ row: Int, table: FactTable) -> UInt32? {
        table.flags[row] & PullRequest.Flags.bot.rawValue == 0 ? table.authors[row] : nil
    }

    /// The rows behind a family of numbers, and those of each group.
    func select(_ family: Classifier.Family) -> Selection {
        var rows: [UInt32] = []
        var pairs: [(index: UInt32, group: UInt32)] = []
        for repository in classifier.filter.repositories {
            for row in table.rowsByRepository[repository]
            where classifier.exclusion(row, repository: repository, family: family, clock: whole) == nil {
                let index = UInt32(rows.count)
                rows.append(UInt32(row))
                forEachGroup(of: row, family: family) { pairs.append((index, UInt32($0))) }
            }
        }
        return Selection(rows: rows, pairs: pairs, groupCount: groupCount)
    }

    /// How many rows are behind a family of numbers, in all and in each group.
    ///
    /// A state, such as *open*, may hold at the end of a bucket and no more at the end of the period.
    func count(_ family: Classifier.Family) -> GroupCounts {
        var counts = GroupCounts(groupCount: groupCount)
        for repository in classifier.filter.repositories {
            for row in table.rowsByRepository[repository] where classifier.standing(row, family: family) == nil {
                guard !classifier.filter.isFiltered(row, repository: repository) else { continue }
                classifier.forEachBucket(of: row, family: family, clock: whole) { counts.total += $0.count }
                forEachGroup(of: row, family: family) { counts.groups[$0] += 1 }
            }
        }
        return counts
    }

    /// Calls `body` for each group that a row counts in.
    func forEachGroup(of row: Int, family: Classifier.Family, _ body: (Int) -> Void) {
        guard groupCount > 0 else { return }
        classifier.forEachBucket(of: row, family: family, clock: clock) { buckets in
            for bucket in buckets { forEachGroup(of: row, bucket: bucket, body) }
        }
    }

    /// Calls `body` for the groups of each cell of a row in one bucket.
    func forEachGroup(of row: Int, bucket: Int, _ body: (Int) -> Void) {
        for index in cells.cells(of: row) { body(Int(cells.cells[index]) * clock.count + bucket) }
    }

    /// Puts figures into the form of a report.
    ///
    /// - Parameters:
    ///   - total: The figures of all.
    ///   - figures: Those of a group, by its number.
    func report<Figures>(total: Figures, figures: (Int) -> Figures) -> Report<Figures> {
        let order = GroupOrder(query.grouping, packed: cells.packed, key: key, bucketCount: clock.count)
        let values = cells.packed.map { key.values(of: $0) }
        let groups = order.groups.map { cell, bucket in
            var named = values[cell][...]
            let parts = query.grouping.map { part in
                let value: GroupKey.Value? =
                    part.timeGrouping == nil ? named.popFirst() : .named(clock.labels[bucket])
                return GroupKey.Part(key: part, value: value ?? .none)
            }
            return Report<Figures>.Group(
                key: GroupKey(parts: parts), period: clock.periods[bucket], figures: figures(cell * clock.count + bucket))
        }
        return Report(
            period: query.period, timeZone: query.zone.identifier, asOf: table.asOf, grouping: query.grouping,
            total: total, groups: groups)
    }
}

extension PreparedQuery {
    /// Refuses another person's own figures (`definitions.md` §10).
    private static func checkAuthors(_ query: MetricsQuery) throws(MetricsError) {
        guard case .hidden(let me) = query.people else { return }
        guard query.authors.allSatisfy({ $0 == me }) else { throw .personHidden }
    }

    /// The packed values that each cell becomes when small ones are folded.
    private static func targets(
        _ cells: Cells, key: CellKey, classifier: Classifier, whole: BucketClock
    ) -> [UInt128] {
        let table = classifier.table
        var rows = [[UInt32]](repeating: [], count: cells.packed.count)
        var isPopulated = [Bool](repeating: false, count: cells.packed.count)
        for repository in classifier.filter.repositories {
            for row in table.rowsByRepository[repository] where !cells.cells(of: row).isEmpty {
                // What bots opened and what is only carried on says nothing about people.
                guard classifier.standing(row, family: .opened) == nil else { continue }
                for index in cells.cells(of: row) { isPopulated[Int(cells.cells[index])] = true }
                guard classifier.exclusion(row, repository: repository, family: .integrated, clock: whole) == nil else {
                    continue
                }
                for index in cells.cells(of: row) { rows[Int(cells.cells[index])].append(UInt32(row)) }
            }
        }
        let small = SmallGroups(
            contexts: cells.packed.map { key.context(of: $0) }, rows: rows, isPopulated: isPopulated,
            overlaps: key.keys.contains(where: \.allowsSeveral),
            authorOfRow: { contributor(Int($0), table: table) })
        return cells.packed.indices.map { small.isFolded[$0] ? key.folded(cells.packed[$0]) : cells.packed[$0] }
    }

    /// Refuses a filter by team or label that leaves too few people, or too few beside it.
    func checkFilters() throws(MetricsError) {
        guard query.people != .visible, query.authors.isEmpty, !query.teams.isEmpty || !query.labels.isEmpty else {
            return
        }
        var inside: Set<UInt32> = []
        var outside: Set<UInt32> = []
        for repository in classifier.filter.repositories {
            for row in table.rowsByRepository[repository] {
                guard inside.count < SmallGroups.fewest || outside.count < SmallGroups.fewest else { return }
                guard classifier.standing(row, family: .integrated) == nil, !classifier.filter.isOutsideRest(row),
                    whole.bucket(of: table.integratedAt[row]) != nil, let author = contributor(row)
                else { continue }
                if classifier.filter.isOutsideGroups(row, repository: repository) {
                    outside.insert(author)
                } else {
                    inside.insert(author)
                }
            }
        }
        guard inside.count >= SmallGroups.fewest, outside.isEmpty || outside.count >= SmallGroups.fewest else {
            throw .groupTooSmall(name: (query.teams + query.labels).joined(separator: ", "))
        }
    }
}
