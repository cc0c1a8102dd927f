/// The intermediate text of gcov, GCC 4.9 to 8: `file:`, `function:`, `lcount:` and `branch:` records.
struct GCovIntermediate: LineFormat {
    static let format = CoverageFormat.gcovIntermediate

    private var branchLine = -1
    private var branchNumber: UInt64 = 0

    mutating func read(_ line: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) {
        guard !line.isEmpty else { return }
        guard let colon = line.firstIndex(of: 0x3A) else { throw notARecord(line) }
        let fields = line.from(colon + 1)
        switch line[0, colon] {
        case "lcount":
            guard let comma = fields.firstIndex(of: 0x2C) else { throw notARecord(line) }
            let end = fields.firstIndex(of: 0x2C, from: comma + 1) ?? fields.count
            try builder.addLine(
                try fields[0, comma].lineNumber(), covered: try fields[comma + 1, end].isPositiveCount())
        case "file":
            branchLine = -1
            try builder.selectFile(fields)
        case "branch":
            guard let comma = fields.firstIndex(of: 0x2C) else { throw notARecord(line) }
            let number = try fields[0, comma].lineNumber()
            branchNumber = number == branchLine ? branchNumber + 1 : 0
            branchLine = number
            try builder.addBranch(line: number, name: branchNumber, taken: fields.from(comma + 1) == "taken")
        case "function":
            try readFunction(fields, into: &builder)
        case "version", "cwd":
            break
        default:
            throw notARecord(line)
        }
    }

    func finish(into builder: inout CoverageBuilder) throws(CoverageFault) {}

    /// Reads `line,count,name`, since GCC 8 `line,end,count,name`.
    private func readFunction(_ fields: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) {
        guard let first = fields.firstIndex(of: 0x2C), let second = fields.firstIndex(of: 0x2C, from: first + 1) else {
            throw notARecord(fields)
        }
        var count = fields[first + 1, second]
        var name = fields.from(second + 1)
        if let third = name.firstIndex(of: 0x2C), name[0, third].number() != nil {
            count = name[0, third]
            name = name.from(third + 1)
        }
        try builder.addFunction(name: name.digest, covered: try count.isPositiveCount())
    }

    private func notARecord(_ line: Bytes) -> CoverageFault {
        .malformed("“\(CoverageFault.excerpt(line))” is no record of gcov")
    }
}
