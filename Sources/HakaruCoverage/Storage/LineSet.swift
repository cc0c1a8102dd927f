/// Which lines of a file can run and which did: two bits a line, so that a report of millions of lines stays small.
struct LineSet: Sendable {
    /// The largest line number that is taken.
    static let maximumLine = Int(Int32.max)

    /// 64 neighbouring lines.
    struct Block: KeyedEntry {
        let key: UInt32
        var instrumented: UInt64
        var covered: UInt64

        mutating func absorb(_ other: Block) {
            instrumented |= other.instrumented
            covered |= other.covered
        }
    }

    private(set) var blocks = KeyedSet<Block>()

    var footprint: Int { blocks.footprint }
    var isEmpty: Bool { blocks.isEmpty }

    /// Adds a line; `line` is 0 to ``maximumLine``.
    mutating func insert(_ line: Int, covered: Bool) {
        let bit: UInt64 = 1 << UInt64(line & 63)
        blocks.insert(Block(key: UInt32(truncatingIfNeeded: line >> 6), instrumented: bit, covered: covered ? bit : 0))
    }

    /// Adds all lines of a range whose bounds are 0 to ``maximumLine``.
    mutating func insert(_ range: ClosedRange<Int>, covered: Bool) {
        for index in range.lowerBound >> 6...range.upperBound >> 6 {
            let low = max(range.lowerBound - index << 6, 0)
            let high = min(range.upperBound - index << 6, 63)
            let bits = (UInt64.max >> UInt64(63 - high + low)) << UInt64(low)
            blocks.insert(
                Block(key: UInt32(truncatingIfNeeded: index), instrumented: bits, covered: covered ? bits : 0))
        }
    }

    /// Adds all lines of another set.
    mutating func insert(_ other: LineSet) { blocks.insert(other.blocks) }

    /// Puts the lines in order; needed before reading.
    mutating func seal() { blocks.seal() }

    /// The lines of both; covered where one of them says so.
    func union(_ other: LineSet) -> LineSet {
        var result = LineSet()
        result.blocks = blocks.union(other.blocks)
        return result
    }

    /// How many lines can run, and how many did.
    var totals: (covered: Int, total: Int) {
        var covered = 0
        var total = 0
        for block in blocks.entries {
            covered += (block.covered & block.instrumented).nonzeroBitCount
            total += block.instrumented.nonzeroBitCount
        }
        return (covered, total)
    }

    /// Whether a line ran; nil where it cannot run or is not known.
    ///
    /// - Complexity: O(log of the number of lines).
    func isCovered(_ line: Int) -> Bool? {
        guard line >= 0, line <= LineSet.maximumLine else { return nil }
        let entries = blocks.entries
        let key = UInt32(truncatingIfNeeded: line >> 6)
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].key < key { low = middle + 1 } else { high = middle }
        }
        guard low < entries.count, entries[low].key == key else { return nil }
        let bit: UInt64 = 1 << UInt64(line & 63)
        return entries[low].instrumented & bit == 0 ? nil : entries[low].covered & bit != 0
    }

    /// Calls `body` for each line in ascending order.
    func visit(_ body: (_ line: Int, _ covered: Bool) -> Void) {
        for block in blocks.entries {
            var rest = block.instrumented
            while rest != 0 {
                let bit = rest.trailingZeroBitCount
                body(Int(block.key) << 6 + bit, block.covered & (1 << UInt64(bit)) != 0)
                rest &= rest - 1
            }
        }
    }
}
