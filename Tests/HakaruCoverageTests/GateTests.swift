import HakaruCoverage
import HakaruModel
import Testing

@Suite struct `The coverage gate` {
    private static let commit = ObjectID(String(repeating: "1a", count: 20))

    /// A report of `covered` of `total` lines in one file.
    private func report(_ covered: Int, _ total: Int, path: String = "api/a.py") throws -> CoverageReport {
        try read(
            "SF:\(path)\n" + (0..<total).map { "DA:\($0 + 1),\($0 < covered ? 1 : 0)\n" }.joined() + "end_of_record\n")
    }

    private func evidence(_ reports: CoverageReport...) throws -> GateEvidence {
        GateEvidence(report: .known(try CoverageReport.merging(reports)))
    }

    private func diff(_ path: String, _ lines: ClosedRange<Int>) throws -> UnifiedDiff {
        let text =
            "diff --git a/\(path) b/\(path)\n--- a/\(path)\n+++ b/\(path)\n@@ -\(lines.lowerBound),0 +\(lines.lowerBound),\(lines.count) @@\n"
        return try UnifiedDiff(Array((text + lines.map { _ in "+x\n" }.joined()).utf8), label: "diff")
    }

    private func target(_ text: String) throws -> CoverageTarget { try #require(CoverageTarget(text)) }

    @Test(arguments: [
        (4, 5, "80", GateVerdict.passed), (79_999, 100_000, "80", .failed), (80, 100, "80.001%", .failed),
        (19, 28, "68", .failed), (5, 8, "62.5", .passed), (0, 3, "0", .passed), (2, 3, "66.666666666666", .passed),
        (2, 3, "66.666666666667", .failed), (999_999, 1_000_000, "100", .failed), (7, 7, "100%", .passed),
    ])
    func `compares fractions, not percentages`(_ covered: Int, _ total: Int, bar: String, verdict: GateVerdict) throws {
        let evidence = try evidence(try report(covered, total))
        let result = CoverageGate(rules: [.total(try target(bar))]).evaluate(evidence)
        #expect(result.verdict == verdict)
        #expect(result.rules.first?.count == count(covered, total))
    }

    @Test func `weighs lines, not files: the mean of two files would pass`() throws {
        let small = try report(9, 10, path: "api/small.py")
        let large = try report(70, 100, path: "api/large.py")
        let result = CoverageGate(rules: [.total(try target("80"))]).evaluate(try evidence(small, large))
        #expect(result.verdict == .failed)
        #expect(result.rules.first?.reason == "71.81 % of lines (79/110) is below 80 %")
    }

    @Test func `says why`() throws {
        let rules: [CoverageRule] = [.total(try target("80")), .total(try target("79.9"))]
        let result = CoverageGate(rules: rules).evaluate(try evidence(try report(7_999, 10_000)))
        #expect(result.rules.map(\.verdict) == [.failed, .passed])
        #expect(
            result.rules.map(\.reason) == [
                "79.99 % of lines (7999/10000) is below 80 %", "79.99 % of lines (7999/10000) is at least 79.9 %",
            ])
    }

    @Test func `cannot tell without a report`() throws {
        let gate = CoverageGate(rules: [
            .total(try target("0")), .patch(try target("0")), .noDecrease(), .noNewUncovered(),
        ])
        let result = gate.evaluate(GateEvidence(report: .missing("no report was given")))
        #expect(result.verdict == .cannotTell)
        #expect(result.rules.allSatisfy { $0.verdict == .cannotTell && $0.reason == "no report was given" })
    }

