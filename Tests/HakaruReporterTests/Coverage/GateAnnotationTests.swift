import HakaruCoverage
import HakaruModel
import HakaruReporter
import Testing

@Suite struct `Annotations of a gate` {
    private func lines(_ result: CoverageGateResult) -> [String] {
        String(decoding: result.annotations, as: UTF8.self).utf8.split(separator: 0x0A).map {
            String(decoding: Array($0), as: UTF8.self)
        }
    }

    @Test func `mark rules, lines and files`() throws {
        #expect(
            lines(try SampleGate().result()) == [
                "::error title=Coverage gate failed::total: 79.99 %25 of lines (7999/10000) is below 80 %25",
                "::error title=Coverage gate failed::no_new_uncovered: 4 new lines uncovered in api/a.py",
                "::error title=Coverage gate cannot tell::no_decrease: nothing is known of api/a.py",
                "::error file=api/a.py,line=12,endLine=14,title=Not covered::Lines 12–14 are new and did not run.",
                "::error file=api/a.py,line=20,endLine=20,title=Not covered::Line 20 is new and did not run.",
                "::warning title=Coverage bar lowered::This change lowers a bar: total of api/a.py: 80 %25 "
                    + "before, 70.5 %25 now.",
                "::warning file=new/api/a.py,title=Not measured::"
                    + "This file changed, and the coverage reports do not tell which of its lines ran.",
                "::notice file=api/a.py,line=4,endLine=4,title=Partly covered::"
                    + "Line 4 is new and ran without all of its branches.",
            ])
    }

    @Test(arguments: [(0, 5), (5, 10), (6, 10), (100, 10)])
    func `are at most ten a level, the last of which counts the rest`(files: Int, count: Int) throws {
        let errors = lines(try SampleGate(moreFiles: files).result()).filter { $0.hasPrefix("::error ") }
        #expect(errors.count == count)
        let isCut = 5 + files > 10
        let rest = "::error title=Coverage gate::\(5 + files - 9) more are in the summary of this step."
        #expect((errors.last == rest) == isCut)
    }

    @Test func `of a green gate are none`() throws {
        #expect(try SampleGate.only(.passed).annotations.isEmpty)
        #expect(try SampleGate.only(.notApplicable).annotations.isEmpty)
    }

    @Test func `escape what ends a property or a message`() throws {
        let lines = lines(try SampleGate(text: "a,b:c%d\r\ne").result())
        #expect(lines.contains { $0.hasPrefix("::error file=a%2Cb%3Ac%25d  e,line=12,") })
        #expect(
            lines[1] == "::error title=Coverage gate failed::no_new_uncovered: 4 new lines uncovered in a,b:c%25d  e")
    }

    @Test(arguments: hostileTexts)
    func `stay the same commands whatever a text holds`(text: String) throws {
        let hostile = lines(try SampleGate(text: text).result())
        let plain = lines(try SampleGate().result())
        #expect(hostile.count == plain.count)
        for (line, other) in zip(hostile, plain) {
            #expect(line.utf8.prefix(9).elementsEqual(other.utf8.prefix(9)))
            #expect(line.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
            // Between the name and the end of the properties no text adds or ends a property.
            let head = line.utf8.dropFirst(2).split(separator: 0x3A, maxSplits: 1)[0]
            let otherHead = other.utf8.dropFirst(2).split(separator: 0x3A, maxSplits: 1)[0]
            #expect(head.count { $0 == 0x2C } == otherHead.count { $0 == 0x2C })
        }
    }
}
