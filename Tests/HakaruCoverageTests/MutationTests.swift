import HakaruCoverage
import HakaruModel
import Testing

/// Reads damaged reports: every answer is a report or an error, none is a crash.
///
/// `scripts/fuzz` does the same for longer, led by coverage.
@Suite struct `Damaged coverage files` {
    private func mutated(_ bytes: [UInt8], with other: [UInt8], using generator: inout SplitMix) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            guard !bytes.isEmpty else { break }
            let index = Int.random(in: 0..<bytes.count, using: &generator)
            let length = Int.random(in: 0...min(40, bytes.count - index), using: &generator)
            switch Int.random(in: 0..<7, using: &generator) {
            case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.removeSubrange(index..<index + length)
            case 2:
                bytes.insert(
                    contentsOf: bytes[index..<index + length], at: Int.random(in: 0...bytes.count, using: &generator))
            case 3:
                bytes.insert(
                    contentsOf: Array(
                        ["-", "999999999999999999999", "\"", "<", ">", "[", "}", "\n", "\0", "&", ":", ","]
                            .randomElement(using: &generator)?.utf8 ?? "".utf8), at: index)
            case 4: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 5: bytes.removeSubrange(index...)
            default:
                let start = Int.random(in: 0..<other.count, using: &generator)
                bytes.insert(contentsOf: other[start..<min(other.count, start + 60)], at: index)
            }
        }
        return bytes
    }

    @Test(arguments: Fixture.all)
    func `never crash the reader`(_ fixture: Fixture) throws {
        let seed = fixture.bytes.reduce(UInt64(1)) { $0 &* 31 &+ UInt64($1) }
        var generator = SplitMix(seed: seed)
        var limits = CoverageLimits()
        limits.memory = 8 << 20
        var reports = 0
        for round in 0..<300 {
            let other = Fixture.all.randomElement(using: &generator)?.bytes ?? fixture.bytes
            let bytes = mutated(fixture.bytes, with: other, using: &generator)
            var reader = CoverageReader(label: "round \(round) of seed \(seed)", limits: limits)
            do {
                let cut = Int.random(in: 0...bytes.count, using: &generator)
                try reader.feed(Array(bytes[..<cut]))
                try reader.feed(Array(bytes[cut...]))
                let report = try reader.finish()
                reports += 1
                // Whatever was read must be of one piece.
                for file in report.files {
                    _ = file.count(.strictLines)
                    _ = file.uncoveredLines
                    #expect((file.count(.branches)?.covered ?? 0) <= (file.count(.branches)?.total ?? 0))
                }
            } catch {
                #expect(!error.summary.isEmpty)
            }
        }
        #expect(reports < 300)
    }

    @Test func `never crash the reader of diffs`() throws {
        let text = """
            diff --git "a/\\303\\251" "b/\\303\\251"
            similarity index 90%
            rename from "\\303\\251"
            rename to b
            index 1111111..2222222 100644
            --- a/a
            +++ b/b
            @@ -1,2 +1,3 @@ x
             a
            -b
            +c
            +d
            diff --git a/x b/x
            new file mode 160000
            @@ -0,0 +1 @@
            +Subproject commit 1

            """
        var generator = SplitMix(seed: 11)
        for round in 0..<3_000 {
            let bytes = mutated(Array(text.utf8), with: Array(text.utf8), using: &generator)
            do {
                let diff = try UnifiedDiff(bytes, label: "round \(round)")
                #expect(diff.files.allSatisfy { $0.addedLineCount >= 0 })
            } catch {
                #expect(!error.summary.isEmpty)
            }
        }
    }
}
