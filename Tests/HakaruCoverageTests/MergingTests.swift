import HakaruCoverage
import HakaruModel
import Testing

@Suite struct `Reports that are merged` {
    @Test func `cover a line that any of them covers`() throws {
        let first = try read("SF:a\nFN:1,f\nFNDA:0,f\nDA:1,1\nDA:2,0\nBRDA:1,0,0,1\nBRDA:1,0,1,0\nend_of_record\n")
        let second = try read(
            "SF:a\nFN:1,f\nFNDA:2,f\nFN:9,g\nFNDA:0,g\nDA:2,3\nDA:3,0\nBRDA:1,0,1,5\nBRDA:3,0,0,-\nend_of_record\nSF:b\nDA:1,0\nend_of_record\n"
        )
        for reports in [[first, second], [second, first]] {
            let merged = try CoverageReport.merging(reports)
            #expect(merged.files.map(\.path) == ["a", "b"])
            #expect(merged.count(.lines) == count(2, 4))
            #expect(merged.count(.branches) == count(2, 3))
            #expect(merged.count(.functions) == count(1, 2))
            #expect(merged.files[0].uncoveredLines == [3])
        }
    }

    @Test func `take the larger share of branches that have no names`() throws {
        func report(_ share: String) throws -> CoverageReport {
            try read(
                "<coverage><packages><class filename='a'><lines><line number='1' hits='1' condition-coverage='x (\(share))'/></lines></class></packages></coverage>"
            )
        }
        let merged = try CoverageReport.merging([try report("1/4"), try report("3/4"), try report("2/2")])
        #expect(merged.count(.branches) == count(3, 4))
        let lcov = try read("SF:a\nDA:1,1\nBRDA:1,0,0,1\nBRDA:1,0,1,0\nend_of_record\n")
        #expect(try CoverageReport.merging([lcov, try report("2/2")]).count(.branches) == count(2, 2))
        #expect(try CoverageReport.merging([lcov, try report("2/2")]).formats == [.lcov, .cobertura])
    }

    @Test func `are an error where only totals of a file's lines are known`() throws {
        let totals = try read(#"{"targets": [{"files": [{"path": "a", "coveredLines": 1, "executableLines": 2}]}]}"#)
        let lines = try read("SF:a\nDA:1,1\nend_of_record\n")
        #expect(throws: CoverageFault.totalsOnly(path: "a")) { try CoverageReport.merging([totals, lines]) }
        #expect(throws: CoverageFault.totalsOnly(path: "a")) { try CoverageReport.merging([totals, totals]) }
        let other = try read("SF:b\nDA:1,1\nend_of_record\n")
        #expect(try CoverageReport.merging([totals, other]).count(.lines) == count(2, 3))
    }

    @Test func `do not guess what two of them only state`() throws {
        let text =
            #"{"data":[{"files":[{"filename":"a","segments":[[1,1,1,true,true,false],[3,2,0,false,false,false]],"summary":{"lines":{"count":4,"covered":4},"functions":{"count":2,"covered":1}}}]}]}"#
        let report = try read(text)
        #expect(report.count(.lines) == count(4, 4))
        let merged = try CoverageReport.merging([report, report])
        #expect(merged.count(.lines) == count(3, 3))
        #expect(merged.count(.functions) == nil)
    }

    @Test func `keep measures that only one of them has`() throws {
        let perl = try read(
            #"{"summary": {"a": {"statement": {"covered": 1, "total": 2}, "subroutine": {"covered": 1, "total": 1}}}}"#)
        let lines = try read("SF:a\nDA:1,1\nend_of_record\n")
        let merged = try CoverageReport.merging([perl, lines])
        #expect(merged.count(.lines) == count(1, 1))
        #expect(merged.count(.statements) == count(1, 2))
        #expect(merged.count(.functions) == count(1, 1))
    }

    /// Compares a report of shuffled records with sets that are filled in the plain way.
    @Test(arguments: 0..<8 as Range<UInt64>)
    func `agree with plain sets, whatever the order of the records is`(_ seed: UInt64) throws {
        var generator = SplitMix(seed: seed)
        var instrumented: [String: Set<Int>] = [:]
        var covered: [String: Set<Int>] = [:]
        var branches: [String: [String: Bool]] = [:]
        var text = ""
        for _ in 0..<300 {
            let path = "f\(Int.random(in: 0..<4, using: &generator))"
            text += "SF:\(path)\n"
            instrumented[path, default: []].formUnion([])
            for _ in 0..<Int.random(in: 0..<40, using: &generator) {
                let line = Int.random(in: 0..<(Bool.random(using: &generator) ? 300 : 2_000_000_000), using: &generator)
                let isCovered = Int.random(in: 0..<3, using: &generator) == 0
                if Bool.random(using: &generator) {
                    instrumented[path, default: []].insert(line)
                    if isCovered { covered[path, default: []].insert(line) }
                    text += "DA:\(line),\(isCovered ? 7 : 0)\n"
                } else {
                    let name = "\(line % 300),\(Int.random(in: 0..<3, using: &generator)),\(isCovered ? "a" : "1")"
                    branches[path, default: [:]][name, default: false] = isCovered || branches[path]?[name] == true
                    text += "BRDA:\(name),\(isCovered ? "1" : "-")\n"
                }
            }
            text += "end_of_record\n"
        }
        let report = try read(text)
        #expect(report.files.map(\.path.text) == instrumented.keys.sorted())
        for file in report.files {
            let path = file.path.text
            let lines = instrumented[path] ?? []
            #expect(file.count(.lines) == count(covered[path]?.count ?? 0, lines.count))
            #expect(file.uncoveredLines == lines.subtracting(covered[path] ?? []).sorted())
            #expect(
                lines.allSatisfy { (file.state(ofLine: $0) == .uncovered) != (covered[path]?.contains($0) == true) })
            let names = branches[path] ?? [:]
            #expect((file.count(.branches) ?? .zero) == count(names.values.count { $0 }, names.count))
        }
        // Merging the halves gives the same as reading all at once.
        let records = text.split(separator: "end_of_record\n").map { $0 + "end_of_record\n" }
        let halves = [records[..<150], records[150...]].map { $0.joined() }
        let merged = try CoverageReport.merging(try halves.map { try read($0) })
        #expect(merged.count(.lines) == report.count(.lines))
        #expect(merged.count(.branches) == report.count(.branches))
        #expect(merged.count(.strictLines) == report.count(.strictLines))
    }
}
