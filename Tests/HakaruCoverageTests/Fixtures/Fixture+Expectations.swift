import HakaruCoverage
import HakaruModel
import Testing

extension Fixture: CustomTestStringConvertible {
    var testDescription: String { name }

    /// Checks all numbers of a report.
    func expect(_ report: CoverageReport, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(report.formats == [format], sourceLocation: sourceLocation)
        #expect(report.files.map(\.path.text) == files.sorted(), sourceLocation: sourceLocation)
        for (measure, expected) in [
            (.lines, lines), (.strictLines, strictLines ?? lines), (.branches, branches), (.functions, functions),
            (.statements, statements),
        ] as [(CoverageMeasure, (Int, Int)?)] {
            let count = expected.flatMap { CoverageCount(covered: $0.0, total: $0.1) }
            #expect(report.count(measure) == count, "\(measure)", sourceLocation: sourceLocation)
        }
    }
}

/// Reads a text as a report named `report`.
func read(_ text: String, limits: CoverageLimits = CoverageLimits()) throws(CoverageError) -> CoverageReport {
    try CoverageReader.read(Array(text.utf8), label: "report", limits: limits)
}

/// The count of two numbers that are in order.
func count(_ covered: Int, _ total: Int) -> CoverageCount? {
    CoverageCount(covered: covered, total: total)
}
