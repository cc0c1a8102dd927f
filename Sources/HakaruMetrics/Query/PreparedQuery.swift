import HakaruModel

/// A query settled against a table: filters, buckets and groups, ready for any number of figures.
final class PreparedQuery: Sendable {
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
        key = CellKey(query, table: table, filter: filter, teamIndex: teamIndex)
        guard !query.grouping.isEmpty else {
            cells = Cells.none
            return
        }
        guard !key.keys.isEmpty else {
            cells = Cells.one
            return
        }
        var cells = Cells(key, classifier: classifier, period: query.period)
        if PreparedQuery.hidesPeople(query), key.keys.contains(where: \.foldsSmallGroups) {
            cells.merge(into: PreparedQuery.targets(cells, key: key, classifier: classifier, whole: whole))
        }
        self.cells = cells
    }

    /// The values that each cell stands for.
    var cellValues: [[GroupKey.Value]] { cells.packed.map { key.values(of: $0) } }

    /// Whether a row lies in a cell; nil for a row that no number can count in the period.
    func isIn(cell: Int, row: Int) -> Bool? {
        let range = cells.cells(of: row)
        return range.isEmpty ? nil : range.contains { Int(cells.cells[$0]) == cell }
    }

    /// The number of groups: each cell with each bucket.
    var groupCount: Int { cells.packed.count * clock.count }

    /// The author of a row as a contributor; nil for bots, who are none (`definitions.md` §6).
    func contributor(_ row: Int) -> UInt32? { PreparedQuery.contributor(row, table: table) }

    static func contributor(_ row: Int, table: FactTable) -> UInt32? {
        table.flags[row] & PullRequest.Flags.bot.rawValue == 0 ? table.authors[row] : nil
    }

    /// The fewest rows that are worth a thread.
    private static let leastRows = 16_384

    /// The rows behind a family of events, and those of each group.
    func select(_ family: Classifier.EventFamily) -> Selection {
        let events = classifier.events(family)
        let isGrouped = groupCount > 0
        let pieces = table.sharing.map(table.rowCount, least: PreparedQuery.leastRows) { range in
            var piece = Selection.Piece(capacity: range.count, isGrouped: isGrouped)
            classifier.filter.forEachRow(in: range) { row, repository in
                // The cheapest question first: which of the reasons leaves a row out does not matter here.
                guard whole.bucket(of: events[row]) != nil, classifier.standing(row, family: family.family) == nil,
                    !classifier.filter.isFiltered(row, repository: repository)
                else { return }
                if isGrouped, let bucket = clock.bucket(of: events[row]) {
                    for index in cells.cells(of: row) {
                        piece.pairIndices.append(UInt32(piece.rows.count))
                        piece.pairGroups.append(UInt32(Int(cells.cells[index]) * clock.count + bucket))
                    }
                }
                piece.rows.append(UInt32(row))
            }
            return piece
        }
        return Selection(pieces, groupCount: groupCount)
    }

    /// How many rows are behind each of some families of numbers, in all and in each group.
    ///
    /// A state, such as *open*, may hold at the end of a bucket and no more at the end of the period.
    func count(_ families: [Classifier.Family]) -> [GroupCounts] {
        let pieces = table.sharing.map(table.rowCount, least: PreparedQuery.leastRows) { range in
            var counters = families.map { _ in counter }
            classifier.filter.forEachRow(in: range) { row, repository in
                guard classifier.mayCount(row, in: query.period),
                    families.contains(where: { classifier.mayBeIn($0, row) }),
                    classifier.standing(row, family: .opened) == nil,
                    !classifier.filter.isFiltered(row, repository: repository)
                else { return }
                var index = 0
                while index < families.count {
                    if classifier.standing(row, family: families[index]) == nil {
                        count(row, family: families[index], in: &counters[index])
                    }
                    index += 1
                }
            }
            return counters
        }
        return families.indices.map { index in
            pieces.dropFirst().reduce(into: pieces[0][index]) { $0.add($1[index]) }.counts
        }
    }

    /// A counter for the groups of this query.
    var counter: BucketCounter { BucketCounter(cellCount: cells.packed.count, bucketCount: clock.count) }

    /// Counts a row in all and in its groups, by one of its events or states.
    func count(_ row: Int, family: Classifier.Family, in counter: inout BucketCounter) {
        classifier.forEachBucket(of: row, family: family, clock: whole) { counter.total += $0.count }
        guard groupCount > 0 else { return }
        classifier.forEachBucket(of: row, family: family, clock: clock) { buckets in
            for index in cells.cells(of: row) { counter.count(cell: Int(cells.cells[index]), buckets: buckets) }
        }
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
    /// - Returns: The total, and the groups in the order of their keys.
    func report<Figures>(total: Figures, figures: (Int) -> Figures) -> Report<Figures> {
        let order = groupOrder
        return report(
            total: total,
            groups: Report.Groups(order.numbers.map { Report.Group(order.heads, number: $0, figures: figures($0)) }))
    }

    /// The same with figures that are made when they are asked for, each time anew.
    func reportOnDemand<Figures>(
        total: Figures, figures: @escaping @Sendable (Int) -> Figures
    ) -> Report<Figures> {
        let order = groupOrder
        return report(
            total: total,
            groups: Report.Groups(count: order.numbers.count) { index in
                let number = order.numbers[index]
                return Report.Group(order.heads, number: number, figures: figures(number))
            })
    }

    private func report<Figures>(total: Figures, groups: Report<Figures>.Groups) -> Report<Figures> {
        Report(
            period: query.period, timeZone: query.zone.identifier, asOf: table.asOf, grouping: query.grouping,
            total: total, groups: groups)
    }

    private var groupOrder: GroupOrder {
        GroupOrder(query.grouping, packed: cells.packed, key: key, clock: clock)
    }
}

