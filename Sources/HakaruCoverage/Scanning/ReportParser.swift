/// Reads one format from chunks of bytes, whatever their borders are.
protocol ReportParser {
    /// What the parser reads; some formats are told apart only at their end.
    var format: CoverageFormat { get }
    /// The bytes before the place that is being read.
    var offset: Int { get }
    /// The line that is being read, counted from 1; nil for formats whose lines mean nothing.
    var line: Int? { get }

    /// Reads the next bytes.
    mutating func feed(_ chunk: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault)
    /// Checks that the report is whole, and hands over what was held back.
    mutating func finish(into builder: inout CoverageBuilder) throws(CoverageFault)
}
