package import HakaruCoverage
import HakaruModel

extension CoverageGateResult {
    /// The places of the change as SARIF 2.1.0, for code scanning and editors.
    ///
    /// Every result has a place, as GitHub demands; what has none (the verdict, a total that is too low) is a
    /// notification of the run.
    ///
    /// - Parameters:
    ///   - toolVersion: The version of Hakaru.
    ///   - key: What tells several gates of one commit apart; nil where there is one.
    /// - Returns: One JSON object.
    package func sarif(toolVersion: String, key: CommentKey?) -> JSONValue {
        let findings = findings
        let kinds = GateFinding.Kind.allCases
        var run: [JSONValue.Member] = [
            .init(
                "tool",
                [
                    "driver": [
                        "name": "Hakaru", "version": .string(toolVersion),
                        "rules": .array(kinds.map(CoverageGateResult.sarifRule)),
                    ]
                ])
        ]
        if let key { run.append(.init("automationDetails", ["id": .string("hakaru/coverage/\(key.text)/")])) }
        run += [
            .init(
                "invocations", [.object([.init("executionSuccessful", .bool(verdict != .cannotTell)), notifications])]),
            .init("originalUriBaseIds", ["SRCROOT": ["description": ["text": "The root of the repository."]]]),
            .init(
                "results",
                .array(
                    findings.prefix(CoverageGateResult.sarifLimit).map { finding in
                        finding.sarif(ruleIndex: kinds.firstIndex(of: finding.kind) ?? 0)
                    })),
        ]
        return [
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
            "runs": [.object(run)],
        ]
    }

    /// How many results GitHub takes of one run.
    private static let sarifLimit = 5_000

    private static func sarifRule(_ kind: GateFinding.Kind) -> JSONValue {
        [
            "id": .string("coverage/\(kind.rawValue)"), "name": .string(kind.sarifName),
            "shortDescription": ["text": .string(kind.title)], "fullDescription": ["text": .string(kind.explanation)],
            "defaultConfiguration": ["level": "warning"],
        ]
    }

    private var notifications: JSONValue.Member {
        var texts = rules.map { rule in
            (rule.verdict.isGreen ? "note" : "error", "\(rule.rule) \(rule.verdict.words): \(rule.reason)")
        }
        texts += loweredBars.map { ("warning", $0.sentence) }
        let more = findings.count - CoverageGateResult.sarifLimit
        if more > 0 { texts.append(("warning", "\(more) more places are left out.")) }
        return .init(
            "toolExecutionNotifications",
            .array(
                texts.map { level, text in
                    ["level": .string(level), "message": ["text": .string(TextSafety.terminal(text))]]
                }))
    }
}

extension GateFinding {
    fileprivate func sarif(ruleIndex: Int) -> JSONValue {
        var place: [JSONValue.Member] = [
            .init("artifactLocation", ["uri": .string(path.uriReference), "uriBaseId": "SRCROOT"])
        ]
        place.append(
            .init(
                "region",
                ["startLine": .integer(lines?.lowerBound ?? 1), "endLine": .integer(lines?.upperBound ?? 1)]))
        return [
            "ruleId": .string("coverage/\(kind.rawValue)"), "ruleIndex": .integer(ruleIndex),
            "level": .string(level == .notice ? "note" : level.rawValue), "message": ["text": .string(message)],
            "locations": [["physicalLocation": .object(place)]],
            "partialFingerprints": ["hakaruFinding/v1": .string(fingerprint)],
        ]
    }
}

extension GateFinding.Kind {
    /// The name in the form that SARIF asks of the names of rules.
    fileprivate var sarifName: String {
        switch self {
        case .uncovered: "UncoveredLines"
        case .partial: "PartlyCoveredLines"
        case .unmeasured: "UnmeasuredFile"
        }
    }
}

extension SourcePath {
    /// The path as a relative URI reference (RFC 3986): every byte is percent-encoded but letters, digits, `-._~` and `/`.
    var uriReference: String {
        let digits = Array("0123456789ABCDEF".utf8)
        var encoded: [UInt8] = []
        for byte in bytes {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E: encoded.append(byte)
            default: encoded += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }
}
