package import HakaruCoverage
import HakaruModel

extension CoverageGateResult {
    /// `hakaru.coverage_gate/1` (`design.md`): the verdict with all that it rests on.
    package var json: JSONValue {
        .object([
            .init("schema", "hakaru.coverage_gate/1"),
            .init("definitions_version", .integer(Definitions.version)),
            .init("verdict", .string(verdict.rawValue)),
            .init("rules", .array(rules.map(CoverageGateResult.json))),
            .init("totals", .object(JSONValue.counts(totals))),
            .init("components", .array(components.map(CoverageGateResult.json))),
            .init("patch", patch.map(CoverageGateResult.json) ?? .null),
            .init(
                "unmeasured_files",
                .array(
                    unmeasuredFiles.map { file in
                        ["path": .string(file.path.text), "reason": .string(file.reason.name)]
                    })),
            .init("missing_shards", .array(missingShards.map { .string($0) })),
            .init(
                "unmatched_paths",
                .array(
                    unmatched.map { path in
                        ["path": .string(path.path.text), "suggestion": .string(path.suggestion)]
                    })),
            .init(
                "change",
                change.map { change in
                    [
                        "base": .string(change.base), "merge_base": .string(change.mergeBase.description),
                        "head": .string(change.head.description),
                    ]
                } ?? .null),
            .init(
                "compared_with",
                measuredBase.map { base in
                    ["commit": .string(base.commit.description), "distance": .integer(base.distance)]
                } ?? .null),
            .init(
                "lowered_bars",
                .array(
                    loweredBars.map { bar in
                        ["name": .string(bar.name), "before": .string(bar.before), "after": .string(bar.after)]
                    })),
        ])
    }

    /// One row a rule, for programs that read line by line.
    package var records: Table {
        Table(
            columns: [
                .init("Rule", key: "rule", isNumeric: false), .init("Component", key: "component", isNumeric: false),
                .init("Measure", key: "measure", isNumeric: false), .init("Verdict", key: "verdict", isNumeric: false),
                .init("Covered", key: "covered"), .init("Total", key: "total"), .init("Target", key: "target"),
                .init("Base covered", key: "base_covered"), .init("Base total", key: "base_total"),
                .init("Reason", key: "reason", isNumeric: false),
            ],
            rows: rules.map { answer in
                [
                    .text(answer.rule.kind.rawValue), answer.rule.component.map { .text($0) } ?? .absent,
                    .text(answer.rule.measure.rawValue), .text(answer.verdict.rawValue),
                    .integer(answer.count?.covered), .integer(answer.count?.total),
                    answer.rule.target.map { .number($0.description) } ?? .absent,
                    .integer(answer.base?.covered), .integer(answer.base?.total), .text(answer.reason),
                ]
            })
    }

    private static func json(_ answer: RuleResult) -> JSONValue {
        .object([
            .init("rule", .string(answer.rule.kind.rawValue)), .init("component", .string(answer.rule.component)),
            .init("measure", .string(answer.rule.measure.rawValue)),
            .init("verdict", .string(answer.verdict.rawValue)), .init("reason", .string(answer.reason)),
            .init("covered", .integer(answer.count?.covered)), .init("total", .integer(answer.count?.total)),
            .init("target", answer.rule.target.map { .number($0.description) } ?? .null),
            .init("base_covered", .integer(answer.base?.covered)), .init("base_total", .integer(answer.base?.total)),
        ])
    }

    private static func json(_ component: ComponentCoverage) -> JSONValue {
        .object(
            [
                .init("name", .string(component.name)), .init("excluded_reason", .string(component.exclusionReason)),
            ] + JSONValue.counts(component.counts))
    }

    private static func json(_ patch: PatchCoverage) -> JSONValue {
        let lines = patch.count(.lines)
        return .object([
            .init("covered", .integer(lines?.covered)), .init("total", .integer(lines?.total)),
            .init("files", .array(patch.files.map(json))),
        ])
    }

    private static func json(_ file: PatchCoverage.File) -> JSONValue {
        .object([
            .init("path", .string(file.path.text)), .init("covered", .integer(file.lines.covered)),
            .init("total", .integer(file.lines.total)), .init("branches", .count(file.branches)),
            .init("uncovered_lines", .array(file.uncoveredLines.map { .integer(Int64($0)) })),
            .init("partial_lines", .array(file.partialLines.map { .integer(Int64($0)) })),
        ])
    }
}

extension PatchCoverage.UnmeasuredFile.Reason {
    /// The reason for programs.
    fileprivate var name: String {
        switch self {
        case .absent: "absent"
        case .totalsOnly: "totals_only"
        case .binary: "binary"
        }
    }
}
