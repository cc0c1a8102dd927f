/// The XML of Visual Studio's and dotnet-coverage's dynamic code coverage.
///
/// Every line that a range spans is instrumented; a partly covered range makes its first line partial. The totals of a
/// module are not read, since a line of two functions counts twice in them.
struct VisualStudio: XMLFormat {
    static let format = CoverageFormat.visualStudio

    private struct Source {
        var lines = LineSet()
        var partial = LineSet()

        var footprint: Int { lines.footprint + partial.footprint + 128 }
    }

    /// The lines of the open module by the number of their file, whose path comes at the module's end.
    private var pending: [Int: Source] = [:]
    /// The bytes that all pending lines take.
    private var held = 0

    mutating func open(_ tag: inout XMLTag, into builder: inout CoverageBuilder) throws(CoverageFault) -> Bool {
        switch tag.name {
        case "range": try readRange(&tag, into: &builder)
        case "source_file": try readFile(&tag, into: &builder)
        case "module": pending.removeAll(keepingCapacity: true)
        default: break
        }
        return false
    }

    mutating func close(_ name: Bytes, text: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) {
        guard name == "module", let left = pending.keys.min() else { return }
        throw .malformed("source file \(left) has no path")
    }

    private mutating func readRange(_ tag: inout XMLTag, into builder: inout CoverageBuilder) throws(CoverageFault) {
        var file: Int?
        var start: Int?
        var end: Int?
        var state = Bytes.empty
        while let attribute = try tag.nextAttribute() {
            switch attribute.name {
            case "source_id": file = try attribute.value.lineNumber()
            case "start_line": start = try attribute.value.lineNumber()
            case "end_line": end = try attribute.value.lineNumber()
            case "covered": state = attribute.value
            default: break
            }
        }
        guard let file, let start else { throw .malformed("a range without source_id and start_line") }
        guard state == "yes" || state == "no" || state == "partial" else {
            throw .invalidCount(CoverageFault.excerpt(state))
        }
        let last = end ?? start
        guard start <= last, last - start < 1_000_000 else { throw .malformed("a range that is no range of lines") }
        var source = pending.removeValue(forKey: file) ?? Source()
        held -= source.footprint
        source.lines.insert(start...last, covered: !(state == "no"))
        if state == "partial" { source.partial.insert(start, covered: true) }
        held += source.footprint
        pending[file] = source
        try builder.checkMemory(andBytes: held)
    }

    private mutating func readFile(_ tag: inout XMLTag, into builder: inout CoverageBuilder) throws(CoverageFault) {
        var file: Int?
        var path: Bytes?
        while let attribute = try tag.nextAttribute() {
            switch attribute.name {
            case "id": file = try attribute.value.lineNumber()
            case "path": path = attribute.value
            default: break
            }
        }
        guard let file, let path else { throw .malformed("a source file without id and path") }
        try XMLText.resolved(path) { path throws(CoverageFault) in try builder.selectFile(path) }
        guard let source = pending.removeValue(forKey: file) else { return }
        held -= source.footprint
        try builder.addLines(source.lines, partial: source.partial)
        builder.closeFile()
    }
}
