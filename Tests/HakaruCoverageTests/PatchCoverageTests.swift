import HakaruCoverage
import HakaruModel
import Testing

@Suite struct `The coverage of a change` {
    private func diff(_ files: [(String, [ClosedRange<Int>])]) throws -> UnifiedDiff {
        var text = ""
        for (path, ranges) in files {
            text += "diff --git a/\(path) b/\(path)\n--- a/\(path)\n+++ b/\(path)\n"
            for range in ranges {
                text += "@@ -\(range.lowerBound),0 +\(range.lowerBound),\(range.count) @@\n"
                text += range.map { _ in "+x\n" }.joined()
            }
        }
        return try UnifiedDiff(Array(text.utf8), label: "diff")
    }

    private let report = try? read(
        """
        SF:src/a.py
        DA:1,1
        DA:2,1
        BRDA:2,0,0,1
        BRDA:2,0,1,0
        DA:3,0
        DA:5,4
        end_of_record
        SF:src/b.py
        DA:9,0
        end_of_record

        """)

    @Test func `counts changed lines that can run, and nothing else`() throws {
        let patch = PatchCoverage(
            diff: try diff([("src/b.py", [1...3]), ("src/a.py", [2...4, 6...7])]), report: try #require(report))
        let file = try #require(patch.files.first)
        #expect(patch.files.count == 1)
        #expect(file.path == "src/a.py")
        #expect(file.lines == count(1, 2))
        #expect(file.branches == count(1, 2))
        #expect(file.uncoveredLines == [3])
        #expect(file.partialLines == [2])
        #expect(patch.count(.lines) == count(1, 2))
        #expect(patch.count(.strictLines) == count(0, 2))
        #expect(patch.count(.branches) == count(1, 2))
        #expect(patch.count(.functions) == nil)
        #expect(patch.unmeasuredFiles.isEmpty)
    }

    @Test func `names changed files of a measured kind that the report lacks`() throws {
        let changed = [("new.py", [1...1]), ("README.md", [1...9]), ("src/a.py", [1...1]), ("pure.py", [])]
        let patch = PatchCoverage(diff: try diff(changed), report: try #require(report))
        #expect(patch.unmeasuredFiles == [.init(path: "new.py", reason: .absent)])
    }

    @Test func `names changed files of which only totals are known`() throws {
        let totals = try read(
            #"{"targets": [{"files": [{"path": "A.swift", "coveredLines": 1, "executableLines": 2}]}]}"#)
        let patch = PatchCoverage(diff: try diff([("A.swift", [1...2])]), report: totals)
        #expect(patch.files.isEmpty)
        #expect(patch.unmeasuredFiles == [.init(path: "A.swift", reason: .totalsOnly)])
    }

    @Test func `names files that git was told to take for binary`() throws {
        let text = ["src/a.py", "new.py", "logo.png"].map {
            "diff --git a/\($0) b/\($0)\nindex 1111111..2222222 100644\nBinary files a/\($0) and b/\($0) differ\n"
        }
        let diff = try UnifiedDiff(Array(text.joined().utf8), label: "diff")
        let patch = PatchCoverage(diff: diff, report: try #require(report))
        #expect(patch.files.isEmpty)
        #expect(
            patch.unmeasuredFiles == [
                .init(path: "new.py", reason: .binary), .init(path: "src/a.py", reason: .binary),
            ])
    }

    @Test func `can be asked of some paths alone`() throws {
        let changed = try diff([("src/a.py", [1...1]), ("src/b.py", [9...9]), ("web/c.py", [1...1])])
        let patch = PatchCoverage(diff: changed, report: try #require(report)) { $0 == "src/b.py" }
        #expect(patch.count(.lines) == count(0, 1))
        #expect(patch.unmeasuredFiles.isEmpty)
    }
}
