/// `coverage json` of coverage.py: the executed and missing lines, and arcs as branches.
///
/// A function counts where it has a name: the code outside of all functions appears as `""`.
struct CoveragePyJSON: JSONFormat {
    let format = CoverageFormat.coveragePyJSON

    /// The line that an arc starts from.
    private var arcStart = 0
    private var functionName: UInt64?

    mutating func open(isArray: Bool, at path: JSONPath, into builder: inout CoverageBuilder) throws(CoverageFault) {
        guard !isArray else { return }
        if path.matches(["files", nil]) {
            try path.withKey(at: 1) { key throws(CoverageFault) in try builder.selectFile(key) }
        } else if path.matches(["files", nil, "functions", nil]) {
            functionName = try path.withKey(at: 3) { key throws(CoverageFault) in key.isEmpty ? nil : key.digest }
            if let functionName { try builder.addFunction(name: functionName, covered: false) }
        }
    }

    func close(at path: JSONPath, into builder: inout CoverageBuilder) throws(CoverageFault) {
        if path.matches(["files", nil]) { builder.closeFile() }
    }

    mutating func read(_ value: JSONScalar, at path: JSONPath, into builder: inout CoverageBuilder)
        throws(CoverageFault)
    {
        switch path.depth {
        case 4 where path.matches(["files", nil, "executed_lines", nil]):
            try builder.addLine(try value.lineNumber(), covered: true)
        case 4 where path.matches(["files", nil, "missing_lines", nil]):
            try builder.addLine(try value.lineNumber(), covered: false)
        case 5 where path.matches(["files", nil, "executed_branches", nil, nil]):
            try readArc(value, at: path, taken: true, into: &builder)
        case 5 where path.matches(["files", nil, "missing_branches", nil, nil]):
            try readArc(value, at: path, taken: false, into: &builder)
        case 6 where path.matches(["files", nil, "functions", nil, "executed_lines", nil]):
            if let functionName { try builder.addFunction(name: functionName, covered: true) }
        default:
            break
        }
    }

    /// Reads the two numbers of an arc: the line that it starts from and the one that it leads to, negative for an exit.
    private mutating func readArc(
        _ value: JSONScalar, at path: JSONPath, taken: Bool, into builder: inout CoverageBuilder
    ) throws(CoverageFault) {
        if path.index(at: 4) == 0 {
            arcStart = try value.lineNumber()
        } else {
            guard case .number(let target) = value else { throw .malformed("an arc that leads to no line") }
            try builder.addBranch(line: arcStart, name: target.digest, taken: taken)
        }
    }
}
