import HakaruModel

/// Collects what a format's reader finds, file by file, within the limits.
struct CoverageBuilder {
    let limits: CoverageLimits
    private var files: [CoverageFile] = []
    private var indices: [SourcePath: Int] = [:]
    private var current = -1
    private var sourceRoots: [SourcePath] = []
    /// The bytes that all files but the current one take.
    private var settled = 0
    private var steps: UInt32 = 0
    /// Whether the current file was not selected before, so that giving back its spare memory is worth the copy.
    private var isFresh = false

    init(limits: CoverageLimits) {
        self.limits = limits
    }

    /// Whether a file is selected, so that lines may follow.
    var hasFile: Bool { current >= 0 }

    /// Makes a file the one that everything after belongs to.
    mutating func selectFile(_ path: Bytes) throws(CoverageFault) {
        if current >= 0, path == files[current].path.bytes { return }
        guard path.count <= 65_535 else { throw .tooLarge("a path of \(path.count) bytes") }
        guard !path.isEmpty else { throw .malformed("a source file without a name") }
        guard path.firstIndex(of: 0) == nil else { throw .malformed("a source file with a NUL in its name") }
        let key = SourcePath(bytes: Array(path))
        closeFile()
        isFresh = indices[key] == nil
        if let index = indices[key] {
            current = index
            settled -= files[index].footprint
        } else {
            current = files.count
            indices[key] = current
            files.append(CoverageFile(path: key))
        }
        try checkMemory()
    }

    /// Starts a file whose name comes after its lines; ``nameFile(_:)`` must follow.
    mutating func startUnnamedFile() throws(CoverageFault) {
        closeFile()
        current = files.count
        files.append(CoverageFile(path: SourcePath(bytes: [])))
        try checkMemory()
    }

    /// Names the file that ``startUnnamedFile()`` started, or adds it to the one that has this name.
    mutating func nameFile(_ path: Bytes) throws(CoverageFault) {
        guard current >= 0, current == files.count - 1, files[current].path.bytes.isEmpty else {
            throw .malformed("the name of a source file without its lines")
        }
        var unnamed = files.removeLast()
        current = -1
        let known = files.count
        try selectFile(path)
        if files.count > known {
            unnamed.path = files[current].path
            files[current] = unnamed
        } else {
            try files[current].absorb(unnamed)
        }
    }

    /// Ends the current file; what follows must select another.
    mutating func closeFile() {
        guard current >= 0 else { return }
        if isFresh { files[current].seal() }
        settled += files[current].footprint
        current = -1
    }

    /// Notes a directory that relative paths may start from.
    mutating func addSourceRoot(_ path: Bytes) {
        guard !path.isEmpty, path.count <= 4_096, sourceRoots.count < 1_000 else { return }
        let root = SourcePath(bytes: Array(path))
        if !sourceRoots.contains(root) { sourceRoots.append(root) }
    }

    @inline(__always)
    mutating func addLine(_ line: Int, covered: Bool) throws(CoverageFault) {
        try step()
        files[current].lineSet.insert(line, covered: covered)
    }

    /// Adds a range of lines, of which no real report has more than a million at once.
    mutating func addLines(_ range: ClosedRange<Int>, covered: Bool) throws(CoverageFault) {
        guard range.count <= 1_000_000 else { throw .tooLarge("a block of \(range.count) lines") }
        try step()
        files[current].lineSet.insert(range, covered: covered)
        if range.count > 1_024 { try checkMemory() }
    }

    /// Adds lines that were collected before the name of their file was known.
    mutating func addLines(_ lines: LineSet, partial: LineSet = LineSet()) throws(CoverageFault) {
        try step()
        files[current].lineSet.insert(lines)
        files[current].partialLines.insert(partial)
    }

    mutating func addPartialLine(_ line: Int) throws(CoverageFault) {
        try step()
        files[current].partialLines.insert(line, covered: true)
    }

    /// Adds an outcome of a condition; `name` tells it apart on its line.
    @inline(__always)
    mutating func addBranch(line: Int, name: UInt64, taken: Bool) throws(CoverageFault) {
        try step()
        files[current].branchSet.insert(line: line, name: name, taken: taken)
    }

    /// Adds how many outcomes of a line were taken; more taken than there are counts as all.
    mutating func addBranches(line: Int, taken: Int, total: Int) throws(CoverageFault) {
        guard total > 0 else { return }
        try step()
        let total = UInt32(clamping: total)
        files[current].branchSet.insert(line: line, taken: min(UInt32(clamping: taken), total), total: total)
    }

    mutating func addFunction(name: UInt64, covered: Bool) throws(CoverageFault) {
        try step()
        files[current].functionSet.insert(name: name, covered: covered)
    }

    mutating func addStatement(name: UInt64, covered: Bool, weight: Int = 1) throws(CoverageFault) {
        try step()
        files[current].measuresStatements = true
        files[current].statementSet.insert(name: name, covered: covered, weight: UInt32(clamping: weight))
    }

    /// Says that the format has statements, even if none follows in this file.
    mutating func markStatements() throws(CoverageFault) {
        try step()
        files[current].measuresStatements = true
    }

    /// Says that the format has no lines.
    mutating func markWithoutLines() throws(CoverageFault) {
        try step()
        files[current].measuresLines = false
    }

    /// Takes over totals that the report states for the current file; they hold instead of what is counted.
    mutating func state(_ measure: CoverageMeasure, covered: Int, total: Int) throws(CoverageFault) {
        try step()
        guard let count = CoverageCount(covered: covered, total: total) else {
            throw .malformed("\(covered) covered of \(total)")
        }
        files[current].stated[measure] = count
    }

    /// The report of all that was collected.
    consuming func report(_ format: CoverageFormat) throws(CoverageFault) -> CoverageReport {
        guard !files.isEmpty else { throw .noFiles }
        var sealed = files
        files = []
        for index in sealed.indices { sealed[index].seal() }
        sealed.sort { $0.path < $1.path }
        return CoverageReport(formats: [format], files: sealed, sourceRoots: sourceRoots)
    }

    /// Checks that a file is selected, and the memory every 16,384 entries.
    @inline(__always)
    private mutating func step() throws(CoverageFault) {
        guard current >= 0 else { throw .malformed("coverage before the name of its source file") }
        steps &+= 1
        if steps & 0x3FFF == 0 { try checkMemory() }
    }

    /// Checks the memory that the files take, and `held` bytes that the format itself keeps.
    func checkMemory(andBytes held: Int = 0) throws(CoverageFault) {
        let used = settled + held + (current >= 0 ? files[current].footprint : 0)
        guard used <= limits.memory else {
            throw .tooLarge("more than \(limits.memory >> 20) MiB of lines and branches")
        }
    }
}
