/// The answer of a coverage gate.
package enum GateVerdict: String, Hashable, Sendable, CaseIterable {
    /// Measured, and the rule holds.
    case passed
    /// Measured, and the rule does not hold.
    case failed
    /// There is nothing to judge: the change has no instrumented line.
    case notApplicable = "not_applicable"
    /// It could not be measured: no report, no base, a missing shard.
    case cannotTell = "cannot_tell"

    /// Whether a build may go on.
    package var isGreen: Bool { self == .passed || self == .notApplicable }

    /// The code that a process ends with after this verdict.
    package var exitCode: ExitCode {
        switch self {
        case .passed, .notApplicable: .success
        case .failed: .notMet
        case .cannotTell: .incomplete
        }
    }

    /// The verdict over several: failed before cannot tell before passed before not applicable.
    ///
    /// Without any verdict it is ``cannotTell``: a gate that asks nothing is not green.
    package static func combined(_ verdicts: some Sequence<GateVerdict>) -> GateVerdict {
        verdicts.max { $0.weight < $1.weight } ?? .cannotTell
    }

    private var weight: Int {
        switch self {
        case .notApplicable: 0
        case .passed: 1
        case .cannotTell: 2
        case .failed: 3
        }
    }
}
