import Testing

@testable import HakaruTransfer

@Suite struct `The watch for stalls` {
    private let start = SuspendingClock().now

    /// The quarter, from 1, at whose end the transfer counts as stalled.
    private func stalledQuarter(_ totals: [Int], rate: Int = 1_000) throws -> Int? {
        var watch = try #require(
            StallWatch(TransferTimeouts(stall: .seconds(4), minimumBytesPerSecond: rate), now: start))
        for (index, total) in totals.enumerated()
        where watch.isStalled(at: start + .seconds(index + 1), bytesMoved: total) {
            return index + 1
        }
        return nil
    }

    @Test(arguments: [
        ([0, 0, 0, 0], 4),
        ([1_000, 2_000, 3_000, 3_999], 4),
        ([1_000, 2_000, 3_000, 4_000, 5_000, 6_000], nil),
        ([0, 0, 0, 4_000, 4_000, 4_000, 4_000, 4_000], 8),
        ([90_000, 90_000, 90_000, 90_000, 90_000], 5),
        ([90_000, 90_000, 90_000], nil),
    ])
    func `asks for enough bytes in each window`(totals: [Int], quarter: Int?) throws {
        #expect(try stalledQuarter(totals) == quarter)
    }

    @Test func `asks for one byte at least`() throws {
        #expect(try stalledQuarter([0, 0, 0, 0], rate: 0) == 4)
        #expect(try stalledQuarter([0, 0, 0, 1], rate: 0) == nil)
    }

    @Test func `does not look before its time`() throws {
        var watch = try #require(StallWatch(TransferTimeouts(stall: .seconds(4)), now: start))
        for _ in 0..<10 {
            let isStalled = watch.isStalled(at: start + .milliseconds(999), bytesMoved: 0)
            #expect(!isStalled)
        }
        #expect(watch.nextCheck == start + .seconds(1))
    }

    @Test func `is not there without a rule`() {
        #expect(StallWatch(TransferTimeouts(stall: nil), now: start) == nil)
    }
}
