import HakaruModel

/// `cover -report json` of Devel::Cover: totals of statements, branches and subroutines for each file, and no lines.
struct DevelCover: JSONFormat {
    let format = CoverageFormat.develCover

    private struct Count {
        var covered = 0
        var total: Int?
    }

    private var statements = Count()
    private var branches = Count()
    private var subroutines = Count()

    mutating func open(isArray: Bool, at path: JSONPath, into builder: inout CoverageBuilder) throws(CoverageFault) {
        guard path.matches(["summary", nil]) else { return }
        statements = Count()
        branches = Count()
        subroutines = Count()
    }

    mutating func close(at path: JSONPath, into builder: inout CoverageBuilder) throws(CoverageFault) {
        guard path.matches(["summary", nil]), !path.matches("Total", at: 1) else { return }
        try path.withKey(at: 1) { key throws(CoverageFault) in try builder.selectFile(key) }
        try builder.markWithoutLines()
        if let total = statements.total { try builder.state(.statements, covered: statements.covered, total: total) }
        if let total = branches.total { try builder.state(.branches, covered: branches.covered, total: total) }
        if let total = subroutines.total { try builder.state(.functions, covered: subroutines.covered, total: total) }
        builder.closeFile()
    }

    mutating func read(_ value: JSONScalar, at path: JSONPath, into builder: inout CoverageBuilder)
        throws(CoverageFault)
    {
        guard path.depth == 4, path.matches("summary", at: 0) else { return }
        if path.matches("statement", at: 2) { try DevelCover.read(value, at: path, into: &statements) }
        if path.matches("branch", at: 2) { try DevelCover.read(value, at: path, into: &branches) }
        if path.matches("subroutine", at: 2) { try DevelCover.read(value, at: path, into: &subroutines) }
    }

    private static func read(_ value: JSONScalar, at path: JSONPath, into count: inout Count) throws(CoverageFault) {
        if path.matches("covered", at: 3) { count.covered = try value.total() }
        if path.matches("total", at: 3) { count.total = try value.total() }
    }
}
