/// gcov's JSON, also of several documents in one file, and gcovr's, which is like it.
///
/// Both list a line once for each function that it belongs to. Among the instances of a template a line counts once,
/// each instance's function and branches count for themselves.
struct GCovJSON: JSONFormat {
    static let allowsSeveralDocuments = true

    private(set) var format = CoverageFormat.gcovJSON
    private var filename: [UInt8] = []
    private var line: Int?
    private var isCovered: Bool?
    private var isLeftOut = false
    private var branches: [Bool] = []
    private var functionName: UInt64?

    mutating func open(isArray: Bool, at path: JSONPath, into builder: inout CoverageBuilder) throws(CoverageFault) {
        if path.matches(["files", nil]) {
            filename = []
            try builder.startUnnamedFile()
        } else if path.depth == 4, path.matches("files", at: 0) {
            line = nil
            isCovered = nil
            isLeftOut = false
            branches.removeAll(keepingCapacity: true)
            functionName = nil
        }
    }

    mutating func close(at path: JSONPath, into builder: inout CoverageBuilder) throws(CoverageFault) {
        if path.matches(["files", nil]) {
            try filename.withBytes { name throws(CoverageFault) in try builder.nameFile(name) }
            builder.closeFile()
        } else if path.depth == 4, path.matches(["files", nil, "lines", nil]) {
            try finishLine(into: &builder)
        } else if path.depth == 4, path.matches(["files", nil, "functions", nil]), let functionName, !isLeftOut {
            guard let isCovered else { throw .malformed("a function without execution_count") }
            try builder.addFunction(name: functionName, covered: isCovered)
        }
    }

    mutating func read(_ value: JSONScalar, at path: JSONPath, into builder: inout CoverageBuilder)
        throws(CoverageFault)
    {
        switch path.depth {
        case 1:
            if path.matches(["gcovr/format_version"]) { format = .gcovrJSON }
        case 3:
            if path.matches(["files", nil, "file"]), case .string(let name) = value { filename = Array(name) }
        case 5:
            if path.matches(["files", nil, "lines", nil, nil]) {
                try readLine(value, at: path)
            } else if path.matches(["files", nil, "functions", nil, nil]) {
                try readFunction(value, at: path)
            }
        case 7:
            if path.matches(["files", nil, "lines", nil, "branches", nil, "count"]) {
                guard branches.count < 1_000_000 else { throw .tooLarge("a million branches on a line") }
                branches.append(try value.isPositiveCount())
            }
        default:
            break
        }
    }

    private mutating func readLine(_ value: JSONScalar, at path: JSONPath) throws(CoverageFault) {
        if path.matches("function_name", at: 4), case .string(let name) = value { functionName = name.digest }
        if path.matches("line_number", at: 4) { line = try value.lineNumber() }
        if path.matches("count", at: 4) { isCovered = try value.isPositiveCount() }
        if path.matches("gcovr/noncode", at: 4) || path.matches("gcovr/excluded", at: 4), case .bool(true) = value {
            isLeftOut = true
        }
    }

    private mutating func readFunction(_ value: JSONScalar, at path: JSONPath) throws(CoverageFault) {
        if path.matches("execution_count", at: 4) { isCovered = try value.isPositiveCount() }
        if path.matches("gcovr/excluded", at: 4), case .bool(true) = value { isLeftOut = true }
        guard case .string(let text) = value else { return }
        // gcovr leaves the mangled name out where the instances of a template were merged.
        if path.matches("name", at: 4) || (path.matches("demangled_name", at: 4) && functionName == nil) {
            functionName = text.digest
        }
    }

    private func finishLine(into builder: inout CoverageBuilder) throws(CoverageFault) {
        guard !isLeftOut else { return }
        guard let line, let isCovered else { throw .malformed("a line without line_number and count") }
        try builder.addLine(line, covered: isCovered)
        for (index, isTaken) in branches.enumerated() {
            try builder.addBranch(line: line, name: Bytes.mix((functionName ?? 0) &+ UInt64(index)), taken: isTaken)
        }
    }
}
