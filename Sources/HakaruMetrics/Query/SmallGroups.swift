import HakaruModel

/// Decides which cells are folded into *other*, so that no figure is one of fewer than three people (`definitions.md` §10).
///
/// Cells of one context, such as one repository, are compared with each other. Also what is left when shown cells are
/// taken from the whole, or one from another, is never one of fewer than three people.
struct SmallGroups {
    /// The fewest contributors that a group shows.
    static let fewest = 3

    /// For each cell whether it is folded.
    private(set) var isFolded: [Bool]

    private let evidence: Evidence
    private let keys: [UInt128]

    /// What is known of the cells.
    struct Evidence {
        /// The contributors of each cell, each once.
        var authors: [[UInt32]]
        /// The integrated rows of each cell, ascending; empty where no row can lie in several cells.
        var rows: [[UInt32]]
        /// Whether a cell holds anything of a person, integrated or not.
        var isPopulated: [Bool]
        /// Who authored a row; nil for a bot, who is no contributor.
        var authorOfRow: (UInt32) -> UInt32?
    }

    /// Decides for all cells.
    ///
    /// - Parameters:
    ///   - keys: What each cell is, the same in every report, so that all reports fold the same of two alike ones: one
    ///     that shows the first and one that shows the second would tell what is left.
    ///   - contexts: The context of each cell.
    ///   - evidence: What is known of each cell.
    init(keys: [UInt128], contexts: [UInt128], evidence: Evidence) {
        self.keys = keys
        self.evidence = evidence
        isFolded = evidence.authors.map { $0.count < SmallGroups.fewest }
        for cells in Dictionary(grouping: contexts.indices, by: { contexts[$0] }).values { settle(cells) }
    }

    /// Folds more cells of a context until nothing small can be found by subtraction.
    private mutating func settle(_ cells: [Int]) {
        let whole = evidence.rows.isEmpty ? [] : sortedUnion(cells.map { evidence.rows[$0] })
        while let next = nextToFold(among: cells, whole: whole) { isFolded[next] = true }
    }

    private func nextToFold(among cells: [Int], whole: [UInt32]) -> Int? {
        let shown = cells.filter { !isFolded[$0] }.sorted {
            (evidence.authors[$0].count, keys[$0]) < (evidence.authors[$1].count, keys[$1])
        }
        guard let smallest = shown.first else { return nil }
        let folded = cells.filter { isFolded[$0] }
        if folded.contains(where: { evidence.isPopulated[$0] }) {
            let other = folded.reduce(into: Set<UInt32>()) { $0.formUnion(evidence.authors[$1]) }
            if other.count < SmallGroups.fewest { return smallest }
        }
        guard !evidence.rows.isEmpty else { return nil }
        let rows = evidence.rows
        for (index, cell) in shown.enumerated() {
            if leavesFew(whole, without: rows[cell]) { return cell }
            for larger in shown[(index + 1)...] where leavesFew(rows[larger], without: rows[cell]) { return cell }
        }
        return nil
    }

    private func sortedUnion(_ rows: [[UInt32]]) -> [UInt32] {
        var union: [UInt32] = []
        for row in rows.joined().sorted() where row != union.last { union.append(row) }
        return union
    }

    /// Whether all of `part` is in `whole`, and the rest is one or two people's.
    private func leavesFew(_ whole: [UInt32], without part: [UInt32]) -> Bool {
        var rest: Set<UInt32> = []
        var next = 0
        for row in whole {
            if next < part.count, part[next] == row {
                next += 1
            } else if let author = evidence.authorOfRow(row) {
                rest.insert(author)
                if rest.count >= SmallGroups.fewest { return false }
            }
        }
        return next == part.count && !rest.isEmpty
    }
}
