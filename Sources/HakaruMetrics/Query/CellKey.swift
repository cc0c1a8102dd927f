import HakaruModel

/// Packs one value for each key but the time into an integer that sorts like the values.
final class CellKey: Sendable {
    /// The keys without the time, in the order of the query.
    let keys: [GroupingKey]
    /// The bits that a packed value needs.
    let width: Int

    /// Whether the rows of one author in one repository all lie in the same single cell.
    let isByAuthor: Bool

    private let widths: [UInt128]
    private let table: FactTable
    private let filter: RowFilter
    private let teamIndex: TeamIndex
    private let teamNames: [String]
    /// The teams in the order of their names, and the place of each in it.
    private let teamOrder: Order
    /// The texts of the table in the order of their bytes; empty where no key needs them.
    private let textOrder: Order
    /// The values of one key where a row has several; kept by the caller so as not to make a list for each row.
    struct Scratch {
        fileprivate var codes: [Int] = []
    }

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

    init(_ query: MetricsQuery, table: FactTable, filter: RowFilter, teamIndex: TeamIndex) {
        keys = query.grouping.filter { $0.timeGrouping == nil }
        self.table = table
        self.filter = filter
        self.teamIndex = teamIndex
        let teamNames = teamIndex.names
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
            return UInt128(Int.bitWidth - (count + 1).leadingZeroBitCount)
        }
        width = widths.reduce(0) { $0 + Int($1) }
        isByAuthor = keys.allSatisfy { key in
            key == .repository || (key == .team && teamIndex.isSettledByAuthor)
        }
    }

    /// Replaces `packed` by the packed values of a row: one, or several where it has several teams or labels.
    func pack(_ row: Int, repository: Int, into packed: inout [UInt128], scratch: inout Scratch) {
        packed.removeAll(keepingCapacity: true)
        var single: UInt128 = 0
        for index in keys.indices {
            let width = widths[index]
            let code = code(at: index, row: row, repository: repository, scratch: &scratch)
            guard code < 0 else {
                single = single << width | UInt128(truncatingIfNeeded: code)
                for position in packed.indices {
                    packed[position] = packed[position] << width | UInt128(truncatingIfNeeded: code)
                }
                continue
            }
            let prefixes = packed.isEmpty ? [single] : packed
            packed = prefixes.flatMap { prefix in
                scratch.codes.map { prefix << width | UInt128(truncatingIfNeeded: $0) }
            }
        }
        if packed.isEmpty { packed.append(single) }
    }

    /// The value of one key of a row; −1 where it has several, which then lie in the scratch.
    private func code(at index: Int, row: Int, repository: Int, scratch: inout Scratch) -> Int {
        switch keys[index] {
        case .repository: return repository
        case .size:
            let lines = table.sizes[row]
            guard lines != FactTable.absent else { return noneCode(index) }
            return SizeBand.allCases.firstIndex(of: SizeBand(lines: Int(lines))) ?? noneCode(index)
        case .base:
            let base = table.bases[row]
            return base == FactTable.absent ? noneCode(index) : textOrder.ranks[Int(base)]
        case .label:
            scratch.codes.removeAll(keepingCapacity: true)
            for label in table.labels[row] { scratch.codes.append(textOrder.ranks[Int(label)]) }
        case .team:
            let settled = teamIndex.settledTeam(ofAuthor: table.authors[row])
            if settled >= 0 { return teamOrder.ranks[Int(settled)] }
            if settled == TeamIndex.noTeam { return noneCode(index) }
            scratch.codes.removeAll(keepingCapacity: true)
            filter.forEachTeam(of: row, repository: repository) { team in
                let rank = teamOrder.ranks[team]
                if !scratch.codes.contains(rank) { scratch.codes.append(rank) }
            }
        case .time: return noneCode(index)
        }
        return scratch.codes.count > 1 ? -1 : scratch.codes.first ?? noneCode(index)
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
        packed >> widths.dropFirst(count).reduce(0, +)
    }

    private func noneCode(_ index: Int) -> Int { (1 << Int(widths[index])) - 2 }
    private func otherCode(_ index: Int) -> Int { (1 << Int(widths[index])) - 1 }

    private func codes(of packed: UInt128) -> [Int] {
        var rest = packed
        var codes: [Int] = []
        for width in widths.reversed() {
            codes.append(Int(truncatingIfNeeded: rest & (1 << width - 1)))
            rest >>= width
        }
        return codes.reversed()
    }

    private func mapped(_ packed: UInt128, _ change: (Int, Int) -> Int) -> UInt128 {
        var result: UInt128 = 0
        for (index, code) in codes(of: packed).enumerated() {
            result = result << widths[index] | UInt128(change(index, code))
        }
        return result
    }
}
