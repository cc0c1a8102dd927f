/// `.resultset.json` of SimpleCov, with the coverage of one or more commands.
///
/// The lines between `:nocov:` marks are counted: the file does not mark them, only the source does.
struct SimpleCovResultSet: JSONFormat {
    let format = CoverageFormat.simpleCovResultSet

    mutating func open(isArray: Bool, at path: JSONPath, into builder: inout CoverageBuilder) throws(CoverageFault) {
        if path.matches([nil, "coverage", nil]) {
            try path.withKey(at: 2) { key throws(CoverageFault) in try builder.selectFile(key) }
        }
    }

    func close(at path: JSONPath, into builder: inout CoverageBuilder) throws(CoverageFault) {
        if path.matches([nil, "coverage", nil]) { builder.closeFile() }
    }

    mutating func read(_ value: JSONScalar, at path: JSONPath, into builder: inout CoverageBuilder)
        throws(CoverageFault)
    {
        switch path.depth {
        case 4 where path.matches([nil, "coverage", nil, nil]) && path.isArray(at: 3):
            try SimpleCovResultSet.readLine(value, at: path.index(at: 3), into: &builder)
        case 5 where path.matches([nil, "coverage", nil, "lines", nil]):
            try SimpleCovResultSet.readLine(value, at: path.index(at: 4), into: &builder)
        case 5 where path.matches([nil, "coverage", nil, "methods", nil]):
            let name = try path.withKey(at: 4) { key throws(CoverageFault) in key.digest }
            try builder.addFunction(name: name, covered: try value.isPositiveCount())
        case 6 where path.matches([nil, "coverage", nil, "branches", nil, nil]):
            let condition = try path.withKey(at: 4) { key throws(CoverageFault) in
                (line: try SimpleCovResultSet.line(of: key), name: key.digest)
            }
            let arm = try path.withKey(at: 5) { key throws(CoverageFault) in key.digest }
            let isTaken = try value.isPositiveCount()
            try builder.addBranch(line: condition.line, name: Bytes.mix(condition.name &+ arm), taken: isTaken)
        default:
            break
        }
    }

    /// Adds a line by its position; `null` stands for a line that cannot run, a text such as `"ignored"` for one left out.
    static func readLine(
        _ value: JSONScalar, at index: Int, into builder: inout CoverageBuilder
    ) throws(CoverageFault) {
        switch value {
        case .null, .string: return
        case .number, .bool: try builder.addLine(index + 1, covered: try value.isPositiveCount())
        }
    }

    /// The line of a condition such as `[:if, 0, 12, 4, 14, 7]`: the third of its parts.
    private static func line(of condition: Bytes) throws(CoverageFault) -> Int {
        let parts = condition.split(separator: 0x2C)
        guard parts.count >= 3 else { throw .malformed("“\(CoverageFault.excerpt(condition))” is no branch") }
        return try Array(parts[2]).withBytes { part throws(CoverageFault) in
            try part.lineNumber()
        }
    }
}
