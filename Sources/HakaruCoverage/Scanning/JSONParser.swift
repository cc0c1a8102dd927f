/// A format that is read as the values of a JSON document.
protocol JSONFormat: JSONVisitor {
    /// What it reads; asked again at the end, since some formats are told apart only there.
    var format: CoverageFormat { get }
    init()
    /// Checks that the report is whole.
    mutating func finish(into builder: inout CoverageBuilder) throws(CoverageFault)
}

extension JSONFormat {
    mutating func finish(into builder: inout CoverageBuilder) throws(CoverageFault) {}
    mutating func open(isArray: Bool, at path: JSONPath, into builder: inout CoverageBuilder) throws(CoverageFault) {}
    mutating func close(at path: JSONPath, into builder: inout CoverageBuilder) throws(CoverageFault) {}
}

/// Hands the values of a JSON document to a format.
struct JSONParser<Format: JSONFormat>: ReportParser {
    private var scanner = JSONScanner()
    private var reader = Format()

    var format: CoverageFormat { reader.format }
    var offset: Int { scanner.offset }
    var line: Int? { nil }

    mutating func feed(_ chunk: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) {
        try scanner.feed(chunk, visitor: &reader, into: &builder)
    }

    mutating func finish(into builder: inout CoverageBuilder) throws(CoverageFault) {
        try scanner.finish(visitor: &reader, into: &builder)
        try reader.finish(into: &builder)
    }
}
