import HakaruModel
import HakaruTestSupport
import Testing

@testable import HakaruEngine
@testable import HakaruStore

@Suite struct `Coverage statuses` {
    private let text = "lines 8123/9921 branches 1203/1800, 81.87 %, v1"

    private func id(_ digit: Character) throws -> ObjectID {
        try #require(ObjectID(String(repeating: digit, count: 40)))
    }

    private func instant(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text)) }

    private func repository() throws -> Repository {
        Repository(
            forgeID: ForgeID("R_1"), id: try #require(RepositoryID("acme/api")), defaultBranch: "main",
            knownBranches: ["develop", "main"], createdAt: try instant("2026-01-01T00:00:00Z"))
    }

    private func history(_ branch: String, _ digits: String) throws -> BranchHistory {
        BranchHistory(
            branch: branch,
            entries: try digits.map { digit in
                BranchHistory.Entry(
                    sha: try id(digit), committedAt: try instant("2026-01-02T00:00:00Z"), parents: [])
            }, reachesRoot: true, exists: true)
    }

    private func status(
        _ context: String, on digit: Character = "a", by creator: Actor? = Actor(login: "github-actions", kind: .bot),
        _ description: String? = nil, form: CommitStatus.Form = .status
    ) throws -> CommitStatus {
        CommitStatus(
            sha: try id(digit), form: form, context: context, state: .failure, description: description ?? text,
            creator: creator, createdAt: try instant("2026-01-03T00:00:00Z"))
    }

    private func read(
        _ statuses: [CommitStatus], trusted: [String] = ["GitHub-Actions[bot]"]
    ) throws -> (samples: [CoverageSample], untrusted: [String]) {
        CoverageStatusReading(trustedCreators: trusted) { _ in MeasurementRules.Branches() }.samples(
            of: try repository(), statuses: statuses,
            histories: [try history("main", "f"), try history("develop", "ab")])
    }

    @Test func `become samples of the integration branch, whatever their state is`() throws {
        let found = try read([try status("hakaru/coverage"), try status("hakaru/coverage/web/ui", on: "b")])
        #expect(found.samples.count == 4)
        let lines = found.samples.filter { $0.measure == .lines }
        #expect(lines.map(\.component) == [nil, "web/ui"])
        #expect(lines.map(\.commit) == [try id("a"), try id("b")])
        #expect(lines.allSatisfy { $0.branch == "develop" && $0.count == CoverageCount(covered: 8123, total: 9921) })
        #expect(found.samples.allSatisfy { $0.measuredAt.description == "2026-01-03T00:00:00Z" })
        #expect(found.untrusted.isEmpty)
    }

    @Test(arguments: [
        (Actor(login: "mallory", kind: .user), "mallory"),
        (Actor(login: "github-actions", kind: .user), "github-actions"),
        (Actor(login: "github-actions-2", kind: .bot), "github-actions-2[bot]"),
    ])
    func `of others than the trusted are named and not believed`(creator: Actor, name: String) throws {
        let found = try read([try status("hakaru/coverage", by: creator)])
        #expect(found.samples.isEmpty)
        #expect(found.untrusted == [name])
        #expect(try read([try status("hakaru/coverage", by: creator)], trusted: []).untrusted == [name])
    }

    @Test func `of an unknown account are believed by nobody`() throws {
        let found = try read([try status("hakaru/coverage", by: nil)], trusted: ["an unknown account"])
        #expect(found.samples.isEmpty)
        #expect(found.untrusted == ["an unknown account"])
    }

    @Test func `of other commits, contexts, forms and texts are no samples`() throws {
        let found = try read([
            try status("hakaru/coverage", on: "f"), try status("hakaru/coverage", on: "e"),
            try status("hakaru/coverage/"), try status("hakaru/coverages"), try status("ci/test"),
            try status("hakaru/coverage", nil, form: .checkRun),
            try status("hakaru/coverage", "cannot tell: no report"),
            try status("hakaru/coverage", "lines 9/8, 100.00 %, v1"), try status("hakaru/coverage", "lines 1/2, v2"),
        ])
        #expect(found.samples.isEmpty)
        #expect(found.untrusted.isEmpty)
    }
}

@Suite struct `A file of coverage samples` {
    private func read(_ text: String) throws -> [CoverageSample] {
        try CoverageSampleFile.read(
            Array(text.utf8), name: "h.csv", repository: try #require(RepositoryID("acme/api")))
    }

    private let sha = String(repeating: "a", count: 40)

    @Test func `is read by the names of its columns`() throws {
        let samples = try read(
            """
            total,covered,branch,commit,measured_at,component,measure\r
            10,8,develop,\(sha),2026-11-02T09:00:00Z,"back, \"\"end\"\"",branches\r

            20,5,develop,\(sha),2026-11-02T09:00:00Z,,

            """)
        #expect(samples.map(\.component) == [#"back, "end""#, nil])
        #expect(samples.map(\.measure) == [.branches, .lines])
        #expect(samples.map(\.count) == [CoverageCount(covered: 8, total: 10), CoverageCount(covered: 5, total: 20)])
        #expect(samples[0].measuredAt.description == "2026-11-02T09:00:00Z")
    }

    @Test(
        arguments: [
            ("", nil, "the file is empty"), ("commit,branch", 1, "the column 'measured_at' is missing"),
            (
                "commit,comit", 1,
                "there is no column 'comit'; known are commit, branch, measured_at, covered, total, "
                    + "component, measure"
            ),
            ("H\n1,2", 2, "the line has 2 fields, not as many as the first line"),
            ("H\nabc,develop,2026-11-02T09:00:00Z,1,2", 2, "'abc' is not the whole name of a commit"),
            ("H\nS,,2026-11-02T09:00:00Z,1,2", 2, "the branch is empty"),
            ("H\nS,develop,2026-11-02,1,2", 2, "'2026-11-02' is not an instant such as 2026-11-24T09:00:00Z"),
            ("H\nS,develop,2026-11-02T09:00:00Z,3,2", 2, "'3' of '2' is no count"),
            ("H\nS,develop,2026-11-02T09:00:00Z,-1,2", 2, "'-1' of '2' is no count"),
            ("H\nS,develop,2026-11-02T09:00:00Z,1,nan", 2, "'1' of 'nan' is no count"),
            ("H\nS,\"develop,2026-11-02T09:00:00Z,1,2", 2, "a quote is not closed"),
        ] as [(String, Int?, String)])
    func `is refused whole with the line and the reason`(text: String, line: Int?, problem: String) throws {
        let text = text.replacing("H\n", with: "commit,branch,measured_at,covered,total\n").replacing(
            "S,", with: "\(sha),")
        #expect(throws: EngineError.malformedSamples(file: "h.csv", line: line, problem: problem)) { try read(text) }
    }
}
