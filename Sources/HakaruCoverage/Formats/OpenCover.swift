/// OpenCover's XML, which Coverlet writes too.
///
/// Statements are sequence points, and every line that one spans is instrumented. Branches are the branch points; the
/// summary, which adds one for each method, is not read. A method counts where it has sequence points.
struct OpenCover: XMLFormat {
    static let format = CoverageFormat.openCover

    /// The paths of the open module by their number.
    private var paths: [Int: [UInt8]] = [:]
    /// The bytes that the paths take.
    private var held = 0
    private var isInMethod = false
    private var methodName: UInt64 = 0
    private var methodFile: Int?
    /// The file of a method's first sequence point, and whether any of its points was visited.
    private var firstPoint: (file: Int, isCovered: Bool)?

    mutating func open(_ tag: inout XMLTag, into builder: inout CoverageBuilder) throws(CoverageFault) -> Bool {
        switch tag.name {
        case "SequencePoint", "BranchPoint": try readPoint(&tag, into: &builder)
        case "File": try readFile(&tag, into: &builder)
        case "FileRef":
            methodFile = try tag.value(of: "uid")?.lineNumber()
        case "Method":
            isInMethod = true
            methodName = 0
            methodFile = nil
            firstPoint = nil
        case "Module":
            paths.removeAll(keepingCapacity: true)
            held = 0
        case "Name":
            return isInMethod
        default:
            break
        }
        return false
    }

    mutating func close(_ name: Bytes, text: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) {
        switch name {
        case "Name":
            if isInMethod { methodName = text.trimmed.digest }
        case "Method":
            isInMethod = false
            if let firstPoint {
                try select(firstPoint.file, in: &builder)
                try builder.addFunction(name: methodName, covered: firstPoint.isCovered)
            }
        default:
            break
        }
    }

    private mutating func readFile(_ tag: inout XMLTag, into builder: inout CoverageBuilder) throws(CoverageFault) {
        var number: Int?
        var path: [UInt8]?
        while let attribute = try tag.nextAttribute() {
            switch attribute.name {
            case "uid": number = try attribute.value.lineNumber()
            case "fullPath":
                path = try XMLText.resolved(attribute.value) { path throws(CoverageFault) in Array(path) }
            default: break
            }
        }
        guard let number, let path else { throw .malformed("a file without uid and fullPath") }
        paths[number] = path
        held += path.count + 128
        try builder.checkMemory(andBytes: held)
    }

    private mutating func readPoint(_ tag: inout XMLTag, into builder: inout CoverageBuilder) throws(CoverageFault) {
        let isBranch = tag.name == "BranchPoint"
        var isCovered: Bool?
        var file = methodFile
        var start: Int?
        var end: Int?
        var name = methodName
        while let attribute = try tag.nextAttribute() {
            switch attribute.name {
            case "vc": isCovered = try attribute.value.isPositiveCount()
            case "sl": start = try attribute.value.lineNumber()
            case "el": end = try attribute.value.lineNumber()
            case "fileid": file = try attribute.value.lineNumber()
            case "ordinal", "path", "offset", "sc", "ec":
                name = Bytes.mix(name ^ attribute.value.digest &+ UInt64(attribute.name.count))
            default: break
            }
        }
        guard let isCovered, let start else { throw .malformed("a point without vc and sl") }
        guard let file else { throw .malformed("a point without its file") }
        try select(file, in: &builder)
        if isBranch {
            return try builder.addBranch(line: start, name: name, taken: isCovered)
        }
        firstPoint = (firstPoint?.file ?? file, (firstPoint?.isCovered ?? false) || isCovered)
        let last = end ?? start
        guard start <= last else { throw .malformed("a sequence point that ends before it starts") }
        try builder.addLines(start...last, covered: isCovered)
        try builder.addStatement(name: Bytes.mix(name ^ UInt64(start)), covered: isCovered)
    }

    private func select(_ file: Int, in builder: inout CoverageBuilder) throws(CoverageFault) {
        guard let path = paths[file] else { throw .malformed("file \(file) has no path") }
        try path.withBytes { path throws(CoverageFault) in try builder.selectFile(path) }
    }
}
