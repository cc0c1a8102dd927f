/// `coverage-final.json` of Istanbul, nyc, Jest and Vitest.
///
/// A line is instrumented where a statement starts, and covered where one of those ran. Old files wrap the map of files
/// in `data`.
struct Istanbul: JSONFormat {
    let format = CoverageFormat.istanbul

    /// How deep a file's object lies: 1, or 2 below `data`.
    private var level = 1
    private var path: [UInt8] = []
    private var statementLines: [UInt64: Int] = [:]
    private var statements: [UInt64: Bool] = [:]
    private var branchLines: [UInt64: Int] = [:]
    private var branches: [(branch: UInt64, name: UInt64, isTaken: Bool)] = []
    private var functions: [UInt64: Bool] = [:]

    mutating func open(isArray: Bool, at path: JSONPath, into builder: inout CoverageBuilder) throws(CoverageFault) {
        if path.depth == 1, path.matches(["data"]) {
            level = 2
        } else if path.depth == level, !isArray {
            self.path = try path.withKey(at: level - 1) { key throws(CoverageFault) in Array(key) }
        }
    }

    mutating func close(at path: JSONPath, into builder: inout CoverageBuilder) throws(CoverageFault) {
        if path.depth == level, !self.path.isEmpty { try finishFile(into: &builder) }
    }

    mutating func read(_ value: JSONScalar, at path: JSONPath, into builder: inout CoverageBuilder)
        throws(CoverageFault)
    {
        guard path.depth > level else { return }
        switch path.depth - level {
        case 1:
            if path.matches("path", at: level), case .string(let name) = value, !name.isEmpty {
                self.path = Array(name)
            }
        case 2:
            if path.matches("s", at: level) {
                statements[try Istanbul.key(path, at: level + 1)] = try value.isPositiveCount()
            } else if path.matches("f", at: level) {
                functions[try Istanbul.key(path, at: level + 1)] = try value.isPositiveCount()
            }
        case 3:
            if path.matches("b", at: level) {
                let branch = try Istanbul.key(path, at: level + 1)
                let name = Bytes.mix(branch &+ UInt64(path.index(at: level + 2) + 1))
                branches.append((branch, name, try value.isPositiveCount()))
            } else if path.matches("branchMap", at: level), path.matches("line", at: level + 2) {
                branchLines[try Istanbul.key(path, at: level + 1)] = try value.lineNumber()
            }
        case 4:
            if path.matches("statementMap", at: level), path.matches("start", at: level + 2),
                path.matches("line", at: level + 3)
            {
                statementLines[try Istanbul.key(path, at: level + 1)] = try value.lineNumber()
            }
        case 5:
            if path.matches("branchMap", at: level), path.matches("loc", at: level + 2),
                path.matches("start", at: level + 3), path.matches("line", at: level + 4), case .number = value
            {
                branchLines[try Istanbul.key(path, at: level + 1)] = try value.lineNumber()
            }
        default:
            break
        }
        let held = statementLines.count + statements.count + branchLines.count + branches.count + functions.count
        if held & 0xFFF == 0xFFF { try builder.checkMemory(andBytes: held * 32) }
    }

    private static func key(_ path: JSONPath, at level: Int) throws(CoverageFault) -> UInt64 {
        try path.withKey(at: level) { key throws(CoverageFault) in key.digest }
    }

    private mutating func finishFile(into builder: inout CoverageBuilder) throws(CoverageFault) {
        try path.withBytes { path throws(CoverageFault) in try builder.selectFile(path) }
        try builder.markStatements()
        for (name, isCovered) in statements {
            guard let line = statementLines[name] else { throw .malformed("a statement without a place") }
            try builder.addLine(line, covered: isCovered)
            try builder.addStatement(name: name, covered: isCovered)
        }
        for (name, isCovered) in functions { try builder.addFunction(name: name, covered: isCovered) }
        for branch in branches {
            guard let line = branchLines[branch.branch] else { throw .malformed("a branch without a place") }
            try builder.addBranch(line: line, name: branch.name, taken: branch.isTaken)
        }
        builder.closeFile()
        statementLines.removeAll(keepingCapacity: true)
        statements.removeAll(keepingCapacity: true)
        branchLines.removeAll(keepingCapacity: true)
        branches.removeAll(keepingCapacity: true)
        functions.removeAll(keepingCapacity: true)
    }
}
