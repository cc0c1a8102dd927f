import HakaruCoverage
import HakaruModel
import Testing

@Suite struct `Hostile coverage files` {
    private func fault(_ text: String, limits: CoverageLimits = CoverageLimits()) throws -> CoverageFault {
        let error = #expect(throws: CoverageError.self) { try read(text, limits: limits) }
        return try #require(error?.fault)
    }

    @Test(arguments: [
        "<!DOCTYPE coverage [<!ENTITY a \"b\">]><coverage/>",
        "<!DOCTYPE coverage [\n  <!ENTITY % x SYSTEM \"http://example.org/x\"> %x;]><coverage/>",
        "<!DOCTYPE coverage SYSTEM \"x.dtd\" [<!ELEMENT a ANY>]><coverage/>",
        "<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;&lol;&lol;\">",
        "<!ENTITY a SYSTEM \"file:///etc/passwd\"><coverage/>",
        "<coverage><packages><class filename=\"&xxe;\"/></packages></coverage>",
        "<coverage><sources><source>&xxe;</source></sources><packages/></coverage>",
        "<coverage><!DOCTYPE x><packages/></coverage>",
    ])
    func `have no entities resolved`(_ text: String) throws {
        #expect(try fault(text) == .forbiddenEntity)
    }

    @Test(arguments: [
        ("<class filename=\"&#0;\"/>", "“&#0;” is no character"),
        ("<class filename=\"&#xD800;\"/>", "“&#xD800;” is no character"),
        ("<class filename=\"&#x110000;\"/>", "“&#x110000;” is no character"),
        ("<class filename=\"&#99999999999999;\"/>", "an “&” that starts no character reference"),
        ("<class filename=\"a&b\"/>", "an “&” that starts no character reference"),
        ("<class filename=a/>", "the attribute “filename” has no value in quotes"),
        ("<class filename/>", "the attribute “filename” has no value in quotes"),
        ("<1/>", "“<1/” is no tag"), ("</packages></packages>", "</packages> closes <coverage>"),
        ("<a></b>", "</b> closes <a>"), ("<class name=\"a\"/>", "a class without a filename"),
        ("<class filename=\"\"/>", "a source file without a name"),
        ("<class filename=\"a\"><lines><line number=\"-1\" hits=\"1\"/>", "“-1” is no line number"),
        ("<class filename=\"a\"><lines><line number=\"2147483648\" hits=\"1\"/>", "“2147483648” is no line number"),
        ("<class filename=\"a\"><lines><line hits=\"1\"/>", "a line without number and hits"),
        ("<lines><line number=\"1\" hits=\"1\"/>", "coverage before the name of its source file"),
    ])
    func `of XML are refused`(_ inside: String, rule: String) throws {
        #expect(try fault("<coverage line-rate=\"1\"><packages>\(inside)</packages></coverage>") == .malformed(rule))
    }

    @Test(arguments: [
        "-1", "NaN", "nan", "Infinity", "1e", "", " ", "0x10", "1_000", "--1", "1.2.3", "-0.5", "-1e-9", "٣",
    ])
    func `have no counts that are none`(_ count: String) throws {
        let texts = [
            "SF:a\nDA:1,\(count)\nend_of_record\n", "SF:a\nBRDA:1,0,0,\(count)\nend_of_record\n",
            "<coverage line-rate='1'><packages><class filename='a'><lines><line number='1' hits='\(count)'/></lines></class></packages></coverage>",
        ]
        for text in texts {
            guard case .invalidCount = try fault(text) else {
                Issue.record("\(text) gives \(try fault(text))")
                continue
            }
        }
        // An array without anything in it is valid JSON.
        guard !count.allSatisfy(\.isWhitespace) else { return }
        #expect(throws: CoverageError.self) { try read(#"{"source_files": [{"coverage": [\#(count)], "name": "a"}]}"#) }
    }

    @Test(arguments: [
        ("9223372036854775808", true), ("18446744073709551615", true), (String(repeating: "9", count: 400), true),
        ("1e400", true), ("0e400", false), ("-0", false), ("0.0", false), ("0.1", true), ("+7", true), ("1E+21", true),
        ("000", false), ("007", true),
    ])
    func `may have any count of runs that is one`(_ text: String, isCovered: Bool) throws {
        let report = try read("SF:a\nDA:1,\(text)\nend_of_record\n")
        #expect(report.count(.lines) == count(isCovered ? 1 : 0, 1))
    }

