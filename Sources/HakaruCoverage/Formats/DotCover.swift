/// The detailed XML of JetBrains dotCover, and several of them in one `<root>`.
///
/// Each statement counts, and every line that one spans is instrumented.
struct DotCover: XMLFormat {
    static let format = CoverageFormat.dotCover

    /// The paths of the open report by their index.
    private var paths: [Int: [UInt8]] = [:]
    /// The bytes that the paths take.
    private var held = 0
    private var reports: UInt64 = 0
    /// What the statements after it belong to.
    private var memberName: UInt64 = 0

    mutating func open(_ tag: inout XMLTag, into builder: inout CoverageBuilder) throws(CoverageFault) -> Bool {
        switch tag.name {
        case "Statement":
            try readStatement(&tag, into: &builder)
        case "File":
            try readFile(&tag, into: &builder)
        case "Root":
            paths.removeAll(keepingCapacity: true)
            held = 0
            reports += 1
        case "Assembly", "Namespace", "Type", "Method", "Property", "Event", "Member", "AnonymousMethod":
            memberName = Bytes.mix(memberName &+ 1)
            while let attribute = try tag.nextAttribute() {
                if attribute.name == "Name" { memberName = Bytes.mix(attribute.value.digest &+ reports) }
            }
        default:
            break
        }
        return false
    }

    func close(_ name: Bytes, text: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) {}

    private mutating func readFile(_ tag: inout XMLTag, into builder: inout CoverageBuilder) throws(CoverageFault) {
        var number: Int?
        var path: [UInt8]?
        while let attribute = try tag.nextAttribute() {
            switch attribute.name {
            case "Index": number = try attribute.value.lineNumber()
            case "Name": path = try XMLText.resolved(attribute.value) { path throws(CoverageFault) in Array(path) }
            default: break
            }
        }
        guard let number, let path else { throw .malformed("a file without Index and Name") }
        paths[number] = path
        held += path.count + 128
        try builder.checkMemory(andBytes: held)
    }

    private func readStatement(_ tag: inout XMLTag, into builder: inout CoverageBuilder) throws(CoverageFault) {
        var file: Int?
        var start: Int?
        var end: Int?
        var isCovered: Bool?
        var name = memberName
        while let attribute = try tag.nextAttribute() {
            switch attribute.name {
            case "FileIndex": file = try attribute.value.lineNumber()
            case "Line": start = try attribute.value.lineNumber()
            case "EndLine": end = try attribute.value.lineNumber()
            case "Column", "EndColumn": name = Bytes.mix(name ^ attribute.value.digest)
            case "Covered":
                guard attribute.value == "True" || attribute.value == "False" else {
                    throw .invalidCount(CoverageFault.excerpt(attribute.value))
                }
                isCovered = attribute.value == "True"
            default: break
            }
        }
        guard let file, let start, let isCovered else {
            throw .malformed("a statement without FileIndex, Line and Covered")
        }
        guard let path = paths[file] else { throw .malformed("file \(file) has no path") }
        let last = end ?? start
        guard start <= last else { throw .malformed("a statement that ends before it starts") }
        try path.withBytes { path throws(CoverageFault) in try builder.selectFile(path) }
        try builder.addLines(start...last, covered: isCovered)
        try builder.addStatement(name: Bytes.mix(name ^ UInt64(start) << 32 ^ UInt64(last)), covered: isCovered)
    }
}
