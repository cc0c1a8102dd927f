/// The JSON that Coveralls takes: a count for each line, and branches as groups of four numbers.
struct Coveralls: JSONFormat {
    let format = CoverageFormat.coveralls

    private var filename: [UInt8] = []
    private var branchLine = 0
    private var branchName: UInt64 = 0

    mutating func open(isArray: Bool, at path: JSONPath, into builder: inout CoverageBuilder) throws(CoverageFault) {
        if path.matches(["source_files", nil]) {
            filename = []
            try builder.startUnnamedFile()
        }
    }

    mutating func close(at path: JSONPath, into builder: inout CoverageBuilder) throws(CoverageFault) {
        if path.matches(["source_files", nil]) {
            try filename.withBytes { name throws(CoverageFault) in try builder.nameFile(name) }
            builder.closeFile()
        }
    }

    mutating func read(_ value: JSONScalar, at path: JSONPath, into builder: inout CoverageBuilder)
        throws(CoverageFault)
    {
        if path.depth == 3, path.matches(["source_files", nil, "name"]), case .string(let name) = value {
            filename = Array(name)
        } else if path.depth == 4, path.matches(["source_files", nil, "coverage", nil]) {
            if case .null = value { return }
            try builder.addLine(path.index(at: 3) + 1, covered: try value.isPositiveCount())
        } else if path.depth == 4, path.matches(["source_files", nil, "branches", nil]) {
            try readBranch(value, position: path.index(at: 3) % 4, into: &builder)
        }
    }

    /// Reads line, block, branch and hits, one after the other.
    private mutating func readBranch(
        _ value: JSONScalar, position: Int, into builder: inout CoverageBuilder
    ) throws(CoverageFault) {
        switch position {
        case 0: branchLine = try value.lineNumber()
        case 1: branchName = UInt64(try value.lineNumber()) << 31
        case 2: branchName |= UInt64(try value.lineNumber())
        default: try builder.addBranch(line: branchLine, name: branchName, taken: try value.isPositiveCount())
        }
    }
}
