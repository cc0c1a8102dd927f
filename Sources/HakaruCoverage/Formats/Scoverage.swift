/// scoverage's XML: the statements of Scala code, some of which are branches.
struct Scoverage: XMLFormat {
    static let format = CoverageFormat.scoverage

    /// The name of the open class.
    private var className: UInt64 = 0
    /// How many statements of the class came before: a macro can place several at the same characters.
    private var statements: UInt64 = 0

    mutating func open(_ tag: inout XMLTag, into builder: inout CoverageBuilder) throws(CoverageFault) -> Bool {
        switch tag.name {
        case "statement":
            try readStatement(&tag, into: &builder)
        case "class":
            className = try tag.value(of: "name")?.digest ?? 0
            statements = 0
        default:
            break
        }
        return false
    }

    private mutating func readStatement(
        _ tag: inout XMLTag, into builder: inout CoverageBuilder
    ) throws(CoverageFault) {
        statements += 1
        var line: Int?
        var isCovered: Bool?
        var isBranch = false
        while let attribute = try tag.nextAttribute() {
            switch attribute.name {
            case "source":
                try XMLText.resolved(attribute.value) { path throws(CoverageFault) in try builder.selectFile(path) }
            case "line": line = try attribute.value.lineNumber()
            case "invocation-count": isCovered = try attribute.value.isPositiveCount()
            case "branch": isBranch = attribute.value == "true"
            case "ignored": if attribute.value == "true" { return }
            default: break
            }
        }
        guard let line, let isCovered else { throw .malformed("a statement without line and invocation-count") }
        let name = Bytes.mix(className &+ statements)
        try builder.addLine(line, covered: isCovered)
        try builder.addStatement(name: name, covered: isCovered)
        if isBranch { try builder.addBranch(line: line, name: name, taken: isCovered) }
    }

    func close(_ name: Bytes, text: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) {
        if name == "statement" { builder.closeFile() }
    }
}
