import HakaruCoverage
import HakaruModel
import HakaruReporter
import Testing

@Suite struct `The verdict as text` {
    @Test func `says what, where and why, and ends with the share`() throws {
        let expected = """
            Coverage gate: failed

              Verdict         Rule               Why
              failed          total              79.99 % of lines (7999/10000) is below 80 %
              passed          patch of api/a.py  all of api/a.py ran
              failed          no_new_uncovered   4 new lines uncovered in api/a.py
              cannot tell     no_decrease        nothing is known of api/a.py
              not applicable  patch, branches    the change has no branches

            Changed lines that did not run:
              - api/a.py: 12–14, 20

            Changed lines that ran without all of their branches:
              - api/a.py: 4

            Changed files that no report measures:
              - new/api/a.py (no report names it)

            This change lowers a bar: total of api/a.py: 80 % before, 70.5 % now.
            Takes no part: pharmacy (api/a.py is replaced in June).
            Did not arrive: api/a.py.
            Not in the repository: api/a.py. For api/a.py try --strip-prefix api/a.py.
            Judged: 3c3c3c3c against 2b2b2b2b, the merge base with api/a.py.
            Compared with 1a1a1a1a, 2 commits before the merge base.

            coverage: 79.99 %

            """
        #expect(try SampleGate().result().text(width: nil).split(separator: "\n") == expected.split(separator: "\n"))
    }

    @Test(arguments: [
        (GateVerdict.passed, "Coverage gate: passed"), (.failed, "Coverage gate: failed"),
        (.notApplicable, "Coverage gate: not applicable"), (.cannotTell, "Coverage gate: cannot tell"),
    ])
    func `begins with the verdict`(verdict: GateVerdict, line: String) throws {
        let text = try SampleGate.only(verdict).text(width: nil)
        #expect(text.hasPrefix("\(line)\n\n  Verdict"))
        #expect(!text.contains("coverage: "))
    }

    @Test func `lists some files and says how many more there are`() throws {
        let text = try SampleGate(moreFiles: 30, linesPerFile: 20).result().text(width: 80)
        #expect(text.contains("  - more/0.py: 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23 and 8 more\n"))
        #expect(text.contains("  - and 11 more files\n"))
    }

    @Test(arguments: hostileTexts)
    func `has no line that begins with text from elsewhere`(text: String) throws {
        let lines = try SampleGate(text: text).result().text(width: nil).utf8.split(
            separator: 0x0A, omittingEmptySubsequences: false)
        let plain = try SampleGate().result().text(width: nil).utf8.split(
            separator: 0x0A, omittingEmptySubsequences: false)
        #expect(lines.count == plain.count)
        for (line, other) in zip(lines, plain) { #expect(line.prefix(4).elementsEqual(other.prefix(4))) }
        for line in lines {
            #expect(line.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
            #expect(!String(decoding: Array(line), as: UTF8.self).contains("##"))
        }
    }
}
