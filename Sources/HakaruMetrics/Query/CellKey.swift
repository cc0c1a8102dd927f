import HakaruModel

/// Packs one value for each key but the time into an integer that sorts like the values.
struct CellKey {
    /// The keys without the time, in the order of the query.
    let keys: [GroupingKey]
    /// The bits that a packed value needs.
    let width: Int

    private let widths: [Int]
    private let table: FactTable
    private let filter: RowFilter
    private let teamNames: [String]
    /// The teams in the order of their names, and the place of each in it.
    private let teamOrder: Order
    /// The texts of the table in the order of their bytes; empty where no key needs them.
    private let textOrder: Order

    private struct Order {
        let sorted: [Int]
        let ranks: [Int]

        init(_ names: [String]) {
            sorted = names.indices.sorted { names[$0] < names[$1] }
            var ranks = [Int](repeating: 0, count: names.count)
            for (rank, index) in sorted.enumerated() { ranks[index] = rank }
            self.ranks = ranks
        }
    }

    init(_ query: MetricsQuery, table: FactTable, filter: RowFilter, teamNames: [String]) {
        keys = query.grouping.filter { $0.timeGrouping == nil }
        self.table = table
        self.filter = filter
        self.teamNames = teamNames
        teamOrder = Order(keys.contains(.team) ? teamNames : [])
        textOrder = Order(keys.contains(.label) || keys.contains(.base) ? table.strings : [])
        let counts = [table.repositories.count, teamNames.count, SizeBand.allCases.count, table.strings.count]
        widths = keys.map { key in
            let count =
                switch key {
                case .repository: counts[0]
                case .team: counts[1]
                case .size: counts[2]
                case .label, .base, .time: counts[3]
                }
            // Two more values: none, and other.
            return Int.bitWidth - (count + 1).leadingZeroBitCount
        }
        width = widths.reduce(0, +)
    }

    /// Replaces `packed` by the packed values of a row: one, or several where it has several teams or labels.
    func pack(_ row: Int, repository: Int, into packed: inout [UInt128]) {
        packed.removeAll(keepingCapacity: true)
        packed.append(0)
        for (index, key) in keys.enumerated() {
            let none = noneCode(index)
            switch key {
            case .repository: append(repository, at: index, to: &packed)
            case .size:
                let lines = table.sizes[row]
                let band = lines == FactTable.absent ? nil : SizeBand.allCases.firstIndex(of: SizeBand(lines: Int(lines)))
                append(band ?? none, at: index, to: &packed)
            case .base:
                let base = table.bases[row]
                append(base == FactTable.absent ? none : textOrder.ranks[Int(base)], at: index, to: &packed)
            case .label: append(table.labels[row].map { textOrder.ranks[Int($0)] }, at: index, to: &packed)
            case .team:
                var teams: [Int] = []
                filter.forEachTeam(of: row, repository: repository) { team in
                    let rank = teamOrder.ranks[team]
                    if !teams.contains(rank) { teams.append(rank) }
                }
                append(teams, at: index, to: &packed)
            case .time: break
            }
        }
    }

    /// The same values with *other* for each key that folds.
    func folded(_ packed: UInt128) -> UInt128 {
        mapped(packed) { index, code in keys[index].foldsSmallGroups ? otherCode(index) : code }
    }

    /// The values of the keys that never fold, the others left out.
    func context(of packed: UInt128) -> UInt128 {
        mapped(packed) { index, code in keys[index].foldsSmallGroups ? 0 : code }
    }

    /// The values that a packed one stands for.
    func values(of packed: UInt128) -> [GroupKey.Value] {
        codes(of: packed).enumerated().map { index, code in
            if code == noneCode(index) { return .none }
            if code == otherCode(index) { return .other }
            switch keys[index] {
            case .repository: return .named(table.repositories[code].description)
            case .team: return .named(teamNames[teamOrder.sorted[code]])
            case .size: return .named(SizeBand.allCases[code].rawValue)
            case .label, .base, .time: return .named(table.strings[textOrder.sorted[code]])
            }
        }
    }

    /// The packed values of the first `count` keys, for sorting with the time between the keys.
    func prefix(of packed: UInt128, keyCount count: Int) -> UInt128 {
        packed >> UInt128(widths.dropFirst(count).reduce(0, +))
    }

    private func noneCode(_ index: Int) -> Int { (1 << widths[index]) - 2 }
    private func otherCode(_ index: Int) -> Int { (1 << widths[index]) - 1 }

    private func append(_ code: Int, at index: Int, to packed: inout [UInt128]) {
        for position in packed.indices {
            packed[position] = packed[position] << UInt128(widths[index]) | UInt128(code)
        }
    }

    private func append(_ codes: [Int], at index: Int, to packed: inout [UInt128]) {
        guard codes.count > 1 else { return append(codes.first ?? noneCode(index), at: index, to: &packed) }
        packed = packed.flatMap { value in codes.map { value << UInt128(widths[index]) | UInt128($0) } }
    }

    private func codes(of packed: UInt128) -> [Int] {
        var rest = packed
        var codes: [Int] = []
        for width in widths.reversed() {
            codes.append(Int(truncatingIfNeeded: rest & (1 << UInt128(width) - 1)))
            rest >>= UInt128(width)
        }
        return codes.reversed()
    }

    private func mapped(_ packed: UInt128, _ change: (Int, Int) -> Int) -> UInt128 {
        var result: UInt128 = 0
        for (index, code) in codes(of: packed).enumerated() {
            result = result << UInt128(widths[index]) | UInt128(change(index, code))
        }
        return result
    }
}
