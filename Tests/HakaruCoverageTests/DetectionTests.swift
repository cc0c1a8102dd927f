import HakaruCoverage
import HakaruModel
import Testing

@Suite struct `What is no coverage` {
    private func fault(_ bytes: [UInt8], limits: CoverageLimits = CoverageLimits()) throws -> CoverageFault {
        let error = #expect(throws: CoverageError.self) {
            try CoverageReader.read(bytes, label: "coverage.xml", limits: limits)
        }
        #expect(error?.exitCode == .malformedInput)
        #expect(error?.label == "coverage.xml")
        return try #require(error?.fault)
    }

    @Test(arguments: [
        ("", CoverageFault.empty), (" \n\t\r\n", .empty), ("\u{FEFF}", .empty), ("\u{FEFF}  \n", .empty),
        ("hello world\n", .unknownFormat), ("12", .unknownFormat), ("{}", .unknownFormat), ("[]", .unknownFormat),
        (#"{"a": {"b": 1}}"#, .unknownFormat), ("<a><b/></a>", .unknownFormat), ("<coverage/>", .unknownFormat),
        ("<coverage><unknown/></coverage>", .unknownFormat), ("\0\0\0\0", .unknownFormat),
        ("<testsuites><testsuite name=\"a\"/></testsuites>", .otherKind("test results of JUnit")),
        ("<?xml version='1.0'?><testsuite/>", .otherKind("test results of JUnit")),
        ("<checkstyle version='4'/>", .otherKind("findings of a linter")),
        ("<!DOCTYPE html><html><body/></html>", .otherKind("a web page")),
        ("<coverage line-rate='1'><packages/></coverage>", .noFiles), ("mode: set\n", .noFiles), ("TN:\n", .noFiles),
        ("<coverage line-rate='1'/>", .noFiles), ("<coverage generated='1'></coverage>", .noFiles),
        (#"{"source_files": []}"#, .noFiles), (#"{"files": {}, "meta": {}}"#, .noFiles),
    ])
    func `is an error`(_ text: String, expected: CoverageFault) throws {
        #expect(try fault(Array(text.utf8)) == expected)
    }

    @Test(arguments: [[0xFF, 0xFE, 0x3C, 0x00], [0xFE, 0xFF, 0x00, 0x3C]] as [[UInt8]])
    func `is UTF-16`(_ bytes: [UInt8]) throws {
        #expect(try fault(bytes) == .malformed("it is UTF-16; every format is read as UTF-8"))
    }

    @Test(arguments: [
        ("SF:a\nDA:1,1\n", CoverageFault.truncated("end_of_record is missing")),
        ("SF:a\nDA:1,1\nend_of_record\nSF:b\nDA:2", .truncated("its last line is no whole record")),
        ("<coverage line-rate='1'><packages>", .truncated("</coverage> is missing")),
        ("<coverage line-rate='1'><packages><pack", .truncated("it ends inside a tag")),
        ("<coverage><packages/><!-- ", .truncated("it ends inside a comment or similar")),
        (#"{"files": {"a.py": {"executed_lines": [1, 2"#, .truncated("it ends inside an object or array")),
        (#"{"files": {"a.p"#, .truncated("it ends inside a text")),
        (#"{"#, .truncated("it ends inside an object or array")),
        ("mode: set\na.go:1.2,3.4 5", .truncated("its last line is no whole record")),
        (
            String(repeating: "=", count: 78) + "\na.lua\n" + String(repeating: "=", count: 78) + "\n  1 x()\n",
            .truncated("its summary is missing")
        ),
    ])
    func `is cut off`(_ text: String, expected: CoverageFault) throws {
        #expect(try fault(Array(text.utf8)) == expected)
    }

    @Test func `is found by content, whatever stands before it`() throws {
        #expect(
            try read("\n\n  <!-- note -->\n<coverage version=\"1\"><file path=\"a\"/></coverage>").formats == [
                .sonarQube
            ])
        #expect(try read("# comment\n\nTN:x\nSF:a\nend_of_record\n").formats == [.lcov])
        // A note longer than the first chunk must not hide the format.
        var reader = CoverageReader(label: "x")
        try reader.feed(Array("<!-- \(String(repeating: "long ", count: 40_000))".utf8))
        try reader.feed(Array(" --><coverage><packages><class filename='a'/></packages></coverage>".utf8))
        #expect(try reader.finish().formats == [.cobertura])
    }

    @Test(arguments: [
        (#"{"files": {"a.py": {"executed_lines": [1]}}, "meta": {}}"#, CoverageFormat.coveragePyJSON),
        (
            #"{"type": "llvm.coverage.json.export", "data": [{"files": [{"filename": "a", "summary": {"lines": {"count": 1, "covered": 1}}}]}]}"#,
            .llvmJSON
        ),
        (#"{"coverage": {"coverage": {"a.rb": [1]}}}"#, .simpleCovResultSet),
        (#"{"coverage": {"files": {"lines": [1]}}}"#, .simpleCovJSON),
        (#"{"files": [{"lines": [], "file": "a"}], "gcovr/format_version": "1"}"#, .gcovrJSON),
    ])
    func `is told from JSON by its keys in any order`(_ text: String, format: CoverageFormat) throws {
        #expect(try read(text).formats == [format])
    }

    @Test func `has errors that name file, place and next step`() throws {
        let error = #expect(throws: CoverageError.self) { try read("SF:a\nDA:1,1\nDA:x,1\nend_of_record\n") }
        #expect(error?.summary == "report is malformed: “DA:x,1” is not line,hits (lcov, line 3).")
        #expect(error?.hint == "Write the report again, and update the tool that wrote it.")
        let xml = #expect(throws: CoverageError.self) {
            try read(
                "<coverage version='1'><file path='a'><lineToCover lineNumber='1' covered='yes'/></file></coverage>")
        }
        #expect(xml?.summary == "report has “yes” where a count belongs (sonarqube, byte 37).")
    }

    @Test func `shows nothing but plain characters of a hostile file in its errors`() throws {
        let error = #expect(throws: CoverageError.self) {
            try read("SF:a\n\u{1B}[2J\u{202E}evil\u{7}\nend_of_record\n")
        }
        #expect(error?.summary.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{202E}" } == true)
    }
}
