import HakaruCoverage

/// The target of libFuzzer for the reader of diffs, built by `scripts/fuzz`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDiff(_ start: UnsafeRawPointer?, _ count: Int) -> Int32 {
    let bytes = Array(UnsafeRawBufferPointer(start: start, count: count))
    do throws(CoverageError) {
        for file in try UnifiedDiff(bytes, label: "fuzz").files {
            precondition(zip(file.addedLines, file.addedLines.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
        }
    } catch {
        precondition(!error.summary.isEmpty)
    }
    return 0
}
