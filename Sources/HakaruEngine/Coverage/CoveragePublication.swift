package import HakaruCoverage
package import HakaruFetcher
import HakaruModel

/// What is published of a measurement: one commit status for each component, with exact counts.
package struct CoveragePublication: Sendable {
    /// The statuses, the whole first.
    package let statuses: [CommitStatusDraft]

    /// Makes the statuses of a measurement without a verdict: all are green.
    ///
    /// - Throws: ``EngineError/coverageUnknown(reason:)`` where a shard is missing or the reports fit nothing.
    package init(_ measurement: CoverageMeasurement, link: String?) throws(EngineError) {
        if let fault = measurement.evidence.reportFault { throw .coverageUnknown(reason: fault) }
        let counts = measurement.counts
        statuses = ([nil] + measurement.components.map { Optional($0.name) }).compactMap { component in
            CoverageStatusText(counts: counts[component] ?? [:]).map { text in
                CommitStatusDraft(
                    context: Self.context(component), state: .success, description: text.description, link: link)
            }
        }
    }

    /// Makes the statuses of a verdict: each has the state of the rules that are asked of its component.
    ///
    /// Where nothing can be told of the reports, the description says why and holds no counts, so that nobody reads a
    /// part for the whole.
    package init(_ result: CoverageGateResult, link: String?) {
        let reportFault = result.reportFault
        let whole = CoverageGateResult.ComponentCoverage(name: "", counts: result.totals)
        var statuses: [CommitStatusDraft] = []
        for (component, coverage) in [(nil, whole)] + result.components.map({ (Optional($0.name), $0) }) {
            let verdicts = result.rules.filter { $0.rule.component == component }.map(\.verdict)
            let state = verdicts.isEmpty ? .success : GateVerdict.combined(verdicts).statusState
            if let reportFault {
                guard !verdicts.isEmpty else { continue }
                statuses.append(
                    CommitStatusDraft(
                        context: Self.context(component), state: state,
                        description: Self.shortened("cannot tell: \(reportFault)"), link: link))
            } else if let text = CoverageStatusText(counts: coverage.counts) {
                statuses.append(
                    CommitStatusDraft(
                        context: Self.context(component), state: state, description: text.description, link: link))
            }
        }
        self.statuses = statuses
    }

    private static func context(_ component: String?) -> String {
        component.map { "\(CoverageStatusReading.context)/\($0)" } ?? CoverageStatusReading.context
    }

    /// The beginning of a text that fits into a description.
    private static func shortened(_ text: String) -> String {
        var result = ""
        for character in text {
            guard result.utf8.count + character.utf8.count <= CoverageStatusText.maximumLength else { break }
            result.append(character)
        }
        return result
    }
}

extension GateVerdict {
    /// The state of a commit status that says the same.
    fileprivate var statusState: CommitStatusDraft.State {
        switch self {
        case .passed, .notApplicable: .success
        case .failed: .failure
        case .cannotTell: .error
        }
    }
}
