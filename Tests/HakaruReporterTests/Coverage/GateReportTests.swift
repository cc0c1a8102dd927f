import FoundationEssentials
import HakaruCoverage
import HakaruModel
import HakaruReporter
import Testing

@Suite struct `The code-quality report of a gate` {
    private struct Issue: Decodable {
        enum CodingKeys: String, CodingKey {
            case description, fingerprint, severity, location
            case checkName = "check_name"
        }
        struct Location: Decodable {
            struct Lines: Decodable { let begin: Int }
            let path: String
            let lines: Lines
        }
        let description: String
        let checkName: String
        let fingerprint: String
        let severity: String
        let location: Location
    }

    private func issues(_ result: CoverageGateResult) throws -> [Issue] {
        try JSONDecoder().decode([Issue].self, from: Data(result.codeQuality.text(.indented)))
    }

    @Test func `has an issue for each place`() throws {
        let issues = try issues(try SampleGate().result())
        #expect(
            issues.map { "\($0.severity) \($0.checkName) \($0.location.path):\($0.location.lines.begin)" } == [
                "major hakaru.coverage.uncovered_lines api/a.py:12",
                "major hakaru.coverage.uncovered_lines api/a.py:20",
                "minor hakaru.coverage.unmeasured_file new/api/a.py:1",
                "info hakaru.coverage.partial_lines api/a.py:4",
            ])
        #expect(issues[0].description == "Lines 12–14 are new and did not run.")
    }

    @Test func `names each issue apart, and the same in each run`() throws {
        let result = try SampleGate(moreFiles: 500, linesPerFile: 3).result()
        let prints = try issues(result).map(\.fingerprint)
        #expect(Set(prints).count == prints.count)
        #expect(prints.allSatisfy { $0.utf8.count == 16 })
        #expect(try issues(result).map(\.fingerprint) == prints)
    }

    @Test func `is an empty array where nothing is wrong`() throws {
        #expect(try SampleGate.only(.passed).codeQuality.text(.indented) == Array("[]".utf8))
    }

    @Test(arguments: hostileTexts)
    func `keeps text from elsewhere in its strings`(text: String) throws {
        let issues = try issues(try SampleGate(text: text).result())
        #expect(issues.count == 4)
        #expect(issues[0].location.path == TextSafety.terminal(text))
    }
}

@Suite struct `The JUnit file of a gate` {
    private func text(_ result: CoverageGateResult) -> String { String(decoding: result.junit, as: UTF8.self) }

    @Test func `has a case for each rule`() throws {
        let text = text(try SampleGate().result())
        let lines = text.split(separator: "\n")
        #expect(lines.first == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
        let counts = "tests=\"5\" failures=\"2\" errors=\"1\" skipped=\"1\" time=\"0\""
        #expect(text.contains("<testsuites name=\"hakaru\" \(counts)><testsuite name=\"coverage gate\" \(counts)>"))
        #expect(
            text.contains(
                "<testcase classname=\"hakaru.coverage\" name=\"total\" time=\"0\"><failure "
                    + "message=\"79.99 % of lines (7999/10000) is below 80 %\" type=\"failed\"></failure></testcase>"))
        #expect(
            text.contains(
                "<failure message=\"4 new lines uncovered in api/a.py\" type=\"failed\">\n"
                    + "api/a.py:12: Lines 12–14 are new and did not run.\n"))
        #expect(
            text.contains(
                "<testcase classname=\"hakaru.coverage\" name=\"patch of api/a.py\" time=\"0\"></testcase>"))
        #expect(text.contains("<skipped message=\"the change has no branches\"></skipped>"))
        #expect(text.contains("<error message=\"nothing is known of api/a.py\" type=\"cannot_tell\"></error>"))
    }

    @Test func `of a gate without rules is in error`() {
        let text = text(CoverageGateResult(rules: []))
        #expect(text.contains("tests=\"1\" failures=\"0\" errors=\"1\""))
        #expect(text.contains("<error message=\"no rule was given\" type=\"cannot_tell\"></error>"))
    }

    @Test func `lists a hundred places and counts the rest`() throws {
        #expect(text(try SampleGate(moreFiles: 200).result()).contains("\nand 104 more</failure>"))
    }

    @Test(arguments: hostileTexts)
    func `keeps its elements whatever a text holds`(text: String) throws {
        let hostile = try SampleGate(text: text).result().junit
        #expect(XMLSkeleton(hostile) == XMLSkeleton(try SampleGate().result().junit))
        #expect(XMLSkeleton.isText(hostile))
    }
}

@Suite struct `The badge of a gate` {
    @Test(arguments: [
        (7_999, GateVerdict.failed, "79.99 %", "#b3261e"), (10_000, .passed, "100.00 %", "#2a7f3e"),
        (9_999, .notApplicable, "99.99 %", "#3b5f8a"), (1, .cannotTell, "0.01 %", "#5f6368"),
    ])
    func `shows the share in the colour of the verdict`(
        covered: Int, verdict: GateVerdict, share: String, colour: String
    ) throws {
        let count = try #require(CoverageCount(covered: covered, total: 10_000))
        let text = String(
            decoding: CoverageBadge(label: "coverage", count: count, verdict: verdict).svg, as: UTF8.self)
        #expect(text.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\""))
        #expect(text.contains("<title>coverage: \(share)</title>"))
        #expect(text.contains("fill=\"\(colour)\""))
        #expect(text.contains(">\(share)</text>"))
    }

    @Test func `shows what it does not know`() {
        let text = String(
            decoding: CoverageBadge(label: "api", count: nil, verdict: .cannotTell).svg, as: UTF8.self)
        #expect(text.contains("<title>api: unknown</title>"))
    }

    @Test(
        arguments: hostileTexts + [
            String(repeating: "x", count: 900), "a" + String(repeating: "\u{301}", count: 9_999),
        ])
    func `is the same picture whatever its label holds`(text: String) {
        let hostile = CoverageBadge(label: text, count: nil, verdict: .passed).svg
        #expect(XMLSkeleton(hostile) == XMLSkeleton(CoverageBadge(label: "x", count: nil, verdict: .passed).svg))
        #expect(XMLSkeleton.isText(hostile))
        #expect(hostile.count < 4_000)
    }
}

/// The markup of an XML text without what stands in it.
struct XMLSkeleton: Equatable {
    private let marks: [UInt8]

    init(_ bytes: [UInt8]) {
        marks = bytes.filter { [0x3C, 0x3E, 0x22, 0x27, 0x0A].contains($0) }
    }

    /// Whether every byte may stand in XML, and every `&` begins a reference of ours.
    static func isText(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        let isAllowed = text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x0A, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
            default: false
            }
        }
        let references = ["amp;", "lt;", "gt;", "quot;", "#39;"].map { Array($0.utf8) }
        return isAllowed
            && bytes.indices.allSatisfy { index in
                bytes[index] != 0x26 || references.contains { bytes[(index + 1)...].starts(with: $0) }
            }
    }
}
