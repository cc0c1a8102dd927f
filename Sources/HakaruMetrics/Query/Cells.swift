import HakaruModel

/// The cells that the rows of a query lie in: one for each combination of repository, team, size, label and base.
///
/// With teams or labels a row may lie in several. Small cells are folded into *other* (`definitions.md` §10).
struct Cells {
    /// The packed values of each cell, see ``CellKey``.
    private(set) var packed: [UInt128] = []
    /// The cells of each row, one after the other; rows that no number can count have none.
    private(set) var cells: [UInt32] = []
    /// Where the cells of each row begin, and the end of the last.
    private(set) var starts: [UInt32] = []
    /// Whether any row lies in several cells.
    private(set) var hasOverlaps = false
    private var numbers: [UInt128: UInt32] = [:]
    /// Numbers by packed value, where those are small enough for a table.
    private var direct: [UInt32] = []

    private static let widestTable = 20

    /// No cell at all, for the total alone.
    static let none = Cells(packed: [])
    /// One cell that every row lies in, for groups of time alone.
    static let one = Cells(packed: [0])

    private init(packed: [UInt128]) {
        self.packed = packed
        cells = packed.isEmpty ? [] : [0]
    }

    /// Finds the cells of the rows that the filters let through and that may count in a period.
    init(_ key: CellKey, classifier: Classifier, period: Period) {
        let table = classifier.table
        starts = [UInt32](repeating: 0, count: table.rowCount + 1)
        cells.reserveCapacity(table.rowCount)
        if key.width <= Cells.widestTable { direct = [UInt32](repeating: UInt32.max, count: 1 << key.width) }
        var found: [UInt128] = []
        var scratch = CellKey.Scratch()
        for repository in classifier.filter.repositories {
            // Where nothing but the author decides, each author is looked up once.
            var cellsByAuthor = [UInt32](
                repeating: UInt32.max, count: key.isByAuthor ? table.strings.count : 0)
            for row in table.rowsByRepository[repository] {
                starts[row] = UInt32(cells.count)
                guard classifier.mayCount(row, in: period),
                    !classifier.filter.isFiltered(row, repository: repository)
                else { continue }
                if key.isByAuthor {
                    let author = Int(table.authors[row])
                    if cellsByAuthor[author] == UInt32.max {
                        key.pack(row, repository: repository, into: &found, scratch: &scratch)
                        cellsByAuthor[author] = number(of: found[0])
                    }
                    cells.append(cellsByAuthor[author])
                    continue
                }
                key.pack(row, repository: repository, into: &found, scratch: &scratch)
                if found.count > 1 { hasOverlaps = true }
                for packed in found { cells.append(number(of: packed)) }
            }
        }
        close(table: table, repositories: classifier.filter.repositories)
    }

    /// Where the cells of a row lie in ``cells``.
    func cells(of row: Int) -> Range<Int> {
        starts.isEmpty ? cells.indices : Int(starts[row])..<Int(starts[row + 1])
    }

    /// Replaces each cell by another one, so that a row lies in each at most once.
    mutating func merge(into targets: [UInt128]) {
        guard targets != packed else { return }
        var merged: [UInt32] = []
        merged.reserveCapacity(cells.count)
        let old = self
        packed = []
        numbers = [:]
        direct = direct.map { _ in UInt32.max }
        for row in 0..<max(0, starts.count - 1) {
            let first = merged.count
            starts[row] = UInt32(first)
            for index in old.cells(of: row) {
                let number = number(of: targets[Int(old.cells[index])])
                if !merged[first...].contains(number) { merged.append(number) }
            }
        }
        starts[starts.count - 1] = UInt32(merged.count)
        cells = merged
    }

    /// Rows outside the scope lie between scoped ones and have no cells.
    private mutating func close(table: FactTable, repositories: [Int]) {
        starts[table.rowCount] = UInt32(cells.count)
        var end = UInt32(cells.count)
        let scope = Set(repositories)
        for repository in table.repositories.indices.reversed() {
            let rows = table.rowsByRepository[repository]
            if !scope.contains(repository) {
                for row in rows { starts[row] = end }
            } else if let first = rows.first {
                end = starts[first]
            }
        }
    }

    private mutating func number(of value: UInt128) -> UInt32 {
        if !direct.isEmpty {
            let known = direct[Int(truncatingIfNeeded: value)]
            if known != UInt32.max { return known }
        } else if let known = numbers[value] {
            return known
        }
        let number = UInt32(packed.count)
        packed.append(value)
        if direct.isEmpty { numbers[value] = number } else { direct[Int(truncatingIfNeeded: value)] = number }
        return number
    }
}
