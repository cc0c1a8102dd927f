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

    private let authors: [Set<UInt32>]
    private let rows: [[UInt32]]
    private let isPopulated: [Bool]
    private let authorOfRow: (UInt32) -> UInt32?
    private let overlaps: Bool

    /// Decides for all cells.
    ///
    /// - Parameters:
    ///   - contexts: The context of each cell.
    ///   - rows: The rows of each cell that contributors are counted by, ascending.
    ///   - isPopulated: Whether a cell holds anything of a person, integrated or not.
    ///   - overlaps: Whether a row may lie in several cells.
    ///   - authorOfRow: Who authored a row; nil for a bot, who is no contributor.
    init(
        contexts: [UInt128], rows: [[UInt32]], isPopulated: [Bool], overlaps: Bool,
        authorOfRow: @escaping (UInt32) -> UInt32?
    ) {
        self.rows = rows
        self.isPopulated = isPopulated
        self.authorOfRow = authorOfRow
        self.overlaps = overlaps
        authors = rows.map { Set($0.compactMap(authorOfRow)) }
        isFolded = authors.map { $0.count < SmallGroups.fewest }
        for cells in Dictionary(grouping: rows.indices, by: { contexts[$0] }).values { settle(cells) }
    }

    /// Folds more cells of a context until nothing small can be found by subtraction.
    private mutating func settle(_ cells: [Int]) {
        while let next = nextToFold(among: cells) { isFolded[next] = true }
    }

    private func nextToFold(among cells: [Int]) -> Int? {
        let shown = cells.filter { !isFolded[$0] }.sorted {
            (authors[$0].count, rows[$0].count, $0) < (authors[$1].count, rows[$1].count, $1)
        }
        guard let smallest = shown.first else { return nil }
        let folded = cells.filter { isFolded[$0] }
        if folded.contains(where: { isPopulated[$0] }) {
            let other = folded.reduce(into: Set<UInt32>()) { $0.formUnion(authors[$1]) }
            if other.count < SmallGroups.fewest { return smallest }
        }
        guard overlaps else { return nil }
        let whole = Set(cells.flatMap { rows[$0] }).sorted()
        for (index, cell) in shown.enumerated() {
            if leavesFew(whole, without: rows[cell]) { return cell }
            for larger in shown[(index + 1)...] where leavesFew(rows[larger], without: rows[cell]) { return cell }
        }
        return nil
    }

    /// Whether all of `part` is in `whole`, and the rest is one or two people's.
    private func leavesFew(_ whole: [UInt32], without part: [UInt32]) -> Bool {
        var rest: Set<UInt32> = []
        var next = 0
        for row in whole {
            if next < part.count, part[next] == row {
                next += 1
            } else if let author = authorOfRow(row) {
                rest.insert(author)
                if rest.count >= SmallGroups.fewest { return false }
            }
        }
        return next == part.count && !rest.isEmpty
    }
}
