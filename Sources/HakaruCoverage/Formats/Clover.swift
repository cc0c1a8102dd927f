/// Clover's XML, as OpenClover, PHPUnit, Istanbul and gcovr write it.
///
/// Lines are the `stmt` and `cond` elements, functions the `method` elements; the metrics are not read, since PHPUnit
/// counts a method there only when all of it ran. What lies in `testproject` is no production code and left out.
struct Clover: XMLFormat {
    static let format = CoverageFormat.clover

    private var isInTests = false
    private var conditionLine = -1
    private var conditionNumber: UInt64 = 0

    mutating func open(_ tag: inout XMLTag, into builder: inout CoverageBuilder) throws(CoverageFault) -> Bool {
        guard !isInTests else { return false }
        switch tag.name {
        case "line": try readLine(&tag, into: &builder)
        case "file": try startFile(&tag, into: &builder)
        case "testproject": isInTests = true
        default: break
        }
        return false
    }

    mutating func close(_ name: Bytes, text: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) {
        switch name {
        case "testproject": isInTests = false
        case "file": builder.closeFile()
        default: break
        }
    }

    private mutating func startFile(_ tag: inout XMLTag, into builder: inout CoverageBuilder) throws(CoverageFault) {
        conditionLine = -1
        var name: Bytes?
        var path: Bytes?
        while let attribute = try tag.nextAttribute() {
            switch attribute.name {
            case "name": name = attribute.value
            case "path": path = attribute.value
            default: break
            }
        }
        // PHPUnit has no path and puts the absolute one into the name.
        guard let path = path ?? name else { throw .malformed("a file without path and name") }
        try XMLText.resolved(path) { path throws(CoverageFault) in try builder.selectFile(path) }
    }

    private mutating func readLine(_ tag: inout XMLTag, into builder: inout CoverageBuilder) throws(CoverageFault) {
        var number: Int?
        var isCovered: Bool?
        var isTrueTaken: Bool?
        var isFalseTaken: Bool?
        var type = Bytes.empty
        var name: UInt64 = 0
        while let attribute = try tag.nextAttribute() {
            switch attribute.name {
            case "num": number = try attribute.value.lineNumber()
            case "type": type = attribute.value
            case "count": isCovered = try attribute.value.isPositiveCount()
            case "truecount": isTrueTaken = try attribute.value.isPositiveCount()
            case "falsecount": isFalseTaken = try attribute.value.isPositiveCount()
            case "name", "signature": name = attribute.value.digest
            default: break
            }
        }
        guard let number else { throw .malformed("a line without num") }
        switch type {
        case "stmt":
            guard let isCovered else { throw .malformed("a statement without count") }
            try builder.addLine(number, covered: isCovered)
        case "cond":
            guard let isTrueTaken, let isFalseTaken else { throw .malformed("a condition without its two counts") }
            conditionNumber = number == conditionLine ? conditionNumber + 2 : 0
            conditionLine = number
            try builder.addLine(number, covered: isTrueTaken || isFalseTaken)
            try builder.addBranch(line: number, name: conditionNumber, taken: isTrueTaken)
            try builder.addBranch(line: number, name: conditionNumber + 1, taken: isFalseTaken)
        case "method":
            guard let isCovered else { throw .malformed("a method without count") }
            try builder.addFunction(name: Bytes.mix(name ^ UInt64(number)), covered: isCovered)
        default:
            break
        }
    }
}
