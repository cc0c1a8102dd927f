package import HakaruCoverage
import HakaruModel

extension CoverageGateResult {
    /// The verdict as a JUnit file: a test case for each rule, failed, in error where it cannot tell, or skipped.
    ///
    /// A gate without rules has one case in error, so that no reader takes it for green.
    package var junit: [UInt8] {
        var cases = rules.map { answer in
            // Places are the reason of a rule over the change alone.
            let isOfChange = answer.rule.kind == .patch || answer.rule.kind == .noNewUncovered
            return testCase(answer.rule.description, answer.verdict, answer.reason, isOfChange ? places : [])
        }
        if cases.isEmpty { cases.append(testCase("rules", .cannotTell, "no rule was given", [])) }
        let verdicts = rules.isEmpty ? [.cannotTell] : rules.map(\.verdict)
        let counts: [Markup.Attribute] = [
            .init("tests", String(verdicts.count)),
            .init("failures", String(verdicts.count { $0 == .failed })),
            .init("errors", String(verdicts.count { $0 == .cannotTell })),
            .init("skipped", String(verdicts.count { $0 == .notApplicable })), .init("time", "0"),
        ]
        let suite = Markup.element("testsuite", [.init("name", "coverage gate")] + counts, cases)
        var bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
        Markup.element("testsuites", [.init("name", "hakaru")] + counts, [suite]).write(to: &bytes)
        bytes.append(0x0A)
        return bytes
    }

    private func testCase(_ name: String, _ verdict: GateVerdict, _ reason: String, _ places: [Markup]) -> Markup {
        let attributes: [Markup.Attribute] = [
            .init("classname", "hakaru.coverage"), .init("name", name), .init("time", "0"),
        ]
        let message: [Markup.Attribute] = [.init("message", reason)]
        let type: [Markup.Attribute] = [.init("type", verdict.rawValue)]
        let outcome: [Markup] =
            switch verdict {
            case .passed: []
            case .failed: [.element("failure", message + type, places)]
            case .cannotTell: [.element("error", message + type, places)]
            case .notApplicable: [.element("skipped", message, [])]
            }
        return .element("testcase", attributes, outcome)
    }

    /// How many places one case lists; the whole list stands in other formats.
    private static let placeLimit = 100

    /// The places of the change, a line each.
    private var places: [Markup] {
        let findings = findings
        var lines = findings.prefix(CoverageGateResult.placeLimit).flatMap { finding -> [Markup] in
            let lines = finding.lines.map { ":\($0.lowerBound)" } ?? ""
            return [.literal("\n"), .text("\(finding.path.text)\(lines): \(finding.message)")]
        }
        let more = findings.count - CoverageGateResult.placeLimit
        if more > 0 { lines += [.literal("\n"), .text("and \(more) more")] }
        return lines
    }
}
