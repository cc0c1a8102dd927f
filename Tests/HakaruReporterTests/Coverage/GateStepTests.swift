import HakaruCoverage
import HakaruModel
import HakaruReporter
import Testing

/// A generator that always gives the same.
private struct FixedGenerator: RandomNumberGenerator {
    func next() -> UInt64 { 0xabc }
}

@Suite struct `What a gate writes for a step` {
    @Test(arguments: [0, 1_000_000, 1_047_000, 1_048_576, 5_000_000])
    func `keeps the summary below the limit`(used: Int) throws {
        let result = try SampleGate(moreFiles: 5_000, linesPerFile: 60).result()
        let bytes = result.stepSummary(after: used)
        #expect(bytes.isEmpty || used + bytes.count < 1 << 20)
        #expect(bytes.isEmpty == (used > 1_046_528))
        #expect(bytes.isEmpty || bytes.last == 0x0A)
    }

    @Test func `is the whole summary where it fits`() throws {
        let result = try SampleGate().result()
        #expect(result.stepSummary(after: 0) == Array(result.markdown.utf8))
    }

    @Test func `names its outputs`() throws {
        var generator = FixedGenerator()
        let outputs = outputs(try SampleGate().result().stepOutput(using: &generator))
        #expect(
            outputs.map { "\($0.name)=\($0.value)" } == [
                "verdict=failed", "reason=total: 79.99 % of lines (7999/10000) is below 80 %", "percent=79.99",
                "covered=7999", "total=10000", "patch-percent=66.66", "patch-covered=8", "patch-total=12",
                "unmeasured-files=1",
            ])
        let empty = self.outputs(try SampleGate.only(.cannotTell).stepOutput(using: &generator))
        #expect(empty.map(\.value) == ["cannot_tell", "total: because", "", "", "", "", "", "", ""])
    }

    @Test(arguments: hostileTexts + ["hakaru_abcabc", "\nhakaru_abcabc\nverdict<<x\npassed\nx"])
    func `has no output that a text can end or add`(text: String) throws {
        // The delimiter would be known if the generator were: a text with it makes it draw again.
        var generator = SystemRandomNumberGenerator()
        let bar = try #require(CoverageTarget("80"))
        let result = CoverageGateResult(rules: [
            .init(rule: .total(bar, component: text), verdict: .failed, reason: text)
        ])
        let outputs = outputs(result.stepOutput(using: &generator))
        #expect(outputs.count == 9)
        #expect(outputs[0].value == "failed")
        #expect(outputs[1].value == TextSafety.terminal("total of \(text): \(text)"))
    }

    @Test func `draws another delimiter where a text has the first`() throws {
        struct Counting: RandomNumberGenerator {
            var value: UInt64 = 3
            mutating func next() -> UInt64 {
                value += 1
                return value / 2
            }
        }
        var generator = Counting()
        let result = CoverageGateResult(rules: [
            .init(rule: .noDecrease(), verdict: .failed, reason: "hakaru_22")
        ])
        let text = String(decoding: result.stepOutput(using: &generator), as: UTF8.self)
        #expect(text.hasPrefix("verdict<<hakaru_33\nfailed\nhakaru_33\n"))
    }

    /// Reads the file as GitHub's runner does.
    private func outputs(_ bytes: [UInt8]) -> [(name: String, value: String)] {
        var outputs: [(name: String, value: String)] = []
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)[...]
        while let head = lines.popFirst(), !head.isEmpty {
            let parts = String(decoding: head, as: UTF8.self).split(separator: "<<", maxSplits: 1)
            var value: [String] = []
            while let line = lines.popFirst(), !line.elementsEqual(parts[1].utf8) {
                value.append(String(decoding: line, as: UTF8.self))
            }
            outputs.append((String(parts[0]), value.joined(separator: "\n")))
        }
        return outputs
    }
}

@Suite struct `The comment of a gate` {
    @Test func `begins with its mark`() throws {
        let result = try SampleGate().result()
        let key = try #require(CommentKey("backend"))
        #expect(result.comment(key: key) == "<!-- hakaru:coverage:backend -->\n" + result.markdown)
    }

    @Test func `stays below 65,000 characters`() throws {
        let key = try #require(CommentKey("a"))
        let text = try SampleGate(text: "日本語.py", moreFiles: 9_000).result().comment(key: key)
        #expect(text.utf8.count < 65_000)
        #expect(text.hasSuffix(" more lines did not fit here.\n"))
    }

    @Test(arguments: [
        ("backend", true), ("web/app-2_x.y", true), ("", false), ("a b", false), ("-->", false), ("a--b", false),
        ("a-", false), ("é", false), ("a\u{301}", false), (String(repeating: "a", count: 100), true),
        (String(repeating: "a", count: 101), false), ("a\n", false), ("<!--", false),
    ])
    func `has a key that ends no mark`(text: String, isAllowed: Bool) {
        #expect((CommentKey(text) != nil) == isAllowed)
    }

    @Test(arguments: hostileTexts)
    func `has only its own mark`(text: String) throws {
        let body = try SampleGate(text: text).result().comment(key: try #require(CommentKey("default")))
        #expect(body.utf8.count { $0 == 0x3C } == 1)
        #expect(body.utf8.count { $0 == 0x3E } == 1)
    }
}
