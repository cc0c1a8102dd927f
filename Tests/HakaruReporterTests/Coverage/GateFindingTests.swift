import HakaruCoverage
import HakaruModel
import HakaruReporter
import Testing

@Suite struct `The findings of a gate` {
    @Test func `join neighbouring lines, and name the worst file first`() throws {
        let findings = try SampleGate(moreFiles: 1, linesPerFile: 9).result().findings
        let places = findings.filter { $0.kind == .uncovered }.map { "\($0.path) \($0.lines.map { "\($0)" } ?? "")" }
        #expect(places.prefix(2) == ["more/0.py 1...1", "more/0.py 3...3"])
        #expect(places.suffix(2) == ["api/a.py 12...14", "api/a.py 20...20"])
        #expect(findings.last?.kind == .partial)
    }

    @Test(arguments: [
        ([CoverageRule.Kind.patch], GateVerdict.passed, GateFinding.Level.warning, GateFinding.Level.warning),
        ([.patch], .failed, .error, .warning), ([.noNewUncovered], .failed, .error, .warning),
        ([.patch], .cannotTell, .warning, .error), ([.total], .failed, .warning, .warning),
    ])
    func `are errors only where they are why the gate is red`(
        kinds: [CoverageRule.Kind], verdict: GateVerdict, uncovered: GateFinding.Level, unmeasured: GateFinding.Level
    ) throws {
        let bar = try #require(CoverageTarget("80"))
        let rules = kinds.map { kind -> CoverageRule in
            switch kind {
            case .patch: .patch(bar)
            case .noNewUncovered: .noNewUncovered()
            case .total, .noDecrease: .total(bar)
            }
        }
        let result = CoverageGateResult(
            rules: rules.map { .init(rule: $0, verdict: verdict, reason: "because") },
            patch: try SampleGate().result().patch)
        #expect(Set(result.findings.filter { $0.kind == .uncovered }.map(\.level)) == [uncovered])
        #expect(Set(result.findings.filter { $0.kind == .unmeasured }.map(\.level)) == [unmeasured])
        #expect(Set(result.findings.filter { $0.kind == .partial }.map(\.level)) == [.notice])
    }

    @Test(arguments: [CoverageMeasure.branches, .strictLines])
    func `call missed branches errors where branches were asked for`(measure: CoverageMeasure) throws {
        let rule = CoverageRule.patch(try #require(CoverageTarget("80")), of: measure)
        let result = CoverageGateResult(
            rules: [.init(rule: rule, verdict: .failed, reason: "because")], patch: try SampleGate().result().patch)
        #expect(result.findings.filter { $0.kind == .partial }.map(\.level) == [.error])
    }

    @Test func `are none where the change is not known`() throws {
        #expect(try SampleGate.only(.failed).findings.isEmpty)
    }
}