    @Test func `cannot tell where the report measures nothing of what is asked`() throws {
        let empty = try read(#"{"/w/a.js": {"statementMap": {}, "s": {}, "f": {}, "b": {}}}"#)
        for measure in [CoverageMeasure.lines, .branches, .functions] {
            let result = CoverageGate(rules: [.total(try target("0"), of: measure)]).evaluate(try evidence(empty))
            #expect(result.verdict == .cannotTell, "\(measure)")
        }
    }

    @Test func `cannot tell where no file of the report is in the repository`() throws {
        let mapped = try PathMapper(files: ["README.md"]).map(try report(1, 1, path: "/x/b.py"))
        var evidence = GateEvidence(report: .known(mapped.report))
        evidence.unmatched = mapped.unmatched
        let result = CoverageGate(rules: [.total(try target("0"))]).evaluate(evidence)
        #expect(result.verdict == .cannotTell)
        #expect(result.rules.first?.reason == "no file of the report is in the repository, such as /x/b.py")
    }

    @Test func `cannot tell while a shard is missing`() throws {
        var evidence = try evidence(try report(9, 9))
        evidence.missingShards = ["browser", "e2e"]
        let result = CoverageGate(rules: [.total(try target("50"))]).evaluate(evidence)
        #expect(result.verdict == .cannotTell)
        #expect(result.missingShards == ["browser", "e2e"])
        #expect(result.rules.first?.reason == "shards browser, e2e did not arrive")
        evidence.missingShards = []
        #expect(CoverageGate(rules: [.total(try target("50"))]).evaluate(evidence).verdict == .passed)
    }

    @Test func `without rules cannot tell`() throws {
        #expect(CoverageGate(rules: []).evaluate(try evidence(try report(1, 1))).verdict == .cannotTell)
    }

    @Test(arguments: [
        ("api/a.py", 1...4, "75", GateVerdict.passed, "75.00 % of lines (3/4) is at least 75 %"),
        ("api/a.py", 1...4, "80", .failed, "75.00 % of lines (3/4) is below 80 %"),
        ("api/a.py", 90...99, "80", .notApplicable, "the change has no lines that can run"),
        ("README.md", 1...9, "80", .notApplicable, "the change has no lines that can run"),
        ("api/new.py", 1...9, "80", .cannotTell, "the report does not measure api/new.py"),
    ])
    func `judges a change`(
        _ path: String, lines: ClosedRange<Int>, bar: String, verdict: GateVerdict, reason: String
    ) throws {
        var evidence = try evidence(try report(3, 5))
        evidence.diff = .known(try diff(path, lines))
        let result = CoverageGate(rules: [.patch(try target(bar))]).evaluate(evidence)
        #expect(result.verdict == verdict)
        #expect(result.rules.first?.reason == reason)
    }

    @Test func `cannot tell of a change without a base`() throws {
        let result = CoverageGate(rules: [.patch(try target("0"))]).evaluate(try evidence(try report(1, 1)))
        #expect(result.rules.first?.verdict == .cannotTell)
        #expect(result.rules.first?.reason == "no base was given; use --base")
    }

    @Test func `names unmeasured files beside a verdict, but not those that are ignored`() throws {
        var evidence = try evidence(try report(3, 5))
        let text = ["api/a.py", "api/new.py", "tests/test_a.py"].map { path in
            "diff --git a/\(path) b/\(path)\n--- a/\(path)\n+++ b/\(path)\n@@ -0,0 +1 @@\n+x\n"
        }
        evidence.diff = .known(try UnifiedDiff(Array(text.joined().utf8), label: "diff"))
        evidence.ignoredPaths = [try #require(PathPattern("tests/"))]
        let result = CoverageGate(rules: [.patch(try target("80"))]).evaluate(evidence)
        #expect(result.verdict == .passed)
        #expect(result.unmeasuredFiles.map(\.path) == ["api/new.py"])
    }

    @Test(arguments: [
        // covered and total, before and now
        (8, 10, 8, 10, GateVerdict.passed), (8, 10, 7, 10, .failed), (80, 100, 3, 4, .passed),
        (8, 10, 79, 100, .failed),
        (1, 2, 1, 3, .failed), (1, 1, 1, 2, .failed), (99, 100, 50, 51, .passed), (0, 5, 0, 9, .passed),
    ])
    func `fails a decrease only when more is uncovered`(
        _ covered: Int, _ total: Int, nowCovered: Int, nowTotal: Int, verdict: GateVerdict
    ) throws {
        var evidence = try evidence(try report(nowCovered, nowTotal))
        let before = try #require(CoverageCount(covered: covered, total: total))
        let commit = try #require(Self.commit)
        evidence.base = .known(.init(commit: commit, distance: 2, counts: [nil: [.lines: before]]))
        let result = CoverageGate(rules: [.noDecrease()]).evaluate(evidence)
        #expect(result.verdict == verdict)
        #expect(result.rules.first?.base == before)
        #expect(result.rules.first?.reason.contains("at 1a1a1a1a, 2 commits before the merge base") == true)
    }

    @Test func `cannot tell of a decrease without the coverage of the base`() throws {
        var evidence = try evidence(try report(1, 1))
        #expect(CoverageGate(rules: [.noDecrease()]).evaluate(evidence).verdict == .cannotTell)
        evidence.base = .known(.init(commit: try #require(Self.commit), distance: 0, counts: [:]))
        let result = CoverageGate(rules: [.noDecrease()]).evaluate(evidence)
        #expect(result.verdict == .cannotTell)
        #expect(result.rules.first?.reason == "1a1a1a1a, the merge base has no coverage of no_decrease")
    }

    @Test func `compares with the nearest commit that has everything`() throws {
        let repository = try #require(RepositoryID("acme/api"))
        let commits = try "abcd".map { try #require(ObjectID(String(repeating: $0, count: 40))) }
        func sample(_ commit: ObjectID, _ component: String?, _ covered: Int, at second: Int64 = 0) throws
            -> CoverageSample
        {
            CoverageSample(
                repository: repository, component: component, commit: commit, branch: "develop",
                measuredAt: Instant(secondsSinceEpoch: second), measure: .lines, count: try #require(count(covered, 9)))
        }
        let samples = [
            try sample(commits[0], "backend", 1), try sample(commits[2], "backend", 3, at: 5),
            try sample(commits[2], "frontend", 4), try sample(commits[2], "backend", 2, at: 4),
            try sample(commits[3], "backend", 5), try sample(commits[3], "frontend", 6),
        ]
        let both = GateEvidence.Base.nearest(in: commits, samples: samples, components: ["backend", "frontend"])
        #expect(both?.commit == commits[2])
        #expect(both?.distance == 2)
        #expect(both?.counts["backend"] == [.lines: try #require(count(3, 9))])
        #expect(GateEvidence.Base.nearest(in: commits, samples: samples, components: ["backend"])?.distance == 0)
        #expect(GateEvidence.Base.nearest(in: commits, samples: samples, components: [nil]) == nil)
        let branches = GateEvidence.Base.nearest(
            in: commits, samples: samples, components: ["backend"], measures: [.lines, .branches])
        #expect(branches == nil)
    }

    @Test func `finds new uncovered lines file by file`() throws {
        var evidence = try evidence(try report(3, 5))
        evidence.diff = .known(try diff("api/a.py", 3...9))
        let result = CoverageGate(rules: [.noNewUncovered()]).evaluate(evidence)
        #expect(result.verdict == .failed)
        #expect(result.rules.first?.reason == "2 new lines uncovered in api/a.py")
        evidence.diff = .known(try diff("api/a.py", 3...4))
        let one = CoverageGate(rules: [.noNewUncovered()]).evaluate(evidence)
        #expect(one.rules.first?.reason == "1 new line uncovered in api/a.py")
        evidence.diff = .known(try diff("api/a.py", 1...3))
        #expect(CoverageGate(rules: [.noNewUncovered()]).evaluate(evidence).verdict == .passed)
    }

    @Test func `judges components apart, and leaves out the excluded ones by name`() throws {
        var evidence = try evidence(
            try report(9, 10), try report(1, 10, path: "web/b.py"), try report(0, 90, path: "dx/c.py"),
            try report(1, 1, path: "shared.py"))
        evidence.components = [
            CoverageComponent(name: "backend", paths: [try #require(PathPattern("api/**"))]),
            CoverageComponent(name: "frontend", paths: [try #require(PathPattern("web/**"))]),
            CoverageComponent(
                name: "pharmacy", paths: [try #require(PathPattern("dx/**"))], exclusionReason: "replaced in June"),
            CoverageComponent(name: "batch", paths: [try #require(PathPattern("batch/**"))]),
        ]
        let bar = try target("80")
        let rules = ["backend", "frontend", "pharmacy", "batch", "nobody"].map {
            CoverageRule.total(bar, component: $0)
        }
        let result = CoverageGate(rules: rules + [.total(bar)]).evaluate(evidence)
        #expect(result.rules.map(\.verdict) == [.passed, .failed, .notApplicable, .cannotTell, .cannotTell, .failed])
        #expect(result.rules.last?.count == count(11, 21))
        #expect(result.rules[2].reason == "pharmacy is excluded: replaced in June")
        #expect(result.excludedComponents.map(\.name) == ["pharmacy"])
        #expect(result.components.map { $0.counts[.lines] } == [count(9, 10), count(1, 10), count(0, 90), nil])
        #expect(result.totals[.lines] == count(11, 21))
    }

    @Test func `judges a component that has reports of its own by these`() throws {
        var evidence = try evidence(try report(9, 10), try report(1, 10, path: "web/b.py"))
        evidence.components = [
            CoverageComponent(name: "web", paths: [], reports: [try #require(PathPattern("web.info"))]),
            CoverageComponent(name: "ui", paths: [], reports: [try #require(PathPattern("ui.info"))]),
        ]
        evidence.reportsOfComponents = ["web": try report(1, 10, path: "web/b.py")]
        evidence.diff = .known(try diff("web/b.py", 1...2))
        let bar = try target("80")
        let result = CoverageGate(rules: [
            .total(bar, component: "web"), .patch(bar, component: "web"), .total(bar, component: "ui"),
        ]).evaluate(evidence)
        #expect(result.rules.map(\.count) == [count(1, 10), count(1, 2), nil])
        #expect(result.rules.map(\.verdict) == [.failed, .failed, .cannotTell])
    }

    @Test func `can judge branches and lines with all their branches`() throws {
        let report = try read("SF:a.c\nDA:1,1\nDA:2,1\nBRDA:1,0,0,1\nBRDA:1,0,1,-\nend_of_record\n")
        let bar = try target("50")
        let rules: [CoverageRule] = [.total(bar), .total(bar, of: .strictLines), .total(bar, of: .branches)]
        let result = CoverageGate(rules: rules).evaluate(try evidence(report))
        #expect(result.rules.map(\.count) == [count(2, 2), count(1, 2), count(1, 2)])
        #expect(result.rules.map(\.verdict) == [.passed, .passed, .passed])
    }

    @Test(arguments: [
        ([GateVerdict.passed, .failed, .cannotTell], GateVerdict.failed), ([.passed, .cannotTell], .cannotTell),
        ([.notApplicable, .passed], .passed), ([.notApplicable], .notApplicable), ([], .cannotTell),
    ])
    func `puts failed before cannot tell before passed before not applicable`(
        _ verdicts: [GateVerdict], combined: GateVerdict
    ) {
        #expect(GateVerdict.combined(verdicts) == combined)
        #expect(GateVerdict.combined(verdicts.reversed()) == combined)
    }

    @Test func `ends the process with 0, 2, 0 or 3`() {
        let expected: [GateVerdict: ExitCode] = [
            .passed: .success, .failed: .notMet, .notApplicable: .success, .cannotTell: .incomplete,
        ]
        for verdict in GateVerdict.allCases {
            #expect(verdict.exitCode == expected[verdict])
            #expect(verdict.isGreen == (verdict.exitCode == .success))
        }
    }

    @Test func `notices what a change asks less strictly than its base`() throws {
        func components(_ names: (String, String?)...) throws -> [CoverageComponent] {
            try names.map { name, reason in
                CoverageComponent(
                    name: name, paths: [try #require(PathPattern("\(name)/**"))], exclusionReason: reason)
            }
        }
        var base = CoverageConfiguration()
        base.rules = [
            .total(try target("80")), .patch(try target("90")), .noDecrease(), .total(try target("70"), of: .branches),
        ]
        base.components = try components(("api", nil), ("web", nil), ("old", "replaced in June"))
        base.shards = [try #require(PathPattern("unit.xml")), try #require(PathPattern("ui.xml"))]
        var new = CoverageConfiguration()
        new.rules = [
            .total(try target("79.999")), .patch(try target("95")), .total(try target("70.0"), of: .branches),
        ]
        new.components = try components(("web", "too hard"), ("old", "replaced in June"))
        new.shards = [try #require(PathPattern("unit.xml"))]
        new.ignoredPaths = [try #require(PathPattern("gen/**"))]
        #expect(
            CoverageGate.loweredBars(from: base, to: new).map(\.description) == [
                "total: 80 % before, 79.999 % now", "no_decrease: asked before, no rule now",
                "component api: a component before, none now",
                "component web: counted before, excluded: too hard now",
                "shard ui.xml: expected before, not expected now", "path gen/**: measured before, ignored now",
            ])
        #expect(CoverageGate.loweredBars(from: base, to: base).isEmpty)
        #expect(CoverageGate.loweredBars(from: CoverageConfiguration(), to: base).isEmpty)
    }
}
