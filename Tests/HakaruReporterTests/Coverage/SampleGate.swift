import HakaruCoverage
import HakaruModel
import Testing

/// A made-up gate result with something of everything; a text can stand wherever text from elsewhere stands.
struct SampleGate {
    /// The text that stands in paths, names and reasons.
    var text = "api/a.py"
    /// The changed lines of the first file that did not run.
    var uncovered = [12, 13, 14, 20]
    /// Further changed files, each with every second line uncovered.
    var moreFiles = 0
    /// The lines uncovered in each of them.
    var linesPerFile = 1

    func result() throws -> CoverageGateResult {
        let bar = try #require(CoverageTarget("80"))
        let low = try #require(CoverageTarget("70.5"))
        let all = try #require(CoverageCount(covered: 7_999, total: 10_000))
        let change = try #require(CoverageCount(covered: 8, total: 12))
        let rules: [CoverageGateResult.RuleResult] = [
            .init(
                rule: .total(bar), verdict: .failed, reason: "79.99 % of lines (7999/10000) is below 80 %", count: all),
            .init(
                rule: .patch(low, component: text), verdict: .passed, reason: "all of \(text) ran", count: change),
            .init(rule: .noNewUncovered(), verdict: .failed, reason: "4 new lines uncovered in \(text)", count: change),
            .init(rule: .noDecrease(), verdict: .cannotTell, reason: "nothing is known of \(text)", count: all),
            .init(rule: .patch(bar, of: .branches), verdict: .notApplicable, reason: "the change has no branches"),
        ]
        return CoverageGateResult(
            rules: rules, totals: [.lines: all],
            components: [
                .init(name: text, counts: [.lines: all, .branches: change]),
                .init(name: "pharmacy", counts: [.lines: change], exclusionReason: "\(text) is replaced in June"),
            ], patch: try patch(), missingShards: [text],
            unmatched: [.init(path: SourcePath(text), suggestion: "For \(text) try --strip-prefix \(text).")],
            measuredBase: .init(commit: try commit("1a"), distance: 2),
            change: .init(base: text, mergeBase: try commit("2b"), head: try commit("3c")),
            loweredBars: [.init(name: "total of \(text)", before: "80 %", after: "70.5 %")])
    }

    private func patch() throws -> PatchCoverage {
        let total = 8 + uncovered.count
        var files = [
            PatchCoverage.File(
                path: SourcePath(text), lines: try #require(CoverageCount(covered: 8, total: total)),
                uncoveredLines: uncovered, partialLines: [4])
        ]
        for index in 0..<moreFiles {
            files.append(
                PatchCoverage.File(
                    path: SourcePath("more/\(index).py"),
                    lines: try #require(CoverageCount(covered: 0, total: linesPerFile)),
                    uncoveredLines: (0..<linesPerFile).map { $0 * 2 + 1 }))
        }
        return PatchCoverage(
            files: files, unmeasuredFiles: [.init(path: SourcePath("new/\(text)"), reason: .absent)])
    }

    private func commit(_ digits: String) throws -> ObjectID {
        try #require(ObjectID(String(repeating: digits, count: 20)))
    }

    /// A result of one rule and nothing else.
    static func only(_ verdict: GateVerdict) throws -> CoverageGateResult {
        let bar = try #require(CoverageTarget("80"))
        return CoverageGateResult(rules: [.init(rule: .total(bar), verdict: verdict, reason: "because")])
    }
}

/// Texts that mean something to what reads a log, Markdown, XML, JSON or a terminal.
let hostileTexts = [
    "<script>alert(1)</script>", "\"><x y='", "a\u{301}\"\u{301}<\u{338}", "a\r\n::error file=x::owned",
    "%0A::set-output name=verdict::passed", "::add-mask::x", "##[error]owned", "##vso[task.complete]", "a|b|c", "]]>",
    "<!-- hakaru:coverage:default -->", "-->", "\u{202E}gnp", "\u{1B}[31mred\u{9B}0m", "nul\0", "\u{FFFE}\u{FFFF}",
    "@team #12 https://example.com", "`code` **bold** ![x](y)", "${{ secrets.TOKEN }}", "a,line=9::b:c",
    "\n\n# heading",
    "EOF\nverdict=passed\nEOF", "\u{2028}x\u{2029}", "&amp;&lt;&#10;", "../../etc/passwd", "1. one",
]