extension PreparedQuery {
    /// Refuses another person's own figures (`definitions.md` §10).
    private static func checkAuthors(_ query: MetricsQuery) throws(MetricsError) {
        guard case .hidden(let me) = query.people else { return }
        guard query.authors.allSatisfy({ $0 == me }) else { throw .personHidden }
    }

    /// Whether figures of one or two people must not be shown: not where everybody agreed, nor of oneself to oneself.
    private static func hidesPeople(_ query: MetricsQuery) -> Bool {
        query.people != .visible && query.authors.isEmpty
    }

    /// The packed values that each cell becomes when small ones are folded.
    private static func targets(
        _ cells: Cells, key: CellKey, classifier: Classifier, whole: BucketClock
    ) -> [UInt128] {
        let table = classifier.table
        let events = classifier.events(.integrated)
        var isPopulated = [Bool](repeating: false, count: cells.packed.count)
        var rows: [UInt32] = []
        var pairIndices: [UInt32] = []
        var pairCells: [UInt32] = []
        for repository in classifier.filter.repositories {
            for row in table.rowsByRepository[repository] {
                let range = cells.cells(of: row)
                // What bots opened and what is only carried on says nothing about people.
                guard !range.isEmpty, classifier.standing(row, family: .opened) == nil else { continue }
                for index in range { isPopulated[Int(cells.cells[index])] = true }
                guard whole.bucket(of: events[row]) != nil, classifier.standing(row, family: .integrated) == nil else {
                    continue
                }
                for index in range {
                    pairIndices.append(UInt32(rows.count))
                    pairCells.append(cells.cells[index])
                }
                rows.append(UInt32(row))
            }
        }
        let integrated = Selection(
            [Selection.Piece(rows: rows, pairIndices: pairIndices, pairGroups: pairCells)],
            groupCount: cells.packed.count)
        let small = SmallGroups(
            keys: cells.packed, contexts: cells.packed.map { key.context(of: $0) },
            evidence: SmallGroups.Evidence(
                authors: integrated.distinctValues(below: table.strings.count) { contributor($0, table: table) },
                rows: cells.hasOverlaps ? integrated.rowsByGroup : [], isPopulated: isPopulated,
                authorOfRow: { contributor(Int($0), table: table) }))
        return cells.packed.indices.map { small.isFolded[$0] ? key.folded(cells.packed[$0]) : cells.packed[$0] }
    }

    /// Refuses a filter by team or label that leaves too few people, or too few beside it.
    func checkFilters() throws(MetricsError) {
        guard PreparedQuery.hidesPeople(query), !query.teams.isEmpty || !query.labels.isEmpty else { return }
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
