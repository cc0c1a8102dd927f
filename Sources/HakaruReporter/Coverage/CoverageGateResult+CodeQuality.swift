package import HakaruCoverage

extension CoverageGateResult {
    /// GitLab's code-quality report: a JSON array with an issue for each place of the change.
    ///
    /// A verdict without a place has none here; it stands in the log of the job.
    package var codeQuality: JSONValue {
        .array(
            findings.map { finding in
                let path = TextSafety.terminal(finding.path.text)
                return [
                    "type": "issue", "check_name": .string("hakaru.coverage.\(finding.kind.rawValue)"),
                    "description": .string(finding.message), "categories": ["Bug Risk"],
                    "severity": .string(finding.level.severity), "fingerprint": .string(finding.fingerprint),
                    "location": [
                        "path": .string(path),
                        "lines": [
                            "begin": .integer(finding.lines?.lowerBound ?? 1),
                            "end": .integer(finding.lines?.upperBound ?? 1),
                        ],
                    ],
                ]
            })
    }
}

extension GateFinding.Level {
    /// GitLab's word for it.
    fileprivate var severity: String {
        switch self {
        case .error: "major"
        case .warning: "minor"
        case .notice: "info"
        }
    }
}

extension GateFinding {
    /// A name that is the same for the same finding in each run, and another for each finding of one run: 16 hexadecimal
    /// digits (FNV-1a).
    var fingerprint: String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        let place = lines.map { "\($0.lowerBound)-\($0.upperBound)" } ?? ""
        for byte in path.bytes + [0] + "\(kind.rawValue) \(place)".utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
