/// A format that is read line by line.
protocol LineFormat {
    static var format: CoverageFormat { get }
    init()
    /// Whether only the start of a long line matters, so that the rest may be dropped.
    static var cutsLongLines: Bool { get }
    /// Reads a line, without its line end.
    mutating func read(_ line: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault)
    /// Checks that the report is whole.
    mutating func finish(into builder: inout CoverageBuilder) throws(CoverageFault)
}

extension LineFormat {
    static var cutsLongLines: Bool { false }
}

/// Cuts chunks into lines, at LF or CRLF, and hands them to a format.
struct LineParser<Format: LineFormat>: ReportParser {
    private var reader = Format()
    /// The start of a line whose end lies in a later chunk.
    private var carry: [UInt8] = []
    private var lines = 0
    private(set) var offset = 0

    var format: CoverageFormat { Format.format }
    var line: Int? { lines }

    mutating func feed(_ chunk: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) {
        var start = 0
        if !carry.isEmpty {
            let end = chunk.firstIndex(of: 0x0A)
            try keep(chunk[0, end ?? chunk.count], limit: builder.limits.token)
            guard let end else { return }
            try readCarry(into: &builder)
            start = end + 1
        }
        while let end = chunk.firstIndex(of: 0x0A, from: start) {
            try readLine(chunk[start, end], into: &builder)
            start = end + 1
        }
        try keep(chunk.from(start), limit: builder.limits.token)
    }

    mutating func finish(into builder: inout CoverageBuilder) throws(CoverageFault) {
        if !carry.isEmpty {
            do throws(CoverageFault) {
                try readCarry(into: &builder)
            } catch .malformed {
                throw .truncated("its last line is no whole record")
            }
        }
        try reader.finish(into: &builder)
    }

    @inline(__always)
    private mutating func readLine(_ line: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) {
        lines += 1
        let hasReturn = line.count > 0 && line[line.count - 1] == 0x0D
        try reader.read(hasReturn ? line[0, line.count - 1] : line, into: &builder)
        offset += line.count + 1
    }

    private mutating func readCarry(into builder: inout CoverageBuilder) throws(CoverageFault) {
        let text = carry
        carry.removeAll(keepingCapacity: true)
        try text.withBytes { bytes throws(CoverageFault) in try readLine(bytes, into: &builder) }
    }

    private mutating func keep(_ part: Bytes, limit: Int) throws(CoverageFault) {
        guard carry.count + part.count <= limit else {
            guard Format.cutsLongLines else { throw .tooLarge("a line of more than \(limit >> 10) KiB") }
            // A line end in the rest would not be seen as the end of this one, so something must be kept.
            if carry.isEmpty { carry.append(contentsOf: part[0, min(part.count, limit)]) }
            return
        }
        carry.append(contentsOf: part)
    }
}

extension Array where Element == UInt8 {
    /// Calls `body` with a view of the bytes that is valid during the call.
    func withBytes<Result>(_ body: (Bytes) throws(CoverageFault) -> Result) throws(CoverageFault) -> Result {
        try withUnsafeBufferPointer { buffer throws(CoverageFault) in try body(Bytes(UnsafeRawBufferPointer(buffer))) }
    }
}
