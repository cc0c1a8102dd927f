package import HakaruCoverage
import HakaruModel

extension CoverageGateResult {
    /// What is appended to the file of `GITHUB_OUTPUT`: the outputs of a step.
    ///
    /// Each stands between delimiters that nobody can guess, so that no text ends an output and begins another.
    ///
    /// - Parameter generator: The source of the delimiter; take the system's.
    /// - Returns: UTF-8 with a last line end.
    package func stepOutput(using generator: inout some RandomNumberGenerator) -> [UInt8] {
        let entries = stepOutputs.map { (name: $0.name, value: Array(TextSafety.terminal($0.value).utf8)) }
        var delimiter: [UInt8] = []
        repeat {
            delimiter = Array("hakaru_".utf8)
            for _ in 0..<2 { delimiter += String(UInt64.random(in: .min ... .max, using: &generator), radix: 16).utf8 }
        } while entries.contains { $0.value.contains(delimiter) }
        var bytes: [UInt8] = []
        for (name, value) in entries {
            bytes += "\(name)<<".utf8 + delimiter + [0x0A] + value + [0x0A] + delimiter + [0x0A]
        }
        return bytes
    }

    /// The outputs of a step by name; empty text where something is not known.
    private var stepOutputs: [(name: String, value: String)] {
        [
            ("verdict", verdict.rawValue), ("reason", mainReason),
            ("percent", lineCount?.percent ?? ""), ("covered", lineCount.map { String($0.covered) } ?? ""),
            ("total", lineCount.map { String($0.total) } ?? ""),
            ("patch-percent", patchLineCount?.percent ?? ""),
            ("patch-covered", patchLineCount.map { String($0.covered) } ?? ""),
            ("patch-total", patchLineCount.map { String($0.total) } ?? ""),
            ("unmeasured-files", patch == nil ? "" : String(unmeasuredFiles.count)),
        ]
    }
}
