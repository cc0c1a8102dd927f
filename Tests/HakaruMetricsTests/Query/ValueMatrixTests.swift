import Synchronization
import Testing

@testable import HakaruMetrics

@Suite struct `The spread of many values` {
    /// Does the pieces from the last to the first, and counts them.
    private final class Backwards: Sendable {
        let pieces = Mutex(0)

        var sharing: WorkSharing {
            WorkSharing(workers: 3) { count, body in
                for index in (0..<count).reversed() { body(index) }
                self.pieces.withLock { $0 += count }
            }
        }
    }

    @Test(arguments: [UInt64](1...2), [false, true])
    func `is that of each group alone, however the work is shared`(seed: UInt64, hasOverlaps: Bool) {
        var generator = SeededGenerator(seed: seed)
        let count = 17_000
        let width = 3
        // Wide and narrow values, many equal ones, absent ones, a column without any, groups of all sizes.
        let values = (0..<count * width).map { index -> UInt32 in
            let bits = generator.next()
            guard index % width < 2, bits % 7 > 0 else { return FactTable.absent }
            return bits % 5 == 0 ? 3 : UInt32(truncatingIfNeeded: bits >> (32 + (bits >> 8) % 30)) & ~1
        }
        let groupCount = 90
        let groups = (0..<count).map { _ in UInt32(min(generator.next() % 90, generator.next() % 90)) }
        // Pieces of the rows, as they are found; with overlaps each seventh row lies in a second group, too.
        let pieces = [0..<7_000, 7_000..<count].map { range in
            let overlaps = hasOverlaps ? range.filter { $0 % 7 == 0 } : []
            let pairs = (Array(range) + overlaps).sorted()
            return Selection.Piece(
                rows: range.map { UInt32($0) }, pairIndices: pairs.map { UInt32($0 - range.lowerBound) },
                pairGroups: pairs.indices.map { index in
                    let isSecond = index > 0 && pairs[index - 1] == pairs[index]
                    return isSecond ? (groups[pairs[index]] + 1) % UInt32(groupCount) : groups[pairs[index]]
                })
        }
        let selection = Selection(pieces, groupCount: groupCount)
        #expect(selection.isByGroup == !hasOverlaps)
        func expected(_ rows: [Int]) -> [Distribution?] {
            (0..<width).map { index in
                let all = rows.map { values[$0 * width + index] }.filter { $0 != FactTable.absent }
                return Distribution(sorted: all.map { Int64($0) }.sorted())
            }
        }
        let total = expected(Array(0..<count))
        var rowsByGroup = Dictionary(grouping: 0..<count) { Int(groups[$0]) }
        for row in stride(from: 0, to: hasOverlaps ? count : 0, by: 7) {
            rowsByGroup[(Int(groups[row]) + 1) % groupCount, default: []].append(row)
        }
        let byGroup = (0..<groupCount).map { expected(rowsByGroup[$0] ?? []) }
        let helper = Backwards()
        for sharing in [WorkSharing.alone, helper.sharing] {
            let found = ValueMatrix(selection, width: width, sharing: sharing) { row, writer in
                for index in 0..<width where values[row * width + index] != FactTable.absent {
                    writer.set(index, Int64(values[row * width + index]))
                }
            }.distributions()
            for index in 0..<width {
                #expect(found[index].total == total[index], "seed \(seed), column \(index)")
                #expect(
                    (0..<groupCount).map { found[index][$0] } == byGroup.map { $0[index] },
                    "seed \(seed), column \(index)")
            }
        }
        #expect(helper.pieces.withLock { $0 } > 3, "the work was shared")
    }

    @Test(arguments: [0, 1, 5, 1_000, 1_003]) func `of shared work every element is done once`(count: Int) {
        let helper = Backwards()
        let pieces = helper.sharing.map(count, least: 100) { Array($0) }
        #expect(Array(pieces.joined()) == Array(0..<count))
        #expect(pieces.count == (count < 200 ? 1 : 10))
    }
}
