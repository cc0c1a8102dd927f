import FoundationEssentials
import HakaruCoverage
import HakaruModel
import Testing

@Suite(.enabled(if: Shared.isThere, "the corpus ../shared/coverage is not beside the package"))
struct `The patch cases of the corpus` {
    /// What diff-cover answers for a case, by the options that it was given.
    private struct Answer: Decodable {
        struct Run: Decodable {
            let json: Output
        }

        struct Output: Decodable {
            struct File: Decodable {
                let violations: [Int]
                let covered: [Int]

                enum CodingKeys: String, CodingKey {
                    case violations = "violation_lines"
                    case covered = "covered_lines"
                }
            }

            let files: [String: File]
            let lines: Int
            let violations: Int
            let changed: Int

            enum CodingKeys: String, CodingKey {
                case files = "src_stats"
                case lines = "total_num_lines"
                case violations = "total_num_violations"
                case changed = "num_changed_lines"
            }
        }

        let base: String
        let head: String
        let coverage: [String]
        let runs: [String: Run]

        enum CodingKeys: String, CodingKey {
            case base, head
            case coverage = "coverage_files"
            case runs = "diff_cover"
        }
    }

    private static let names = ["v1-modify-and-add", "v2-rename-with-edit", "v3-deletions", "v5-merge-base"]

    private func answer(_ name: String) throws -> Answer {
        try JSONDecoder().decode(Answer.self, from: Data(try Shared.bytes("diffs/\(name)/expected.json")))
    }

    private func report(_ name: String, _ answer: Answer) throws -> CoverageReport {
        try CoverageReport.merging(
            answer.coverage.map { try CoverageReader.read(try Shared.bytes("diffs/\(name)/\($0)"), label: $0) })
    }

    private func check(_ diff: UnifiedDiff, _ report: CoverageReport, _ output: Answer.Output, strict: Bool) {
        let patch = PatchCoverage(diff: diff, report: report)
        let measure = strict ? CoverageMeasure.strictLines : .lines
        #expect(patch.count(measure)?.total == output.lines)
        #expect(patch.count(measure)?.uncovered == output.violations)
        #expect(diff.files.reduce(0) { $0 + $1.addedLineCount } == output.changed)
        #expect(patch.files.map(\.path.text) == output.files.keys.sorted())
        for file in patch.files {
            let missed = strict ? (file.uncoveredLines + file.partialLines).sorted() : file.uncoveredLines
            #expect(missed == output.files[file.path.text]?.violations)
        }
    }

    @Test(arguments: names, ["diff-u0.patch", "diff-u3.patch"])
    func `agree with diff-cover, with and without context lines`(_ name: String, patch: String) throws {
        let answer = try answer(name)
        let report = try report(name, answer)
        let diff = try UnifiedDiff(try Shared.bytes("diffs/\(name)/\(patch)"), label: patch)
        check(diff, report, try #require(answer.runs["default"]).json, strict: false)
        // diff-cover knows branches of Cobertura alone; the other cases repeat the plain answer.
        if answer.coverage[0].hasSuffix(".xml") {
            check(diff, report, try #require(answer.runs["branch-coverage"]).json, strict: true)
        }
    }

    @Test(arguments: names)
    func `agree with diff-cover on what git says`(_ name: String) throws {
        let answer = try answer(name)
        let report = try report(name, answer)
        let directory = FileManager.default.temporaryDirectory.appending(path: "hakaru-\(name)-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: directory) }
        let bundle = "\(Shared.coverage)/diffs/\(name)/repo.bundle"
        _ = try Git.run(["clone", "--quiet", "--branch", answer.head, bundle, directory.path])
        let range = ["origin/\(answer.base)...\(answer.head)"]
        let options = ["--no-ext-diff", "--no-color", "--find-renames", "--src-prefix=a/", "--dst-prefix=b/"]
        let bytes = try Git.run(["-C", directory.path, "diff", "-U0"] + options + range)
        check(try UnifiedDiff(bytes, label: name), report, try #require(answer.runs["default"]).json, strict: false)
        guard let twoDots = answer.runs["two-dots"] else { return }
        let other = try Git.run(["-C", directory.path, "diff"] + options + ["origin/\(answer.base)..\(answer.head)"])
        check(try UnifiedDiff(other, label: name), report, twoDots.json, strict: false)
    }

    /// diff-cover takes “\ No newline at end of file” for a line, and so misses the changed lines after it.
    ///
    /// It answers 2 of 2. Line 2 of c.py was changed and did not run.
    @Test(arguments: ["diff-u0.patch", "diff-u3.patch"])
    func `differ from diff-cover where a file had no newline at its end`(_ patch: String) throws {
        let name = "v4-no-newline-at-eof"
        let answer = try answer(name)
        let diff = try UnifiedDiff(try Shared.bytes("diffs/\(name)/\(patch)"), label: patch)
        let result = PatchCoverage(diff: diff, report: try report(name, answer))
        #expect(diff.files.map(\.addedLines) == [[2...3], [3...3], [2...2]])
        #expect(diff.files.reduce(0) { $0 + $1.addedLineCount } == answer.runs["default"]?.json.changed)
        #expect(result.count(.lines) == CoverageCount(covered: 3, total: 4))
        #expect(result.files.map(\.uncoveredLines) == [[], [], [2]])
    }
}
