/// Tells the line-based formats apart by their first line.
enum TextSniffer {
    /// A parser for a text that starts with a line that is not blank; nil where the line shows nothing.
    static func parser(for text: Bytes, isLast: Bool) -> (any ReportParser)? {
        var start = 0
        // LCOV allows comments before the first record.
        while let end = text.firstIndex(of: 0x0A, from: start) {
            let line = text[start, end].trimmed
            guard line.isEmpty || line[0] == 0x23, !line.starts(with: "#####:") else { return parser(forLine: line) }
            start = end + 1
        }
        let rest = text.from(start)
        return isLast || rest.count > 4_096 ? parser(forLine: rest.trimmed) : nil
    }

    private static func parser(forLine line: Bytes) -> (any ReportParser)? {
        if line.starts(with: "mode:") { return LineParser<GoProfile>() }
        if line.starts(with: "TN:") || line.starts(with: "SF:") { return LineParser<LCOV>() }
        if LuaCov.isRuler(line) { return LineParser<LuaCov>() }
        let isIntermediate = ["file:", "version:", "cwd:"].contains { (prefix: StaticString) in
            line.starts(with: prefix)
        }
        if isIntermediate { return LineParser<GCovIntermediate>() }
        return GCov.split(line) == nil ? nil : LineParser<GCov>()
    }
}
