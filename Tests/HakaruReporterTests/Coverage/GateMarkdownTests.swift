import HakaruCoverage
import HakaruModel
import HakaruReporter
import Testing

@Suite struct `The verdict in Markdown` {
    @Test func `has tables of rules, components and changed lines`() throws {
        let expected = """
            ## ❌ Coverage gate: failed

            | Rule | Verdict | Measured | Asked | Why |
            | --- | --- | ---: | ---: | --- |
            | total | ❌ failed | 79.99 % (7999/10000) | 80 % | 79.99 % of lines (7999/10000) is below 80 % |
            | patch of api/a.py | ✅ passed | 66.66 % (8/12) | 70.5 % | all of api/a.py ran |
            | no_new_uncovered | ❌ failed | 66.66 % (8/12) | – | 4 new lines uncovered in api/a.py |
            | no_decrease | ❓ cannot tell | 79.99 % (7999/10000) | – | nothing is known of api/a.py |
            | patch, branches | ➖ not applicable | – | 80 % | the change has no branches |

            ### Components

            | Component | Lines | Branches |
            | --- | ---: | ---: |
            | api/a.py | 79.99 % (7999/10000) | 66.66 % (8/12) |
            | pharmacy (takes no part) | 66.66 % (8/12) | – |

            - This change lowers a bar: total of api/a.py: 80 % before, 70.5 % now.
            - Takes no part: pharmacy (api/a.py is replaced in June).
            - Did not arrive: api/a.py.
            - Not in the repository: api/a.py. For api/a.py try --strip-prefix api/a.py.
            - Judged: 3c3c3c3c against 2b2b2b2b, the merge base with api/a.py.
            - Compared with 1a1a1a1a, 2 commits before the merge base.

            ### Changed files that no report measures

            - no report names it: new/api/a.py

            ### Changed lines

            | File | Covered | Did not run | Without all branches |
            | --- | ---: | --- | --- |
            | api/a.py | 66.66 % (8/12) | 12–14, 20 | 4 |

            """
        #expect(try SampleGate().result().markdown.split(separator: "\n") == expected.split(separator: "\n"))
    }

    @Test(arguments: [5_000, 20_000, 64_999])
    func `is cut at a row, and says so`(limit: Int) throws {
        let result = try SampleGate(moreFiles: 3_000).result()
        let text = result.markdown(limit: limit)
        #expect(text.utf8.count <= limit)
        #expect(text.utf8.count > limit - 200)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.last == "")
        #expect(lines.dropLast().last?.hasSuffix(" more lines did not fit here.") == true)
        #expect(lines.filter { $0.hasPrefix("| more/") }.allSatisfy { $0.hasSuffix(" |") })
        #expect(result.markdown.utf8.starts(with: text.utf8.prefix(limit - 300)))
    }

    @Test func `is whole where it fits exactly`() throws {
        let result = try SampleGate().result()
        #expect(result.markdown(limit: result.markdown.utf8.count) == result.markdown)
        #expect(result.markdown(limit: result.markdown.utf8.count - 1) != result.markdown)
    }

    @Test(arguments: hostileTexts)
    func `shows text from elsewhere as text`(text: String) throws {
        let lines = try SampleGate(text: text).result().markdown.utf8.split(separator: 0x0A)
        let plain = try SampleGate().result().markdown.utf8.split(separator: 0x0A)
        #expect(lines.count == plain.count)
        for (line, other) in zip(lines, plain) {
            #expect(GateMarkup.bars(Array(line)) == GateMarkup.bars(Array(other)))
            #expect(GateMarkup.isEscaped(Array(line)))
        }
    }
}

/// What tells markup from text in Markdown.
private enum GateMarkup {
    /// The bars that divide cells.
    static func bars(_ line: [UInt8]) -> Int {
        line.indices.count { line[$0] == 0x7C && ($0 == 0 || line[$0 - 1] != 0x5C) }
    }

    /// Whether no byte that begins markup stands without a backslash.
    static func isEscaped(_ line: [UInt8]) -> Bool {
        line.indices.allSatisfy { index in
            switch line[index] {
            case 0x3C, 0x3E: false
            case 0x60, 0x5B, 0x40, 0x2A: index > 0 && line[index - 1] == 0x5C
            default: true
            }
        }
    }
}
