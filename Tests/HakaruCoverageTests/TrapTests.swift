import HakaruCoverage
import HakaruModel
import Testing

/// What other readers of the same formats get wrong.
@Suite struct `Known traps of coverage formats` {
    @Test func `a record of LCOV without its end does not swallow the file before it`() throws {
        let report = try read("SF:a\nDA:1,1\nDA:2,0\nSF:b\nDA:1,1\nDA:2,1\nend_of_record\n")
        #expect(report.files.map(\.path) == ["a", "b"])
        #expect(report.count(.lines) == count(3, 4))
    }

    @Test func `a path of Windows in LCOV keeps its colon`() throws {
        #expect(try read("SF:C:\\w\\a.cpp\nDA:1,1\nend_of_record\n").files.map(\.path) == ["C:\\w\\a.cpp"])
    }

    @Test func `names of functions may hold commas and numbers`() throws {
        let text = "SF:a\nFN:1,f(int, 2)\nFN:4,9,g<1, 2>\nFNDA:1,f(int, 2)\nFNDA:0,g<1, 2>\nend_of_record\n"
        #expect(try read(text).count(.functions) == count(1, 2))
    }

    @Test func `lines after the last record of LCOV mean nothing`() throws {
        #expect(try read("SF:a\nDA:1,1\nend_of_record\nEOF\n\n# done\n").count(.lines) == count(1, 1))
        #expect(throws: CoverageError.self) { try read("SF:a\nDA:1,1\nend_of_record\nDA:2,1\n") }
        #expect(throws: CoverageError.self) { try read("SF:a\nDA:1,1\nwhat is this\nend_of_record\n") }
    }

    @Test func `a branch that was never reached counts as one that was not taken`() throws {
        let report = try read("SF:a\nDA:1,0\nBRDA:1,0,0,-\nBRDA:1,0,1,-\nend_of_record\n")
        #expect(report.count(.branches) == count(0, 2))
        #expect(report.files[0].state(ofLine: 1) == .uncovered)
    }

    @Test func `stated totals do not count where lines are listed`() throws {
        let lcov = try read("SF:a\nDA:1,0\nLF:100\nLH:100\nBRF:9\nBRH:9\nend_of_record\n")
        #expect(lcov.count(.lines) == count(0, 1))
        #expect(lcov.count(.branches) == nil)
        let text =
            "<coverage line-rate='1' lines-covered='9' lines-valid='9' branches-valid='4' branches-covered='4'><packages><package line-rate='1'><class filename='a' line-rate='1'><lines><line number='1' hits='0' branch='true' condition-coverage='100%'/></lines></class></package></packages></coverage>"
        #expect(try read(text).count(.lines) == count(0, 1))
        #expect(try read(text).count(.branches) == nil)
    }

    @Test func `lines of methods do not count where the class lists its own`() throws {
        let methods =
            "<methods><method name='m' signature=''><lines><line number='90' hits='0'/></lines></method></methods>"
        let both =
            "<coverage><packages><class name='a' filename='a'>\(methods)<lines><line number='1' hits='1'/></lines></class></packages></coverage>"
        let only = "<coverage><packages><class name='a' filename='a'>\(methods)</class></packages></coverage>"
        #expect(try read(both).count(.lines) == count(1, 1))
        #expect(try read(only).count(.lines) == count(0, 1))
    }

    @Test func `lines of JaCoCo without instructions are told by the counters`() throws {
        let text = """
            <report name="r"><package name="src"><sourcefile name="a.c"><line nr="1"/><line nr="2" mb="1" cb="1"/>
            <counter type="LINE" missed="1" covered="1"/><counter type="METHOD" missed="0" covered="1"/></sourcefile>
            </package></report>
            """
        let report = try read(text)
        #expect(report.count(.lines) == count(1, 2))
        #expect(report.count(.strictLines) == count(0, 2))
        #expect(report.count(.functions) == count(1, 1))
        #expect(report.files[0].knowsLines == false)
        #expect(report.files[0].state(ofLine: 1) == nil)
    }

    @Test func `one file in two modules of JaCoCo is two files`() throws {
        let package =
            "<package name='p'><sourcefile name='A.java'><line nr='1' mi='0' ci='1' mb='0' cb='0'/></sourcefile></package>"
        let text = "<report name='r'><group name='m1'>\(package)</group><group name='m2'>\(package)</group></report>"
        #expect(try read(text).files.map(\.path) == ["m1/p/A.java", "m2/p/A.java"])
    }

    @Test func `a block of Go that several packages report counts once`() throws {
        let report = try read("mode: set\na.go:1.1,2.2 3 0\nmode: set\na.go:1.1,2.2 3 1\na.go:1.1,2.2 3 0\n")
        #expect(report.count(.statements) == count(3, 3))
        #expect(report.count(.lines) == count(2, 2))
    }

    @Test func `source lines that look like records of gcov are source`() throws {
        let text =
            "        -:    0:Source:a.c\n        1:    1:branch  0 taken 0\n    #####:    2:function f called 1\n"
        let report = try read(text)
        #expect(report.count(.lines) == count(1, 2))
        #expect(report.count(.branches) == nil)
    }

    @Test func `a name with characters of any encoding stays as it is`() throws {
        let path: [UInt8] = [0x63, 0x61, 0x66, 0xE9, 0x2E, 0x63]
        let lcov = Array("SF:".utf8) + path + Array("\nDA:1,1\nend_of_record\n".utf8)
        #expect(try CoverageReader.read(lcov, label: "x").files.map(\.path) == [SourcePath(bytes: path)])
        let xml =
            Array("<?xml version='1.0' encoding='ISO-8859-1'?><coverage version='1'><file path='".utf8) + path
            + Array("'><lineToCover lineNumber='1' covered='true'/></file></coverage>".utf8)
        #expect(try CoverageReader.read(xml, label: "x").files.map(\.path) == [SourcePath(bytes: path)])
    }

    @Test func `line 0 is a line, and the largest line too`() throws {
        let report = try read("SF:a\nDA:0,1\nDA:2147483647,0\nDA:63,1\nDA:64,1\nend_of_record\n")
        #expect(report.count(.lines) == count(3, 4))
        #expect(report.files[0].uncoveredLines == [2_147_483_647])
        #expect(report.files[0].state(ofLine: -1) == nil)
        #expect(report.files[0].state(ofLine: .max) == nil)
        #expect(throws: CoverageError.self) { try read("SF:a\nDA:2147483648,1\nend_of_record\n") }
    }
}
