import FoundationEssentials
import HakaruSystem
import HakaruTestSupport
import Testing

@Suite(.enabled(if: SharedMaterial.root != nil, SharedMaterial.absence))
struct `The coverage commands on the corpus` {
    private struct Count: Decodable, Equatable {
        let covered: Int
        let total: Int
    }

    private struct Expectations: Decodable {
        struct File: Decodable {
            let files: Int
            let lines: Count?
            let branches: Count?
            let functions: Count?
            let statements: Count?
        }

        let files: [String: File]
    }

    private struct Shown: Decodable {
        let schema: String
        let fileCount: Int
        let lines: Count?
        let branches: Count?
        let functions: Count?
        let statements: Count?

        enum CodingKeys: String, CodingKey {
            case schema, lines, branches, functions, statements
            case fileCount = "file_count"
        }
    }

    private var corpus: String { "\(SharedMaterial.root ?? "")/coverage" }

    private func decode<Value: Decodable>(_ type: Value.Type, _ path: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(try FileSystem.read("\(corpus)/\(path)", limitInBytes: 64 << 20)))
    }

    @Test func `show the numbers of every file`() async throws {
        let expected = try decode(Expectations.self, "expected.json").files
        let directory = try TemporaryDirectory()
        let paths = expected.keys.sorted()
        // One shell for all files, and one process for each: what is tested is the command, not how fast shells start.
        let script = paths.enumerated().map { index, path in
            "hakaru coverage show --totals --format json '\(corpus)/\(path)' > \(index).out 2> /dev/null; "
                + "echo $? > \(index).code"
        }
        let result = try await Transcript.run(script.joined(separator: "\n"), in: directory.path)
        try #require(result.isSuccess)
        #expect(expected.count == 120)
        for (index, path) in paths.enumerated() {
            let file = try #require(expected[path])
            let code = try FileSystem.read(directory.path("\(index).code"), limitInBytes: 16)
            let output = try FileSystem.read(directory.path("\(index).out"), limitInBytes: 1 << 20)
            // Cut off in the middle of a record: an error, as docs/coverage.md says.
            if path == "lcov/grcov-invalid_DA_record.info" {
                #expect(code == Array("65\n".utf8))
                #expect(output.isEmpty)
                continue
            }
            #expect(code == Array("0\n".utf8), "\(path)")
            let shown = try JSONDecoder().decode(Shown.self, from: Data(output))
            #expect(shown.schema == "hakaru.coverage/1")
            #expect(shown.fileCount == file.files, "\(path)")
            #expect(shown.lines == file.lines, "\(path)")
            #expect(shown.branches == file.branches, "\(path)")
            #expect(shown.functions == file.functions, "\(path)")
            #expect(shown.statements == file.statements, "\(path)")
        }
    }

    private struct Gate: Decodable {
        struct Patch: Decodable {
            struct File: Decodable {
                let path: String
                let uncoveredLines: [Int]

                enum CodingKeys: String, CodingKey {
                    case path
                    case uncoveredLines = "uncovered_lines"
                }
            }

            let covered: Int
            let total: Int
            let files: [File]
        }

        let verdict: String
        let patch: Patch
    }

    private struct Case: Decodable {
        let base: String
        let head: String
        let coverage: [String]

        enum CodingKeys: String, CodingKey {
            case base, head
            case coverage = "coverage_files"
        }
    }

    /// The answers of diff-cover; but for v4, whose reason is in docs/coverage.md.
    @Test(arguments: [
        ("v1-modify-and-add", 5, 8, Int32(2)), ("v2-rename-with-edit", 1, 2, 2), ("v3-deletions", 0, 1, 2),
        ("v4-no-newline-at-eof", 3, 4, 2), ("v5-merge-base", 1, 1, 0),
    ])
    func `judge the changes`(name: String, covered: Int, total: Int, code: Int32) async throws {
        let facts = try decode(Case.self, "diffs/\(name)/expected.json")
        let directory = try TemporaryDirectory()
        let files = facts.coverage.map { "'\(corpus)/diffs/\(name)/\($0)'" }.joined(separator: " ")
        let result = try await Transcript.run(
            """
            git clone --quiet --branch \(facts.head) '\(corpus)/diffs/\(name)/repo.bundle' work && cd work && \
            hakaru coverage gate \(files) --base origin/\(facts.base) --patch-fail-under 80 --format json
            """, in: directory.path)
        #expect(result.ending == .exited(code))
        let gate = try JSONDecoder().decode(Gate.self, from: Data(result.output))
        #expect(gate.patch.covered == covered)
        #expect(gate.patch.total == total)
        #expect(gate.patch.files.reduce(0) { $0 + $1.uncoveredLines.count } == total - covered)
    }
}
