/// `coverage.json` of SimpleCov's JSON formatter.
struct SimpleCovJSON: JSONFormat {
    let format = CoverageFormat.simpleCovJSON

    private var line: Int?
    private var isCovered: Bool?

    mutating func open(isArray: Bool, at path: JSONPath, into builder: inout CoverageBuilder) throws(CoverageFault) {
        if path.matches(["coverage", nil]) {
            try path.withKey(at: 1) { key throws(CoverageFault) in try builder.selectFile(key) }
        } else if path.depth == 4 {
            line = nil
            isCovered = nil
        }
    }

    mutating func close(at path: JSONPath, into builder: inout CoverageBuilder) throws(CoverageFault) {
        if path.matches(["coverage", nil]) { return builder.closeFile() }
        guard path.depth == 4, let isCovered else { return }
        let index = UInt64(path.index(at: 3) + 1)
        if path.matches(["coverage", nil, "branches", nil]) {
            try builder.addBranch(line: line ?? 0, name: index, taken: isCovered)
        } else if path.matches(["coverage", nil, "methods", nil]) {
            try builder.addFunction(name: Bytes.mix(index), covered: isCovered)
        }
    }

    mutating func read(_ value: JSONScalar, at path: JSONPath, into builder: inout CoverageBuilder)
        throws(CoverageFault)
    {
        if path.depth == 4, path.matches(["coverage", nil, "lines", nil]) {
            try SimpleCovResultSet.readLine(value, at: path.index(at: 3), into: &builder)
        } else if path.depth == 5, path.matches("coverage", at: 0), case .number = value {
            if path.matches("coverage", at: 4) { isCovered = try value.isPositiveCount() }
            // The line that the report shows the branch on comes last and counts; older files have only the start.
            if path.matches("start_line", at: 4) || path.matches("report_line", at: 4) { line = try value.lineNumber() }
        }
    }
}
