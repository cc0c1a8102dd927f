import HakaruModel

/// `xccov view --report --json`, and the list of targets that `--only-targets` writes.
///
/// A file that belongs to two targets counts once, with the better of its counts. A list of targets alone has them in
/// the place of files, named `target:App`.
struct XCCov: JSONFormat {
    let format = CoverageFormat.xccov

    private var isOnlyTargets = false
    /// The depth at which the counts of a file, or of a target, stand.
    private var level = 0
    private var name: [UInt8] = []
    private var covered: Int?
    private var total: Int?
    private var best: [SourcePath: (covered: Int, total: Int)] = [:]

    mutating func open(isArray: Bool, at path: JSONPath, into builder: inout CoverageBuilder) throws(CoverageFault) {
        if path.depth == 0 { isOnlyTargets = isArray }
        if path.matches(["targets", nil, "files", nil]) || (isOnlyTargets && path.depth == 1) {
            level = path.depth
            name = []
            covered = nil
            total = nil
        }
    }

    mutating func close(at path: JSONPath, into builder: inout CoverageBuilder) throws(CoverageFault) {
        guard path.depth == level, level > 0, isOnlyTargets || path.matches(["targets", nil, "files", nil]) else {
            return
        }
        guard let covered, let total else { throw .malformed("a file without coveredLines and executableLines") }
        try name.withBytes { name throws(CoverageFault) in try builder.selectFile(name) }
        let key = SourcePath(bytes: name)
        if let known = best[key], known.covered >= covered { return builder.closeFile() }
        best[key] = (covered, total)
        try builder.state(.lines, covered: covered, total: total)
        builder.closeFile()
    }

    mutating func read(_ value: JSONScalar, at path: JSONPath, into builder: inout CoverageBuilder)
        throws(CoverageFault)
    {
        guard level > 0, path.depth == level + 1 else { return }
        guard isOnlyTargets || path.matches(["targets", nil, "files", nil, nil]) else { return }
        if path.matches("coveredLines", at: level) { covered = try value.total() }
        if path.matches("executableLines", at: level) { total = try value.total() }
        if path.matches(isOnlyTargets ? "name" : "path", at: level), case .string(let text) = value {
            name = (isOnlyTargets ? Array("target:".utf8) : []) + Array(text)
        }
    }
}
