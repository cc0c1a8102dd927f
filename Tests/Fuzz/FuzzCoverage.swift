import HakaruCoverage
import HakaruModel

/// The target of libFuzzer for every reader: whatever the bytes are, the answer is a report or an error.
///
/// A report must be the same however its bytes were cut, and must bear being merged with itself. Built by `scripts/fuzz`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCoverage(_ start: UnsafeRawPointer?, _ count: Int) -> Int32 {
    let bytes = UnsafeRawBufferPointer(start: start, count: count)
    var limits = CoverageLimits()
    limits.memory = 32 << 20
    let whole = answer(to: bytes, cut: bytes.count, limits)
    let cut = bytes.isEmpty ? 0 : Int(bytes[bytes.count / 2]) * bytes.count / 256
    let parts = answer(to: bytes, cut: cut, limits)
    switch (whole, parts) {
    case (.failure, .failure):
        return 0
    case (.success(let one), .success(let other)):
        precondition(numbers(one) == numbers(other), "the report depends on how its bytes are cut")
        check(one)
        return 0
    default:
        preconditionFailure("whether there is a report depends on how its bytes are cut")
    }
}

private func answer(
    to bytes: UnsafeRawBufferPointer, cut: Int, _ limits: CoverageLimits
) -> Result<CoverageReport, CoverageError> {
    var reader = CoverageReader(label: "fuzz", limits: limits)
    do throws(CoverageError) {
        try reader.feed(UnsafeRawBufferPointer(rebasing: bytes[..<cut]))
        try reader.feed(UnsafeRawBufferPointer(rebasing: bytes[cut...]))
        return .success(try reader.finish())
    } catch {
        precondition(!error.summary.isEmpty && error.exitCode == .malformedInput)
        return .failure(error)
    }
}

private func numbers(_ report: CoverageReport) -> [String] {
    report.files.map { file in
        CoverageMeasure.allCases.reduce(file.path.text) { "\($0) \(file.count($1)?.description ?? "-")" }
    }
}

private func check(_ report: CoverageReport) {
    for file in report.files {
        for line in file.uncoveredLines.prefix(100) {
            precondition(file.state(ofLine: line) == .uncovered)
        }
        precondition((file.count(.strictLines)?.covered ?? 0) <= (file.count(.lines)?.covered ?? 0))
    }
    if let merged = try? CoverageReport.merging([report, report]) {
        precondition(merged.files.map(\.path) == report.files.map(\.path))
        precondition(merged.count(.strictLines) != nil || report.count(.strictLines) == nil)
    }
}
