package import HakaruCoverage

extension CoverageGateResult {
    /// The most bytes of a step's summary; above it GitHub shows nothing of it.
    package static let stepSummaryLimit = 1 << 20

    /// What is appended to the file of `GITHUB_STEP_SUMMARY`: Markdown, cut at a row where it would not fit.
    ///
    /// - Parameter used: How many bytes the file has already.
    /// - Returns: UTF-8 with a last line end; empty where nothing more fits.
    package func stepSummary(after used: Int) -> [UInt8] {
        let room = CoverageGateResult.stepSummaryLimit - 1_024 - used
        return room < 1_024 ? [] : Array(markdown(limit: room).utf8)
    }
}
