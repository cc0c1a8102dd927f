import HakaruModel

/// `llvm-cov export`, which `swift test --enable-code-coverage` writes.
///
/// The totals are those of each file's summary. The lines for patch coverage follow from the segments by the rules of
/// llvm-cov itself; they can be fewer than the summary counts, where a line belongs to two functions.
struct LLVMJSON: JSONFormat {
    let format = CoverageFormat.llvmJSON

    /// A point where the count changes: it holds up to the next segment.
    private struct Segment {
        var line = 0
        var isCovered = false
        var hasCount = false
        var isEntry = false
        var isGap = false
    }

    private struct Summary {
        var covered = 0
        var count: Int?
    }

    private var filename: [UInt8] = []
    private var segment = Segment()
    /// The last segment of the lines before the current one.
    private var wrapping: Segment?
    /// The segments that start on the current line.
    private var onLine: [Segment] = []
    private var lines = Summary()
    private var functions = Summary()
    private var branches = Summary()

    mutating func open(isArray: Bool, at path: JSONPath, into builder: inout CoverageBuilder) throws(CoverageFault) {
        if path.matches(["data", nil, "files", nil]) {
            filename = []
            wrapping = nil
            onLine.removeAll(keepingCapacity: true)
            lines = Summary()
            functions = Summary()
            branches = Summary()
            try builder.startUnnamedFile()
        }
    }

    mutating func close(at path: JSONPath, into builder: inout CoverageBuilder) throws(CoverageFault) {
        if path.depth == 5, path.matches(["data", nil, "files", nil, "segments"]) {
            try finishLine(into: &builder)
        } else if path.depth == 6, path.matches(["data", nil, "files", nil, "segments", nil]) {
            try addSegment(into: &builder)
        } else if path.matches(["data", nil, "files", nil]) {
            if let total = lines.count { try builder.state(.lines, covered: lines.covered, total: total) }
            if let total = functions.count, total > 0 {
                try builder.state(.functions, covered: functions.covered, total: total)
            }
            if let total = branches.count, total > 0 {
                try builder.state(.branches, covered: branches.covered, total: total)
            }
            try filename.withBytes { name throws(CoverageFault) in try builder.nameFile(name) }
            builder.closeFile()
        }
    }

    mutating func read(_ value: JSONScalar, at path: JSONPath, into builder: inout CoverageBuilder)
        throws(CoverageFault)
    {
        switch path.depth {
        case 7 where path.matches(["data", nil, "files", nil, "segments", nil, nil]):
            try readSegment(value, position: path.index(at: 6))
        case 5 where path.matches(["data", nil, "files", nil, "filename"]):
            guard case .string(let name) = value else { throw .malformed("a filename that is no text") }
            filename = Array(name)
        case 7 where path.matches(["data", nil, "files", nil, "summary", nil, nil]):
            if path.matches("lines", at: 5) { try LLVMJSON.read(value, at: path, into: &lines) }
            if path.matches("functions", at: 5) { try LLVMJSON.read(value, at: path, into: &functions) }
            if path.matches("branches", at: 5) { try LLVMJSON.read(value, at: path, into: &branches) }
        default:
            break
        }
    }

    private static func read(
        _ value: JSONScalar, at path: JSONPath, into summary: inout Summary
    ) throws(CoverageFault) {
        if path.matches("count", at: 6) { summary.count = try value.total() }
        if path.matches("covered", at: 6) { summary.covered = try value.total() }
    }

    private mutating func readSegment(_ value: JSONScalar, position: Int) throws(CoverageFault) {
        switch position {
        case 0: segment = Segment(line: try value.lineNumber())
        case 2: segment.isCovered = try value.isPositiveCount()
        case 3: segment.hasCount = try LLVMJSON.flag(value)
        case 4: segment.isEntry = try LLVMJSON.flag(value)
        case 5: segment.isGap = try LLVMJSON.flag(value)
        default: break
        }
    }

    /// Flags are booleans, in exports of old versions 0 and 1.
    private static func flag(_ value: JSONScalar) throws(CoverageFault) -> Bool {
        if case .bool(let flag) = value { return flag }
        return try value.isPositiveCount()
    }

    private mutating func addSegment(into builder: inout CoverageBuilder) throws(CoverageFault) {
        if let first = onLine.first, first.line != segment.line {
            guard first.line < segment.line else { throw .malformed("segments that are not in order") }
            try finishLine(into: &builder)
            // The lines between two segments belong to the one before them.
            if let wrapping, wrapping.hasCount, first.line + 1 < segment.line {
                try builder.addLines(first.line + 1...segment.line - 1, covered: wrapping.isCovered)
            }
        }
        guard onLine.count < 100_000 else { throw .tooLarge("100,000 segments on a line") }
        onLine.append(segment)
    }

    /// Adds the line on which the collected segments start.
    private mutating func finishLine(into builder: inout CoverageBuilder) throws(CoverageFault) {
        guard let first = onLine.first, let last = onLine.last else { return }
        let entries = onLine.filter { $0.isEntry && $0.hasCount && !$0.isGap }
        let startsSkipped = !first.hasCount && first.isEntry
        let isMapped = !startsSkipped && (wrapping?.hasCount ?? false || !entries.isEmpty)
        if isMapped || onLine.contains(where: { $0.isEntry && $0.hasCount }) {
            let isCovered = (wrapping?.isCovered ?? false) || entries.contains { $0.isCovered }
            try builder.addLine(first.line, covered: isCovered)
        }
        wrapping = last
        onLine.removeAll(keepingCapacity: true)
    }
}
