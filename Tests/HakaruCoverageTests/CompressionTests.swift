import HakaruCoverage
import HakaruModel
import Testing

@Suite struct `Compressed coverage files` {
    /// gzip of one record of LCOV: a.c, line 1 covered, line 2 not.
    private static let compressed: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x0B, 0x76, 0xB3, 0x4A, 0xD4, 0x4B, 0xE6, 0x72,
        0x71,
        0xB4, 0x32, 0xD4, 0x31, 0x04, 0x51, 0x46, 0x3A, 0x06, 0x5C, 0xA9, 0x79, 0x29, 0xF1, 0xF9, 0x69, 0xF1, 0x45,
        0xA9,
        0xC9, 0xF9, 0x45, 0x29, 0x5C, 0x00, 0x8A, 0x03, 0xC5, 0x1E, 0x23, 0x00, 0x00, 0x00,
    ]

    /// gzip of 64 KiB of line feeds.
    private static let blank: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xED, 0xC1, 0x21, 0x01, 0x00, 0x00, 0x00, 0x80,
        0xA0, 0xEE, 0xFF, 0xC1, 0x1E, 0x01, 0x0A, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x6A, 0xEF,
        0xE2, 0x9B, 0xEF, 0x00, 0x00, 0x01, 0x00,
    ]

    private func fault(_ bytes: [UInt8]) -> CoverageFault? {
        #expect(throws: CoverageError.self) { try CoverageReader.read(bytes, label: "a.info.gz") }?.fault
    }

    @Test(arguments: [1, 5, 1_000])
    func `are inflated, whatever the chunks are`(_ size: Int) throws {
        var reader = CoverageReader(label: "a.info.gz")
        for start in stride(from: 0, to: Self.compressed.count, by: size) {
            try reader.feed(Array(Self.compressed[start..<min(start + size, Self.compressed.count)]))
        }
        let report = try reader.finish()
        #expect(report.formats == [.lcov])
        #expect(report.count(.lines) == count(1, 2))
    }

    @Test func `may have several members, and zeros behind the last`() throws {
        let bytes = Self.compressed + Self.compressed + [0, 0, 0]
        #expect(try CoverageReader.read(bytes, label: "a").count(.lines) == count(1, 2))
    }

    @Test func `may not inflate to many times their size`() throws {
        var limits = CoverageLimits()
        limits.inflation = 1
        limits.inflationFloor = 10
        let error = #expect(throws: CoverageError.self) {
            try CoverageReader.read(Self.compressed + Self.blank, label: "a", limits: limits)
        }
        #expect(error?.fault == .tooLarge("it inflates to 1 times its size"))
    }

    @Test func `are an error where they are cut off`() {
        for length in 3..<Self.compressed.count - 1 {
            switch fault(Array(Self.compressed[..<length])) {
            case .truncated, .empty: break
            case let other: Issue.record("\(length) bytes give \(String(describing: other))")
            }
        }
    }

    @Test func `are an error where a byte is wrong`() {
        var wrong = Self.compressed
        wrong[46] ^= 1
        #expect(fault(wrong) == .corruptCompression)
        #expect(fault(Self.compressed + [0x41, 0x42]) == .corruptCompression)
        #expect(fault([0x1F, 0x8B, 0xFF, 0xFF]) == .corruptCompression)
    }
}
