/// Source listings of gcov: `count:line:source`, with branches and functions between the lines.
///
/// The instances of a template repeat its lines between rows of hyphens; they are one line here.
struct GCov: LineFormat {
    static let format = CoverageFormat.gcov
    static let cutsLongLines = true

    /// The line that the branches after it belong to.
    private var line = 0

    mutating func read(_ line: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) {
        if line.starts(with: "branch") { return try readBranch(line, into: &builder) }
        if line.starts(with: "function ") { return try readFunction(line.from(9), into: &builder) }
        guard let parts = GCov.split(line) else { return }
        let count = parts.count
        guard parts.line > 0 else {
            if parts.rest.starts(with: "Source:") { try builder.selectFile(parts.rest.from(7)) }
            return
        }
        self.line = parts.line
        if count == "-" { return }
        // Five equal signs: a line that only exceptions reach, and that did not run.
        let isMissed = count == "#####" || count == "=====" || count == "$$$$$" || count == "%%%%%"
        try builder.addLine(parts.line, covered: isMissed ? false : try GCov.isPositive(count))
    }

    func finish(into builder: inout CoverageBuilder) throws(CoverageFault) {}

    /// Splits `count:line:source`; nil for lines of another form.
    static func split(_ line: Bytes) -> (count: Bytes, line: Int, rest: Bytes)? {
        guard let colon = line.firstIndex(of: 0x3A), let second = line.firstIndex(of: 0x3A, from: colon + 1),
            let number = line[colon + 1, second].trimmed.number(upTo: LineSet.maximumLine)
        else { return nil }
        let count = line[0, colon].trimmed
        guard count.count > 0, count == "-" || Bytes.isDigit(count[0]) || [0x23, 0x3D, 0x24, 0x25].contains(count[0])
        else { return nil }
        return (count, number, line.from(second + 1))
    }

    /// Reads `12`, `12*` (some block of the line did not run) and `1.2k` (human-readable numbers).
    private static func isPositive(_ count: Bytes) throws(CoverageFault) -> Bool {
        var end = count.count
        if end > 0, count[end - 1] == 0x2A { end -= 1 }
        if end > 0, [0x6B, 0x4D, 0x47, 0x54, 0x50, 0x45, 0x5A, 0x59].contains(count[end - 1]) { end -= 1 }
        return try count[0, end].isPositiveCount()
    }

    /// Reads `branch  1 taken 2 (fallthrough)` and `branch  1 never executed`.
    private func readBranch(_ text: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) {
        let words = text.split(separator: 0x20)
        guard words.count >= 4, let number = Int(String(decoding: words[1], as: UTF8.self)), number >= 0 else {
            throw .malformed("“\(CoverageFault.excerpt(text))” is no branch")
        }
        guard words[2].elementsEqual("taken".utf8) else {
            return try builder.addBranch(line: line, name: UInt64(number), taken: false)
        }
        let taken = words[3].last == 0x25 ? words[3].dropLast() : words[3]
        let isTaken = try Array(taken).withBytes { bytes throws(CoverageFault) in try bytes.isPositiveCount() }
        try builder.addBranch(line: line, name: UInt64(number), taken: isTaken)
    }

    /// Reads `name called 1 returned 100% blocks executed 73%`; a name may hold spaces.
    private func readFunction(_ text: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) {
        let words = text.split(separator: 0x20)
        guard let called = words.lastIndex(where: { $0.elementsEqual("called".utf8) }), called > 0,
            called + 1 < words.count
        else { throw .malformed("“function \(CoverageFault.excerpt(text))” has no count") }
        let name = Array(words[..<called].joined(separator: [0x20]))
        let isCovered = try Array(words[called + 1]).withBytes { bytes throws(CoverageFault) in
            try bytes.isPositiveCount()
        }
        let digest = try name.withBytes { bytes throws(CoverageFault) in bytes.digest }
        try builder.addFunction(name: digest, covered: isCovered)
    }
}
