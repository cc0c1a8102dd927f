/// Cobertura's XML, as coverage.py, gcovr, Coverlet, PHPUnit, Istanbul and many others write it.
///
/// The rates of the root and of packages are not read. A class whose `<lines>` are empty has the lines of its methods;
/// several classes of one file are united by line. Branches come from the fraction in `condition-coverage`, whatever
/// `branch` says.
struct Cobertura: XMLFormat {
    static let format = CoverageFormat.cobertura

    /// A line of a method, held back until the class is known to list no lines itself.
    private struct MethodLine {
        let number: Int
        let isCovered: Bool
        let taken: Int
        let total: Int
    }

    private var isInMethod = false
    private var hasClassLines = false
    private var className: UInt64 = 0
    private var methodName: UInt64 = 0
    private var isMethodCovered = false
    private var methodLines: [MethodLine] = []

    mutating func open(_ tag: inout XMLTag, into builder: inout CoverageBuilder) throws(CoverageFault) -> Bool {
        switch tag.name {
        case "line":
            try readLine(&tag, into: &builder)
        case "method":
            isInMethod = true
            isMethodCovered = false
            methodName = className
            while let attribute = try tag.nextAttribute() {
                switch attribute.name {
                case "name": methodName ^= Bytes.mix(attribute.value.digest)
                case "signature": methodName ^= Bytes.mix(attribute.value.digest &+ 1)
                default: break
                }
            }
        case "class":
            try startClass(&tag, into: &builder)
        case "source":
            return true
        default:
            break
        }
        return false
    }

    mutating func close(_ name: Bytes, text: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) {
        switch name {
        case "method":
            isInMethod = false
            try builder.addFunction(name: methodName, covered: isMethodCovered)
        case "class":
            if !hasClassLines {
                for line in methodLines {
                    try builder.addLine(line.number, covered: line.isCovered)
                    try builder.addBranches(line: line.number, taken: line.taken, total: line.total)
                }
            }
            methodLines.removeAll(keepingCapacity: true)
            builder.closeFile()
        case "source":
            try XMLText.resolved(text.trimmed) { root throws(CoverageFault) in builder.addSourceRoot(root) }
        default:
            break
        }
    }

    private mutating func startClass(_ tag: inout XMLTag, into builder: inout CoverageBuilder) throws(CoverageFault) {
        hasClassLines = false
        className = 0
        var hasFile = false
        while let attribute = try tag.nextAttribute() {
            switch attribute.name {
            case "name":
                className = attribute.value.digest
            case "filename":
                hasFile = true
                try XMLText.resolved(attribute.value) { path throws(CoverageFault) in try builder.selectFile(path) }
            default:
                break
            }
        }
        guard hasFile else { throw .malformed("a class without a filename") }
    }

    @inline(__always)
    private mutating func readLine(_ tag: inout XMLTag, into builder: inout CoverageBuilder) throws(CoverageFault) {
        var number: Int?
        var isCovered: Bool?
        var branches = (taken: 0, total: 0)
        while let attribute = try tag.nextAttribute() {
            switch attribute.name {
            case "number": number = try attribute.value.lineNumber()
            case "hits": isCovered = try attribute.value.isPositiveCount()
            case "condition-coverage": branches = try Cobertura.fraction(attribute.value)
            default: break
            }
        }
        guard let number, let isCovered else { throw .malformed("a line without number and hits") }
        guard !isInMethod else {
            isMethodCovered = isMethodCovered || isCovered
            methodLines.append(
                MethodLine(number: number, isCovered: isCovered, taken: branches.taken, total: branches.total))
            if methodLines.count & 0x3FFF == 0 {
                try builder.checkMemory(andBytes: methodLines.capacity * MemoryLayout<MethodLine>.stride)
            }
            return
        }
        hasClassLines = true
        try builder.addLine(number, covered: isCovered)
        if branches.total > 0 { try builder.addBranches(line: number, taken: branches.taken, total: branches.total) }
    }

    /// Reads the two numbers of `50% (1/2)`; a bare percentage gives none.
    private static func fraction(_ text: Bytes) throws(CoverageFault) -> (taken: Int, total: Int) {
        guard let open = text.firstIndex(of: 0x28) else { return (0, 0) }
        guard let slash = text.firstIndex(of: 0x2F, from: open), let end = text.firstIndex(of: 0x29, from: slash) else {
            throw .invalidCount(CoverageFault.excerpt(text))
        }
        return (try text[open + 1, slash].total(), try text[slash + 1, end].total())
    }
}
