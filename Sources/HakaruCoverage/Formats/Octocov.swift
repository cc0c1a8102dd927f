import HakaruModel

/// octocov's `report.json`: a total for each file, of lines or, from Go, of statements.
///
/// The blocks are not read: older versions write the position of the last block into all of them.
struct Octocov: JSONFormat {
    let format = CoverageFormat.octocov

    private var countsStatements = false
    private var filename: [UInt8] = []
    private var covered: Int?
    private var total: Int?

    mutating func open(isArray: Bool, at path: JSONPath, into builder: inout CoverageBuilder) throws(CoverageFault) {
        guard path.matches(["coverage", "files", nil]) else { return }
        filename = []
        covered = nil
        total = nil
    }

    mutating func close(at path: JSONPath, into builder: inout CoverageBuilder) throws(CoverageFault) {
        guard path.matches(["coverage", "files", nil]) else { return }
        guard let covered, let total else { throw .malformed("a file without covered and total") }
        try filename.withBytes { name throws(CoverageFault) in try builder.selectFile(name) }
        if countsStatements {
            try builder.markWithoutLines()
            try builder.state(.statements, covered: covered, total: total)
        } else {
            try builder.state(.lines, covered: covered, total: total)
        }
        builder.closeFile()
    }

    mutating func read(_ value: JSONScalar, at path: JSONPath, into builder: inout CoverageBuilder)
        throws(CoverageFault)
    {
        if path.depth == 4, path.matches("files", at: 1), path.matches("coverage", at: 0) {
            if path.matches("file", at: 3), case .string(let name) = value { filename = Array(name) }
            if path.matches("covered", at: 3) { covered = try value.total() }
            if path.matches("total", at: 3) { total = try value.total() }
        } else if path.depth == 2, path.matches(["coverage", "type"]), case .string(let type) = value {
            countsStatements = type == "statement"
        }
    }
}