    @Test func `may state totals beyond 2⁶³`() throws {
        let total = String(repeating: "9", count: 30)
        let report = try read(#"[{"name": "a", "coveredLines": \#(total), "executableLines": \#(total)}]"#)
        #expect(report.count(.lines) == count(.max, .max))
        #expect(try fault(#"[{"name": "a", "coveredLines": 2, "executableLines": 1}]"#) == .malformed("2 covered of 1"))
        #expect(try fault(#"[{"name": "a", "coveredLines": -2, "executableLines": 1}]"#) == .invalidCount("-2"))
    }

    @Test(arguments: ["[", "{\"a\":", "<a>"])
    func `may not nest deeper than any real report`(_ opening: String) throws {
        let text = (opening == "<a>" ? "<coverage><packages>" : "") + String(repeating: opening, count: 1_000_000)
        guard case .tooLarge = try fault(text) else {
            Issue.record("deep nesting was read")
            return
        }
    }

    @Test func `may not have lines, tags or keys without end`() throws {
        var limits = CoverageLimits()
        limits.token = 10_000
        let long = String(repeating: "x", count: 200_000)
        for text in [
            "SF:\(long)\n", "<coverage><packages><class filename='\(long)'/>", "<coverage \(long)",
            #"{"files": {"\#(long)": {}}}"#,
            #"{"files": [\#(String(repeating: "1", count: 200_000))"#, "<coverage><sources><source>\(long)</source>",
        ] {
            switch try fault(text, limits: limits) {
            case .tooLarge, .malformed: break
            case let other: Issue.record("\(text.prefix(40)) gives \(other)")
            }
        }
        // Texts whose content nobody needs may be long, such as the source code in some JSON.
        let source = #"{"source_files": [{"source": "\#(long)\\\"", "coverage": [1], "name": "a"}]}"#
        #expect(try read(source, limits: limits).count(.lines) == count(1, 1))
        let listing = "        -:    0:Source:a.c\n        1:    1:\(long)\n        1:    2:\(long)\n"
        #expect(try read(listing, limits: limits).count(.lines) == count(2, 2))
    }

    @Test(arguments: [1, 4_096, 200_000])
    func `may not have a line without end in small pieces`(_ size: Int) throws {
        var reader = CoverageReader(label: "x")
        try reader.feed(Array("SF:a\nDA:".utf8))
        let piece = [UInt8](repeating: 0x31, count: size)
        var fed = 0
        let error = #expect(throws: CoverageError.self) {
            while fed < 64 << 20 {
                try reader.feed(piece)
                fed += size
            }
        }
        #expect(error?.fault == .tooLarge("a line of more than 1024 KiB"))
        #expect(fed <= 2 << 20)
    }

    @Test func `may not ask for more memory than the limit`() throws {
        var limits = CoverageLimits()
        limits.memory = 1 << 20
        var texts: [String] = []
        texts.append("SF:a\n" + (0..<200_000).map { "DA:\($0 * 64),1\n" }.joined() + "end_of_record\n")
        texts.append("SF:a\n" + (0..<300_000).map { "BRDA:\($0),0,0,1\n" }.joined() + "end_of_record\n")
        texts.append((0..<50_000).map { "SF:a\($0)\nend_of_record\n" }.joined())
        texts.append(
            "mode: set\n" + (0..<300).map { "a.go:\($0 * 1_000_000).1,\($0 * 1_000_000 + 999_000).1 1 1\n" }.joined())
        let range = (0..<300).map {
            "<range source_id=\"\($0)\" start_line=\"1\" end_line=\"900000\" covered=\"yes\"/>"
        }
        texts.append("<results><modules><module>\(range.joined())")
        for text in texts {
            #expect(try fault(text, limits: limits) == .tooLarge("more than 1 MiB of lines and branches"))
        }
    }

    @Test func `may not name more lines at once than any file has`() throws {
        guard case .tooLarge = try fault("mode: set\na.go:1.1,2147483647.1 1 1\n") else {
            Issue.record("a block of two thousand million lines was read")
            return
        }
        let segments = #"[[1,1,1,true,true,false],[2147483647,1,0,false,false,false]]"#
        let text = #"{"data": [{"files": [{"filename": "a", "segments": \#(segments)}]}]}"#
        #expect(try fault(text) == .tooLarge("a block of 2147483645 lines"))
    }

    @Test func `may not be longer than the limit`() throws {
        var limits = CoverageLimits()
        limits.bytes = 1_000
        let text = "SF:a\n" + String(repeating: "DA:1,1\n", count: 1_000) + "end_of_record\n"
        #expect(try fault(text, limits: limits) == .tooLarge("more than 0 MiB"))
    }

    @Test func `have paths that are labels`() throws {
        let report = try read(
            "SF:../../../../etc/passwd\nDA:1,1\nend_of_record\nSF:$(rm -rf x)\nDA:1,0\nend_of_record\n")
        #expect(report.files.map(\.path) == ["$(rm -rf x)", "../../../../etc/passwd"])
        #expect(try fault("SF:a\0b\nend_of_record\n") == .malformed("a source file with a NUL in its name"))
    }

    @Test(arguments: [
        #"{"files": {"a": {"executed_lines": [1,]}}}"#, #"{"files": {"a": {"executed_lines": [1 2]}}}"#,
        #"{"files": {"a" {}}}"#, #"{"files": {"a": }}"#, #"{"files": {"a": {"executed_lines": [01]}}}"#,
        #"{"files": {"a": {"executed_lines": [tru]}}}"#, #"{"files": {"a": {}}} {}"#, #"{"files": {"a": {}}]"#,
        #"{"files": {"a\q": {}}}"#, #"{"files": {"a\u12": {}}}"#, #"{"files": {,}}"#,
        #"{"files": {"a": {"executed_lines": [1.5]}}}"#,
        #"{"files": {"a": {"executed_lines": ["1"]}}}"#, #"{'files': {}}"#,
    ])
    func `of JSON are refused`(_ text: String) throws {
        switch try fault(text) {
        case .malformed, .invalidCount: break
        case let other: Issue.record("\(text) gives \(other)")
        }
    }

    @Test func `of JSON may escape anything in a name`() throws {
        let report = try read(#"{"files": {"\u00e9\ud83d\ude00\/\"\\\t\ud800": {"executed_lines": [1]}}}"#)
        #expect(report.files.map(\.path) == ["é😀/\"\\\t\u{FFFD}"])
    }
}
