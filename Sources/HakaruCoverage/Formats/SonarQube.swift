/// SonarQube's generic coverage data.
struct SonarQube: XMLFormat {
    static let format = CoverageFormat.sonarQube

    mutating func open(_ tag: inout XMLTag, into builder: inout CoverageBuilder) throws(CoverageFault) -> Bool {
        switch tag.name {
        case "file":
            guard let path = try tag.value(of: "path") else { throw .malformed("a file without a path") }
            try XMLText.resolved(path) { path throws(CoverageFault) in try builder.selectFile(path) }
        case "lineToCover":
            try readLine(&tag, into: &builder)
        default:
            break
        }
        return false
    }

    mutating func close(_ name: Bytes, text: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) {
        if name == "file" { builder.closeFile() }
    }

    private func readLine(_ tag: inout XMLTag, into builder: inout CoverageBuilder) throws(CoverageFault) {
        var number: Int?
        var isCovered: Bool?
        var taken = 0
        var total = 0
        while let attribute = try tag.nextAttribute() {
            switch attribute.name {
            case "lineNumber": number = try attribute.value.lineNumber()
            case "covered":
                guard attribute.value == "true" || attribute.value == "false" else {
                    throw .invalidCount(CoverageFault.excerpt(attribute.value))
                }
                isCovered = attribute.value == "true"
            case "branchesToCover": total = try attribute.value.total()
            case "coveredBranches": taken = try attribute.value.total()
            default: break
            }
        }
        guard let number, let isCovered else { throw .malformed("a line without lineNumber and covered") }
        try builder.addLine(number, covered: isCovered)
        try builder.addBranches(line: number, taken: taken, total: total)
    }
}
