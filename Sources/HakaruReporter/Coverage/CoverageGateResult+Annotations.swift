package import HakaruCoverage
import HakaruModel

extension CoverageGateResult {
    /// Commands to GitHub's runner that mark the places of the change: at most ten a level, the last of which says how
    /// many there are beside them.
    ///
    /// GitHub shows no more of one step, and drops the rest without a word. The runner reads them from standard output
    /// and from standard error.
    package var annotations: [UInt8] {
        let all = ruleAnnotations + barAnnotations + findings.map(CoverageGateResult.annotation)
        return GateFinding.Level.allCases.flatMap { level in
            let commands = all.filter { $0.name == level.rawValue }
            guard commands.count > CoverageGateResult.annotationLimit else { return commands.flatMap(\.line) }
            let shown = commands.prefix(CoverageGateResult.annotationLimit - 1)
            let rest = WorkflowCommand(
                name: level.rawValue, properties: [("title", "Coverage gate")],
                message: "\(commands.count - shown.count) more are in the summary of this step.")
            return shown.flatMap(\.line) + rest.line
        }
    }

    /// How many annotations of a level GitHub shows of one step.
    private static let annotationLimit = 10

    private var ruleAnnotations: [WorkflowCommand] {
        rules.filter { !$0.verdict.isGreen }.map { rule in
            WorkflowCommand(
                name: GateFinding.Level.error.rawValue,
                properties: [("title", "Coverage gate \(rule.verdict.words)")],
                message: "\(rule.rule): \(rule.reason)")
        }
    }

    private var barAnnotations: [WorkflowCommand] {
        loweredBars.map { bar in
            WorkflowCommand(
                name: GateFinding.Level.warning.rawValue, properties: [("title", "Coverage bar lowered")],
                message: bar.sentence)
        }
    }

    private static func annotation(_ finding: GateFinding) -> WorkflowCommand {
        var properties = [("file", finding.path.text)]
        if let lines = finding.lines {
            properties += [("line", String(lines.lowerBound)), ("endLine", String(lines.upperBound))]
        }
        properties.append(("title", finding.kind.title))
        return WorkflowCommand(
            name: finding.level.rawValue, properties: properties.map { (key: $0.0, value: $0.1) },
            message: finding.message)
    }
}
