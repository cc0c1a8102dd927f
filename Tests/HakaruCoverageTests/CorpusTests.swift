import FoundationEssentials
import HakaruCoverage
import HakaruModel
import Testing

@Suite(.enabled(if: Shared.isThere, "the corpus ../shared/coverage is not beside the package"))
struct `The corpus of coverage files` {
    private struct Expectations: Decodable {
        let files: [String: ExpectedFile]
    }

    /// Files that deliberately give something else than the corpus says, and why.
    private static let differences = [
        // Cut off in the middle of a DA record, without end_of_record: a partial report is an error here.
        "lcov/grcov-invalid_DA_record.info": CoverageFault.truncated("its last line is no whole record")
    ]

    /// The formats in which the corpus counts partial lines.
    private static let partialFormats: Set<String> = ["lcov", "cobertura", "jacoco", "clover", "gcov", "vs-dynamic"]

    private func expectations() throws -> [String: ExpectedFile] {
        try JSONDecoder().decode(Expectations.self, from: Data(try Shared.bytes("expected.json"))).files
    }

    @Test func `gives its numbers`() throws {
        let expected = try expectations()
        #expect(expected.count == 120)
        for (path, file) in expected.sorted(by: { $0.key < $1.key }) {
            let bytes = try Shared.bytes(path)
            if let fault = Self.differences[path] {
                let error = #expect(throws: CoverageError.self) { try CoverageReader.read(bytes, label: path) }
                #expect(error?.fault == fault)
                continue
            }
            let report = try CoverageReader.read(bytes, label: path)
            #expect(report.formats.map(\.rawValue) == [file.format], "\(path)")
            #expect(report.files.count == file.files, "\(path)")
            #expect(report.expected(.lines) == file.lines, "\(path)")
            #expect(report.expected(.branches) == file.branches, "\(path)")
            #expect(report.expected(.functions) == file.functions, "\(path)")
            #expect(report.expected(.statements) == file.statements, "\(path)")
            // The corpus names these files by their index, not by their path.
            for one in file.perFile where path != "dotcover/reportgenerator-MultidotCover.xml" {
                let measure = file.lines == nil ? CoverageMeasure.statements : .lines
                let found = report.file(at: SourcePath(one.path))
                #expect(found?.count(measure).map(ExpectedCount.init) == one.lines, "\(path): \(one.path)")
            }
            if let partial = file.partialLines, Self.partialFormats.contains(file.format) {
                #expect(report.files.reduce(0) { $0 + $1.partialLineCount } == partial, "\(path)")
            }
        }
    }

    @Test func `gives the same lines of one run in two formats`() throws {
        let json = try CoverageReader.read(try Shared.bytes("llvm-json/swift-swA-all.json"), label: "json")
        let lcov = try CoverageReader.read(try Shared.bytes("lcov/llvm21-swift-swA-all.lcov"), label: "lcov")
        #expect(json.files.map(\.path) == lcov.files.map(\.path))
        for (left, right) in zip(json.files, lcov.files) {
            #expect(left.uncoveredLines == right.uncoveredLines, "\(left.path)")
            let numbers = 1...400
            #expect(numbers.map { left.state(ofLine: $0) } == numbers.map { right.state(ofLine: $0) }, "\(left.path)")
        }
    }

    @Test func `reads the lines of coverage.py in four formats alike`() throws {
        let paths = [
            "coveragepy-json/pyA-branch.json", "lcov/coveragepy-pyA-branch.lcov", "cobertura/coveragepy-pyA-branch.xml",
            "cobertura/pytest-cov-pyA.xml",
        ]
        let states = try paths.map { path in
            let report = try CoverageReader.read(try Shared.bytes(path), label: path)
            return try report.files.map { file in
                (try #require(file.path.text.split(separator: "/").last), (0...60).map { file.state(ofLine: $0) })
            }
        }
        for other in states.dropFirst() {
            #expect(other.map(\.0) == states[0].map(\.0))
            #expect(other.map(\.1) == states[0].map(\.1))
        }
    }
}

extension ExpectedCount {
    init(_ count: CoverageCount) {
        self.init(covered: count.covered, total: count.total)
    }
}

extension CoverageReport {
    fileprivate func expected(_ measure: CoverageMeasure) -> ExpectedCount? { count(measure).map(ExpectedCount.init) }
}
