import HakaruCoverage
import HakaruModel
import Testing

@Suite struct `Coverage counts` {
    @Test(arguments: [
        (79_999, 100_000, "79.99"), (1, 3, "33.33"), (2, 3, "66.66"), (0, 7, "0.00"), (7, 7, "100.00"),
        (9_999_999, 10_000_000, "99.99"), (1, 100_000, "0.00"), (Int.max - 1, .max, "99.99"), (.max, .max, "100.00"),
        (1, 20, "5.00"),
    ])
    func `print their percentage rounded down`(_ covered: Int, _ total: Int, percent: String) throws {
        #expect(try #require(CoverageCount(covered: covered, total: total)).percent == percent)
    }

    @Test func `are never more than all, and never negative`() {
        #expect(CoverageCount(covered: 2, total: 1) == nil)
        #expect(CoverageCount(covered: -1, total: 1) == nil)
        #expect(CoverageCount.zero.percent == nil)
        #expect(CoverageCount.zero.hundredthsOfPercent == nil)
    }

    @Test func `saturate in sums`() throws {
        let huge = try #require(CoverageCount(covered: .max - 1, total: .max))
        #expect(huge + huge == CoverageCount(covered: .max, total: .max))
        #expect(try #require(count(1, 2)) + #require(count(2, 5)) == count(3, 7))
    }

    @Test func `compare without overflow`() throws {
        let huge = try #require(CoverageCount(covered: .max - 1, total: .max))
        let whole = try #require(CoverageCount(covered: .max, total: .max))
        #expect(huge.isLower(than: whole))
        #expect(!whole.isLower(than: huge))
        #expect(whole.meets(try #require(CoverageTarget("100"))) == true)
        #expect(huge.meets(try #require(CoverageTarget("100"))) == false)
        #expect(CoverageCount.zero.meets(try #require(CoverageTarget("0"))) == nil)
        #expect(!CoverageCount.zero.isLower(than: whole))
    }
}

@Suite struct `Coverage targets` {
    @Test(arguments: [
        ("80", "80"), ("80%", "80"), ("80 %", "80"), ("79.995", "79.995"), ("79.50", "79.5"), ("0", "0"),
        ("100.0", "100"),
        ("0.000000000001", "0.000000000001"), ("007", "7"),
    ])
    func `are read exactly`(_ text: String, printed: String) throws {
        #expect(try #require(CoverageTarget(text)).description == printed)
    }

    @Test(arguments: [
        "", "%", "101", "100.000001", "-1", "+80", "80.", ".5", "8e1", "80%%", "80 % ", "0x50", "eighty", "80,5",
        "1000",
        "0.0000000000001", "NaN", "80.-5", "８０",
    ])
    func `refuse everything else`(_ text: String) {
        #expect(CoverageTarget(text) == nil)
    }

    @Test func `are compared exactly`() throws {
        let low = try #require(CoverageTarget("79.999999999999"))
        let high = try #require(CoverageTarget("80"))
        #expect(low.isLower(than: high))
        #expect(!high.isLower(than: low))
        #expect(!high.isLower(than: try #require(CoverageTarget("80.00"))))
        #expect(CoverageTarget("80.00") == CoverageTarget("80%"))
    }
}

@Suite struct `The text of a commit status` {
    @Test func `holds exact counts, a percentage and a version`() throws {
        let lines = try #require(count(8_123, 9_921))
        let branches = try #require(count(1_203, 1_800))
        let text = try #require(CoverageStatusText(counts: [.branches: branches, .lines: lines]))
        #expect(text.description == "lines 8123/9921 branches 1203/1800, 81.87 %, v1")
        #expect(CoverageStatusText(text.description) == text)
    }

    @Test func `is read back as it was written`() throws {
        var generator = SplitMix(seed: 7)
        for _ in 0..<500 {
            var counts: [CoverageMeasure: CoverageCount] = [:]
            for measure in CoverageMeasure.allCases.shuffled(using: &generator).prefix(
                .random(in: 1...2, using: &generator))
            {
                let bits = Int.random(in: 0...62, using: &generator)
                let total = Int.random(in: 0...(Int.max >> bits), using: &generator)
                counts[measure] = count(.random(in: 0...total, using: &generator), total)
            }
            let text = try #require(CoverageStatusText(counts: counts))
            #expect(text.description.utf8.count <= CoverageStatusText.maximumLength)
            #expect(CoverageStatusText(text.description) == text)
        }
    }

    @Test func `leaves out what does not fit`() throws {
        let huge = try #require(CoverageCount(covered: .max, total: .max))
        let counts = Dictionary(uniqueKeysWithValues: CoverageMeasure.allCases.map { ($0, huge) })
        let text = try #require(CoverageStatusText(counts: counts)).description
        #expect(text.utf8.count <= 140)
        #expect(CoverageStatusText(text)?.counts == [.lines: huge, .branches: huge])
    }

    @Test(arguments: [
        "", "lines 1/2", "lines 1/2, v2", "lines 2/1, v1", "lines -1/2, v1", "lines 01/2, v1", "lines 1/2 , v1",
        "lines 1/2 lines 1/2, v1", "words 1/2, v1", "lines 1/, v1", "lines 1, v1", "lines  1/2, v1", ", v1",
        "lines 1/99999999999999999999, v1", "lines 1/2, v1 ", "Lines 1/2, v1", "lines 1/2/3, v1",
    ])
    func `refuses everything else`(_ text: String) {
        #expect(CoverageStatusText(text) == nil)
    }
}

@Suite struct `Patterns of paths` {
    @Test(arguments: [
        ("api/**", "api/a.py", true), ("api/**", "api/x/y/a.py", true), ("api/**", "apis/a.py", false),
        ("api/", "api/x/a.py", true), ("api/*", "api/a.py", true), ("api/*", "api/x/a.py", false),
        ("**/gen/*", "gen/a", true), ("**/gen/*", "x/y/gen/a", true), ("**/gen/*", "xgen/a", false),
        ("*.go", "a.go", true), ("*.go", "x/a.go", false), ("**/*.go", "x/y/a.go", true), ("**.go", "x/y/a.go", true),
        ("a/**/b", "a/b", true), ("a/**/b", "a/x/y/b", true), ("a/**/b", "a/xb", false), ("a?c", "abc", true),
        ("a?c", "a/c", false), ("/api/a", "api/a", true), ("./api/a", "api/a", true), ("a.b", "axb", false),
        ("**", "anything/at/all", true), ("api", "api/a", false), ("API/*", "api/a", false),
    ])
    func `match`(_ pattern: String, path: String, isMatch: Bool) throws {
        #expect(try #require(PathPattern(pattern)).matches(Array(path.utf8)) == isMatch)
    }

    @Test func `take linear time whatever they are`() throws {
        let pattern = try #require(PathPattern(String(repeating: "*a", count: 30) + "b"))
        #expect(!pattern.matches(Array(repeating: 0x61, count: 2_000)))
        #expect(PathPattern("") == nil)
    }
}
