/// Cover profiles of `go test -coverprofile`.
///
/// A block counts for its statements, and each line that it touches is an instrumented line. Blocks that several
/// packages report (`-coverpkg`) are one block. The paths are import paths: ``PathMapper`` strips the module's.
struct GoProfile: LineFormat {
    static let format = CoverageFormat.goProfile

    mutating func read(_ line: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) {
        if line.starts(with: "mode:") || line.trimmed.isEmpty { return }
        guard let lastSpace = line.lastIndex(of: 0x20), let space = line[0, lastSpace].lastIndex(of: 0x20),
            let colon = line[0, space].lastIndex(of: 0x3A), colon > 0
        else { throw notABlock(line) }
        let position = line[colon + 1, space]
        guard let comma = position.firstIndex(of: 0x2C), let firstPoint = position.firstIndex(of: 0x2E),
            firstPoint < comma, let secondPoint = position.firstIndex(of: 0x2E, from: comma),
            let statements = line[space + 1, lastSpace].number(), position[firstPoint + 1, comma].number() != nil,
            position.from(secondPoint + 1).number() != nil
        else { throw notABlock(line) }
        let start = try position[0, firstPoint].lineNumber()
        let end = try position[comma + 1, secondPoint].lineNumber()
        guard start <= end else { throw .malformed("a block that ends before it starts") }
        let isCovered = try line.from(lastSpace + 1).isPositiveCount()
        try builder.selectFile(line[0, colon])
        try builder.addLines(start...end, covered: isCovered)
        try builder.addStatement(name: position.digest, covered: isCovered, weight: statements)
    }

    func finish(into builder: inout CoverageBuilder) throws(CoverageFault) {}

    private func notABlock(_ line: Bytes) -> CoverageFault {
        .malformed("“\(CoverageFault.excerpt(line))” is not file.go:line.column,line.column statements count")
    }
}
