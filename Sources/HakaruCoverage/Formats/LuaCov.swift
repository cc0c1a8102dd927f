/// Reports of LuaCov: each source file below its name, the counts in a column before the source, a summary at the end.
struct LuaCov: LineFormat {
    static let format = CoverageFormat.luaCov
    static let cutsLongLines = true

    private enum Place {
        case source
        case name
        case afterName
        case summary
    }

    private var place = Place.source
    private var line = 0
    private var isSummaryNamed = false
    /// The width of the column of counts, once the first count has shown it.
    private var width: Int?

    mutating func read(_ line: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) {
        switch place {
        case .summary:
            return
        case .source:
            guard LuaCov.isRuler(line) else { return try readSource(line, into: &builder) }
            place = .name
        case .name:
            isSummaryNamed = line == "Summary"
            if !isSummaryNamed { try builder.selectFile(line) }
            place = .afterName
        case .afterName:
            guard LuaCov.isRuler(line) else { throw .malformed("the name of a source file without its ruler") }
            self.line = 0
            place = isSummaryNamed ? .summary : .source
        }
    }

    func finish(into builder: inout CoverageBuilder) throws(CoverageFault) {
        guard place == .summary else { throw .truncated("its summary is missing") }
    }

    /// Whether a line is the row of equal signs around a name.
    static func isRuler(_ line: Bytes) -> Bool {
        line.count >= 70 && line.allSatisfy { $0 == 0x3D }
    }

    private mutating func readSource(_ text: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) {
        line += 1
        var index = 0
        while index < text.count, text[index] == 0x20 || text[index] == 0x2A { index += 1 }
        let isMissed = index > 0 && text[index - 1] == 0x2A
        let start = index
        while index < text.count, Bytes.isDigit(text[index]) { index += 1 }
        // Source that starts with a digit stands behind the column, not in it.
        guard index > start, width == nil || width == index, index == text.count || text[index] == 0x20 else { return }
        width = index
        try builder.addLine(line, covered: isMissed ? false : try text[start, index].isPositiveCount())
    }
}
