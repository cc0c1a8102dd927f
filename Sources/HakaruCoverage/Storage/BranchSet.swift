/// The outcomes of the conditions of a file, by line.
///
/// A format either names each outcome, so that two reports can be united exactly, or tells only how many of a line's
/// outcomes were taken; then the larger numbers count.
struct BranchSet: Sendable {
    /// One named outcome: the line, 63 bits of a name, and whether it was taken.
    ///
    /// Three 32-bit words instead of a 64-bit name keep an entry at 12 bytes.
    struct Outcome: KeyedEntry {
        let line: UInt32
        private let high: UInt32
        private var low: UInt32

        init(line: Int, name: UInt64, taken: Bool) {
            self.line = UInt32(truncatingIfNeeded: line)
            self.high = UInt32(truncatingIfNeeded: name >> 31)
            self.low = UInt32(truncatingIfNeeded: name) << 1 | (taken ? 1 : 0)
        }

        var isTaken: Bool { low & 1 == 1 }

        var key: Key { Key(first: UInt64(line) << 32 | UInt64(high), second: low >> 1) }

        mutating func absorb(_ other: Outcome) { low |= other.low & 1 }

        struct Key: Comparable {
            let first: UInt64
            let second: UInt32

            static func < (lhs: Key, rhs: Key) -> Bool {
                lhs.first == rhs.first ? lhs.second < rhs.second : lhs.first < rhs.first
            }
        }
    }

    /// How many of a line's outcomes were taken, where they have no names.
    struct Share: KeyedEntry {
        let key: UInt32
        var taken: UInt32
        var total: UInt32

        mutating func absorb(_ other: Share) {
            taken = max(taken, other.taken)
            total = max(total, other.total)
        }
    }

    private(set) var outcomes = KeyedSet<Outcome>()
    private(set) var shares = KeyedSet<Share>()

    var footprint: Int { outcomes.footprint + shares.footprint }
    var isEmpty: Bool { outcomes.isEmpty && shares.isEmpty }

    /// Adds an outcome; `name` is cut to 63 bits.
    mutating func insert(line: Int, name: UInt64, taken: Bool) {
        outcomes.insert(Outcome(line: line, name: name, taken: taken))
    }

    /// Adds the number of outcomes of a line; `taken` is at most `total`.
    mutating func insert(line: Int, taken: UInt32, total: UInt32) {
        shares.insert(Share(key: UInt32(truncatingIfNeeded: line), taken: taken, total: total))
    }

    /// Adds all outcomes of another set.
    mutating func insert(_ other: BranchSet) {
        outcomes.insert(other.outcomes)
        shares.insert(other.shares)
    }

    /// Puts everything in order; needed before reading.
    mutating func seal() {
        outcomes.seal()
        shares.seal()
    }

    /// The outcomes of both.
    func union(_ other: BranchSet) -> BranchSet {
        var result = BranchSet()
        result.outcomes = outcomes.union(other.outcomes)
        result.shares = shares.union(other.shares)
        return result
    }

    /// Calls `body` for each line that has outcomes, in ascending order.
    func visit(_ body: (_ line: Int, _ taken: Int, _ total: Int) -> Void) {
        let named = outcomes.entries
        let counted = shares.entries
        var next = 0
        var index = 0
        while index < named.count || next < counted.count {
            let namedLine = index < named.count ? named[index].line : .max
            let countedLine = next < counted.count ? counted[next].key : .max
            let line = min(namedLine, countedLine)
            var taken = 0
            var total = 0
            while index < named.count, named[index].line == line {
                taken += named[index].isTaken ? 1 : 0
                total += 1
                index += 1
            }
            if countedLine == line {
                taken = max(taken, Int(counted[next].taken))
                total = max(total, Int(counted[next].total))
                next += 1
            }
            body(Int(line), taken, total)
        }
    }
}

extension BranchSet {
    /// The outcomes of one line; zero of zero where it has none.
    ///
    /// - Complexity: O(log of the number of branches).
    func totals(onLine line: Int) -> (covered: Int, total: Int) {
        guard let line = UInt32(exactly: line) else { return (0, 0) }
        let named = outcomes.entries
        var sum = (covered: 0, total: 0)
        var index = BranchSet.lowerBound(named) { $0.line < line }
        while index < named.count, named[index].line == line {
            sum.covered += named[index].isTaken ? 1 : 0
            sum.total += 1
            index += 1
        }
        let counted = shares.entries
        let next = BranchSet.lowerBound(counted) { $0.key < line }
        if next < counted.count, counted[next].key == line {
            sum.covered = max(sum.covered, Int(counted[next].taken))
            sum.total = max(sum.total, Int(counted[next].total))
        }
        return sum
    }

    /// The position of the first entry that is not before what is looked for.
    private static func lowerBound<Entry>(_ entries: [Entry], isBefore: (Entry) -> Bool) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if isBefore(entries[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
