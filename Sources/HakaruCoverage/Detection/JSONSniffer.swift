/// Tells the JSON formats apart by the keys that only one of them has, in whatever order they come.
struct JSONSniffer: JSONVisitor {
    static let allowsSeveralDocuments = true

    /// A parser for the format, as soon as it shows.
    private(set) var found: (any ReportParser)?

    mutating func open(isArray: Bool, at path: JSONPath, into builder: inout CoverageBuilder) throws(CoverageFault) {
        guard found == nil else { return }
        switch path.depth {
        case 1:
            if path.matches(["source_files"]), isArray { found = JSONParser<Coveralls>() }
            if path.matches(["targets"]), isArray { found = JSONParser<XCCov>() }
            if path.matches(["files"]) {
                found = isArray ? JSONParser<GCovJSON>() : JSONParser<CoveragePyJSON>()
            }
            if path.matches(["data"]), isArray { found = JSONParser<LLVMJSON>() }
        case 2:
            if path.matches("statementMap", at: 1) || path.matches("fnMap", at: 1) { found = JSONParser<Istanbul>() }
            if path.matches([nil, "coverage"]), !isArray { found = JSONParser<SimpleCovResultSet>() }
            if path.matches(["coverage", "files"]), isArray { found = JSONParser<Octocov>() }
        case 3:
            if path.matches(["data", nil, "statementMap"]) { found = JSONParser<Istanbul>() }
            if path.matches(["coverage", nil, "lines"]), isArray { found = JSONParser<SimpleCovJSON>() }
            if path.matches(["summary", nil, "statement"]) || path.matches(["summary", nil, "subroutine"]) {
                found = JSONParser<DevelCover>()
            }
        default:
            break
        }
    }

    mutating func close(at path: JSONPath, into builder: inout CoverageBuilder) throws(CoverageFault) {}

    mutating func read(_ value: JSONScalar, at path: JSONPath, into builder: inout CoverageBuilder)
        throws(CoverageFault)
    {
        guard found == nil else { return }
        if path.depth == 2, path.isArray(at: 0), path.matches("executableLines", at: 1) { found = JSONParser<XCCov>() }
    }
}
