/// scoverage's XML: the statements of Scala code, some of which are branches.
struct Scoverage: XMLFormat {
    static let format = CoverageFormat.scoverage

    mutating func open(_ tag: inout XMLTag, into builder: inout CoverageBuilder) throws(CoverageFault) -> Bool {
        guard tag.name == "statement" else { return false }
        var line: Int?
        var isCovered: Bool?
        var isBranch = false
        var name: UInt64 = 0
        while let attribute = try tag.nextAttribute() {
            switch attribute.name {
            case "source":
                try XMLText.resolved(attribute.value) { path throws(CoverageFault) in try builder.selectFile(path) }
            case "line": line = try attribute.value.lineNumber()
            case "invocation-count": isCovered = try attribute.value.isPositiveCount()
            case "branch": isBranch = attribute.value == "true"
            case "ignored": if attribute.value == "true" { return false }
            case "full-class-name", "class-type", "method", "start", "end":
                name = Bytes.mix(name ^ attribute.value.digest &+ UInt64(attribute.name.count))
            default: break
            }
        }
        guard let line, let isCovered else { throw .malformed("a statement without line and invocation-count") }
        try builder.addLine(line, covered: isCovered)
        try builder.addStatement(name: name, covered: isCovered)
        if isBranch { try builder.addBranch(line: line, name: name, taken: isCovered) }
        return false
    }

    func close(_ name: Bytes, text: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) {
        if name == "statement" { builder.closeFile() }
    }
}
