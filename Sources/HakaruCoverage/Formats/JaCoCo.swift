import HakaruModel

/// JaCoCo's XML, which Kover and Pester write too.
///
/// A line is covered when at least one of its instructions ran, and partial when not all of them did. Groups are modules: the same package and file in two of
/// them are two files. gcovr writes lines without instructions; only there the stated counters hold.
struct JaCoCo: XMLFormat {
    static let format = CoverageFormat.jacoco

    /// The names of the open groups and of the package.
    private var directories: [[UInt8]] = []
    private var isInFile = false
    private var lacksInstructions = false
    private var lines = (covered: 0, total: 0)
    private var methods = (covered: 0, total: 0)

    mutating func open(_ tag: inout XMLTag, into builder: inout CoverageBuilder) throws(CoverageFault) -> Bool {
        switch tag.name {
        case "line":
            guard isInFile else { throw .malformed("a line outside of a source file") }
            try readLine(&tag, into: &builder)
        case "counter":
            if isInFile, lacksInstructions { try readCounter(&tag) }
        case "group", "package":
            directories.append(try JaCoCo.name(&tag))
        case "sourcefile":
            isInFile = true
            lacksInstructions = false
            lines = (0, 0)
            methods = (0, 0)
            let name = try JaCoCo.name(&tag)
            let path = (directories.filter { !$0.isEmpty } + [name]).joined(separator: [0x2F])
            try Array(path).withBytes { path throws(CoverageFault) in try builder.selectFile(path) }
        default:
            break
        }
        return false
    }

    mutating func close(_ name: Bytes, text: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) {
        switch name {
        case "group", "package":
            directories.removeLast()
        case "sourcefile":
            isInFile = false
            if lacksInstructions {
                try builder.state(.lines, covered: lines.covered, total: lines.total)
                if methods.total > 0 { try builder.state(.functions, covered: methods.covered, total: methods.total) }
            }
            builder.closeFile()
        default:
            break
        }
    }

    private mutating func readLine(_ tag: inout XMLTag, into builder: inout CoverageBuilder) throws(CoverageFault) {
        var number: Int?
        var isCovered: Bool?
        var isMissed = false
        var missed = 0
        var taken = 0
        while let attribute = try tag.nextAttribute() {
            switch attribute.name {
            case "nr": number = try attribute.value.lineNumber()
            case "ci": isCovered = try attribute.value.isPositiveCount()
            case "mi":
                isMissed = try attribute.value.isPositiveCount()
                isCovered = isCovered ?? false
            case "mb": missed = try attribute.value.total()
            case "cb": taken = try attribute.value.total()
            default: break
            }
        }
        guard let number else { throw .malformed("a line without nr") }
        if let isCovered {
            try builder.addLine(number, covered: isCovered)
            if isCovered, isMissed { try builder.addPartialLine(number) }
        } else {
            lacksInstructions = true
        }
        if taken > 0 || missed > 0 {
            try builder.addBranches(line: number, taken: taken, total: taken.addingClamped(missed))
        }
    }

    private mutating func readCounter(_ tag: inout XMLTag) throws(CoverageFault) {
        var isLine = false
        var isMethod = false
        var missed = 0
        var covered = 0
        while let attribute = try tag.nextAttribute() {
            switch attribute.name {
            case "type":
                isLine = attribute.value == "LINE"
                isMethod = attribute.value == "METHOD"
            case "missed": missed = try attribute.value.total()
            case "covered": covered = try attribute.value.total()
            default: break
            }
        }
        if isLine { lines = (covered, covered.addingClamped(missed)) }
        if isMethod { methods = (covered, covered.addingClamped(missed)) }
    }

    private static func name(_ tag: inout XMLTag) throws(CoverageFault) -> [UInt8] {
        guard let name = try tag.value(of: "name") else {
            throw .malformed("<\(CoverageFault.excerpt(tag.name))> without a name")
        }
        return try XMLText.resolved(name) { name throws(CoverageFault) in Array(name) }
    }
}

extension Int {
    /// The sum, saturating at 2⁶³ − 1.
    func addingClamped(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
