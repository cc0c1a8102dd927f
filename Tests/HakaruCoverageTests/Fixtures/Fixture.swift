import HakaruCoverage
import HakaruModel
import Testing

/// A small report in one format, written for these tests, and what it says.
struct Fixture: Sendable, CustomTestStringConvertible {
    let name: String
    let format: CoverageFormat
    let text: String
    let files: [String]
    var lines: (Int, Int)?
    var strictLines: (Int, Int)?
    var branches: (Int, Int)?
    var functions: (Int, Int)?
    var statements: (Int, Int)?

    var testDescription: String { name }
    var bytes: [UInt8] { Array(text.utf8) }

    /// Every fixture; each format has at least one.
    static let all = text + xml + json

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
