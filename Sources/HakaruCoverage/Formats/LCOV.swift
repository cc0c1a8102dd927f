/// LCOV tracefiles, of lcov 1 and 2 and of the tools that write records like theirs.
///
/// The stated totals (`LF`, `LH` and so on) are not read: they are wrong too often. Functions are told apart by their
/// name; those of lcov 2's `FNL` and `FNA` by the line that they start on, since aliases are one function.
struct LCOV: LineFormat {
    static let format = CoverageFormat.lcov

    private var isInRecord = false
    /// The names made of `FNL` records, by their index in the current record.
    private var functionNames: [Int: UInt64] = [:]

    mutating func read(_ line: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) {
        if line.starts(with: "DA:") { return try readLine(line.from(3), into: &builder) }
        if line.starts(with: "BRDA:") { return try readBranch(line.from(5), into: &builder) }
        if line.starts(with: "FN") { return try readFunction(line.from(2), into: &builder) }
        if line.starts(with: "SF:") { return try startRecord(line.from(3), into: &builder) }
        if line.starts(with: "end_of_record") {
            isInRecord = false
            return builder.closeFile()
        }
        guard isInRecord, !LCOV.isOtherRecord(line) else { return }
        throw .malformed("“\(CoverageFault.excerpt(line))” is no record of LCOV")
    }

    func finish(into builder: inout CoverageBuilder) throws(CoverageFault) {
        guard !isInRecord else { throw .truncated("end_of_record is missing") }
    }

    private mutating func startRecord(_ path: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) {
        isInRecord = true
        functionNames.removeAll(keepingCapacity: true)
        try builder.selectFile(path)
    }

    /// Reads `line,hits` with an optional checksum.
    @inline(__always)
    private func readLine(_ fields: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) {
        var index = 0
        var line = 0
        while index < fields.count, index < 10, Bytes.isDigit(fields[index]) {
            line = line * 10 + Int(fields[index] & 15)
            index += 1
        }
        guard index > 0, index < fields.count, fields[index] == 0x2C, line <= LineSet.maximumLine else {
            throw .malformed("“DA:\(CoverageFault.excerpt(fields))” is not line,hits")
        }
        let start = index + 1
        var nonZero: UInt8 = 0
        index = start
        while index < fields.count, Bytes.isDigit(fields[index]) {
            nonZero |= fields[index] & 15
            index += 1
        }
        if index > start, index == fields.count || fields[index] == 0x2C {
            return try builder.addLine(line, covered: nonZero != 0)
        }
        let end = fields.firstIndex(of: 0x2C, from: start) ?? fields.count
        try builder.addLine(line, covered: try fields[start, end].isPositiveCount())
    }

    /// Reads `line,block,branch,taken`: a block may start with `e`, a branch may be any text.
    private func readBranch(_ fields: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) {
        guard let first = fields.firstIndex(of: 0x2C), let second = fields.firstIndex(of: 0x2C, from: first + 1),
            let last = fields.lastIndex(of: 0x2C), last > second
        else { throw .malformed("“BRDA:\(CoverageFault.excerpt(fields))” is not line,block,branch,taken") }
        let line = try fields[0, first].lineNumber()
        let taken = fields.from(last + 1)
        let name: UInt64
        if let block = fields[first + 1, second].number(upTo: LineSet.maximumLine),
            let branch = fields[second + 1, last].number(upTo: LineSet.maximumLine)
        {
            name = UInt64(block) << 31 | UInt64(branch)
        } else {
            // The 63rd bit keeps names made of text apart from those made of numbers.
            name = fields[first + 1, last].digest | 1 << 62
        }
        let isReached = !(taken.count == 1 && taken[0] == 0x2D)
        try builder.addBranch(line: line, name: name, taken: isReached ? try taken.isPositiveCount() : false)
    }

    /// Reads what follows `FN`: `:line[,end],name`, `DA:hits,name`, `L:index,line[,end]`, `A:index,hits,name`.
    private mutating func readFunction(_ rest: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) {
        guard let colon = rest.firstIndex(of: 0x3A) else { throw .malformed("a function record without a colon") }
        let fields = rest.from(colon + 1)
        guard let comma = fields.firstIndex(of: 0x2C) else {
            guard rest.starts(with: "F:") || rest.starts(with: "H:") else {
                throw .malformed("“FN\(CoverageFault.excerpt(rest))” is cut short")
            }
            return
        }
        switch rest[0, colon] {
        case "":
            var name = fields.from(comma + 1)
            if let second = name.firstIndex(of: 0x2C), name[0, second].number() != nil { name = name.from(second + 1) }
            _ = try fields[0, comma].lineNumber()
            try builder.addFunction(name: name.trimmed.digest, covered: false)
        case "DA":
            let isCovered = try fields[0, comma].isPositiveCount()
            try builder.addFunction(name: fields.from(comma + 1).trimmed.digest, covered: isCovered)
        case "L":
            let end = fields.firstIndex(of: 0x2C, from: comma + 1) ?? fields.count
            let name = Bytes.mix(UInt64(try fields[comma + 1, end].lineNumber()))
            functionNames[try fields[0, comma].lineNumber()] = name
            if functionNames.count & 0xFFF == 0 { try builder.checkMemory(andBytes: functionNames.count * 64) }
            try builder.addFunction(name: name, covered: false)
        case "A":
            let end = fields.firstIndex(of: 0x2C, from: comma + 1) ?? fields.count
            guard let name = functionNames[try fields[0, comma].lineNumber()] else {
                throw .malformed("an FNA record without its FNL record")
            }
            try builder.addFunction(name: name, covered: try fields[comma + 1, end].isPositiveCount())
        default:
            break
        }
    }

    /// Whether a line inside a record is blank, a comment, or a record that holds nothing of interest.
    private static func isOtherRecord(_ line: Bytes) -> Bool {
        if line.trimmed.isEmpty || line[0] == 0x23 { return true }
        guard let colon = line.firstIndex(of: 0x3A), colon > 0 else { return false }
        return line[0, colon].allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
    }
}
