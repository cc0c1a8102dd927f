import HakaruModel

/// Tells of each pull request whether it is behind a number, and if not, why: the one pass that both numbers and
/// explanations are made by (`definitions.md` §10).
final class Classifier: Sendable {
    /// The event or state by which a pull request counts in a period.
    enum Family: Hashable {
        /// Its change arrived.
        case integrated
        /// It was opened.
        case opened
        /// It was merged.
        case merged
        /// It was closed without a merge and stayed so.
        case abandoned
        /// It is open.
        case inProgress
        /// It was merged and its change has not arrived.
        case inTransit
        /// It is in transit and will not arrive.
        case stranded
        /// It was reviewed.
        case reviewed
    }

    /// A family in which a row counts once at most, at one instant.
    enum EventFamily {
        /// Its change arrived.
        case integrated
        /// It was opened.
        case opened

        /// The family.
        var family: Family { self == .integrated ? .integrated : .opened }
    }

    let table: FactTable
    let filter: RowFilter
    private let excluding: UInt32
    private let asOf: UInt32

    init(_ table: FactTable, filter: RowFilter, includesBots: Bool) {
        self.table = table
        self.filter = filter
        excluding = Standing.excludingFlags(includesBots: includesBots)
        asOf = FactTable.packed(table.asOf)
    }

    /// Why a row is in no bucket of a clock; nil where it is in one.
    func exclusion(_ row: Int, repository: Int, family: Family, clock: BucketClock) -> Exclusion? {
        if let reason = standing(row, family: family) { return reason }
        if family == .abandoned, isOpen(row), !occurs(row, family: family, clock: clock) { return .open }
        return narrowing(row, repository: repository, family: family, clock: clock)
    }

    /// Whether a filter or the period of a query leaves out a row that stands otherwise; nil where neither does.
    func narrowing(_ row: Int, repository: Int, family: Family, clock: BucketClock) -> Exclusion? {
        if filter.isFiltered(row, repository: repository) { return .filtered }
        return occurs(row, family: family, clock: clock) ? nil : .outsidePeriod
    }

    /// Why a row is not merged, whatever its branches; nil where it is.
    func mergeStanding(_ row: Int) -> Exclusion? {
        guard table.mergedAt[row] == FactTable.absent else { return nil }
        return table.closedAt[row] == FactTable.absent ? .open : .closedUnmerged
    }

    /// The reason that no filter and no period can change; nil for none.
    func standing(_ row: Int, family: Family) -> Exclusion? {
        Standing.exclusion(
            family, flags: table.flags[row], excluding: excluding, isMerged: table.mergedAt[row] != FactTable.absent,
            isClosed: table.closedAt[row] != FactTable.absent,
            isIntegrated: table.integratedAt[row] != FactTable.absent, isStranded: isStranded(row))
    }

    /// Whether anything that happened to a row, or its state, can count in a period; true rather than false.
    ///
    /// What this leaves out is nowhere counted, so it only saves time.
    func mayCount(_ row: Int, in period: Period) -> Bool {
        let created = table.createdAt[row]
        let merged = table.mergedAt[row]
        // With a broken clock the merge comes first.
        guard min(created, merged) < FactTable.packed(period.end) else { return false }
        // Open and in transit last; a review may come late.
        let end = max(created, merged == FactTable.absent ? table.closedAt[row] : table.integratedAt[row])
        let start = FactTable.packed(period.start)
        return end >= start || table.reviews[row].last.map { $0 >= start } ?? false
    }

    /// Whether a row can be in a family at any time; true rather than false, like ``mayCount(_:in:)``.
    func mayBeIn(_ family: Family, _ row: Int) -> Bool {
        switch family {
        case .inTransit, .stranded: table.mergedAt[row] < table.integratedAt[row]
        case .merged: table.mergedAt[row] != FactTable.absent
        case .integrated, .opened, .abandoned, .inProgress, .reviewed: true
        }
    }

    /// Whether a row counts in any bucket.
    private func occurs(_ row: Int, family: Family, clock: BucketClock) -> Bool {
        var isIn = false
        forEachBucket(of: row, family: family, clock: clock) { isIn = isIn || !$0.isEmpty }
        return isIn
    }

    /// Calls `body` with ranges of buckets in which a row counts; only reviews may fall into one bucket twice.
    func forEachBucket(of row: Int, family: Family, clock: BucketClock, _ body: (Range<Int>) -> Void) {
        switch family {
        case .integrated: event(table.integratedAt[row], clock, body)
        case .opened: event(table.createdAt[row], clock, body)
        case .merged: event(table.mergedAt[row], clock, body)
        case .abandoned: abandonment(of: row, clock, body)
        case .inProgress: openness(of: row, clock, body)
        case .inTransit, .stranded:
            if family == .stranded, !isStranded(row) { return }
            let buckets = clock.buckets(holding: table.mergedAt[row], until: table.integratedAt[row])
            if !buckets.isEmpty { body(buckets) }
        case .reviewed:
            let given = table.reviews[row]
            for index in stride(from: given.startIndex, to: given.endIndex, by: 2) {
                event(given[index + 1], clock, body)
            }
        }
    }

    /// Whether it is in transit for good, judged at `as_of`.
    func isStranded(_ row: Int) -> Bool { table.strandedAt[row] <= asOf }

    /// The instants by which rows count in a family of events.
    func events(_ family: EventFamily) -> [UInt32] {
        switch family {
        case .integrated: table.integratedAt
        case .opened: table.createdAt
        }
    }

    private func event(_ instant: UInt32, _ clock: BucketClock, _ body: (Range<Int>) -> Void) {
        guard instant != FactTable.absent, let bucket = clock.bucket(of: instant) else { return }
        body(bucket..<bucket + 1)
    }

    private func isOpen(_ row: Int) -> Bool {
        table.mergedAt[row] == FactTable.absent && table.closedAt[row] == FactTable.absent
    }

    /// A close counts in its bucket where it lasts to the bucket's end; so at most the last one does.
    private func abandonment(of row: Int, _ clock: BucketClock, _ body: (Range<Int>) -> Void) {
        let spans = table.closedSpans[row]
        for index in stride(from: spans.startIndex, to: spans.endIndex, by: 2) {
            guard let bucket = clock.bucket(of: spans[index]), spans[index + 1] >= clock.end(of: bucket) else {
                continue
            }
            body(bucket..<bucket + 1)
        }
        if table.mergedAt[row] == FactTable.absent { event(table.closedAt[row], clock, body) }
    }

    /// Open from the opening to the end, without the times for which it was closed.
    private func openness(of row: Int, _ clock: BucketClock, _ body: (Range<Int>) -> Void) {
        let merged = table.mergedAt[row]
        let end = merged == FactTable.absent ? table.closedAt[row] : merged
        let whole = clock.buckets(holding: table.createdAt[row], until: end)
        guard !whole.isEmpty else { return }
        let spans = table.closedSpans[row]
        guard !spans.isEmpty else { return body(whole) }
        var from = whole.lowerBound
        for index in stride(from: spans.startIndex, to: spans.endIndex, by: 2) {
            let closed = clock.buckets(holding: spans[index], until: spans[index + 1]).clamped(to: whole)
            if closed.isEmpty { continue }
            if from < closed.lowerBound { body(from..<closed.lowerBound) }
            from = max(from, closed.upperBound)
        }
        if from < whole.upperBound { body(from..<whole.upperBound) }
    }
}
