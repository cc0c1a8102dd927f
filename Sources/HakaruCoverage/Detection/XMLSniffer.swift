/// Tells the XML formats apart by their root element and, where several share it, by the first element below it.
struct XMLSniffer: XMLFormat {
    /// Never used: the sniffer reads no format of its own.
    static let format = CoverageFormat.cobertura

    /// A parser for the format, or what the file holds instead.
    private(set) var found: Result<any ReportParser, CoverageFault>?
    private var isRootOpen = false
    private var root: [UInt8] = []
    /// What the attributes of the root say, for a document without any element below it.
    private var guess: (any ReportParser)?

    mutating func open(_ tag: inout XMLTag, into builder: inout CoverageBuilder) throws(CoverageFault) -> Bool {
        guard found == nil else { return false }
        if isRootOpen {
            found = child(tag.name).map { .success($0) } ?? .failure(.unknownFormat)
            return false
        }
        isRootOpen = true
        root = Array(tag.name)
        found = XMLSniffer.root(tag.name)
        while let attribute = try tag.nextAttribute() {
            switch attribute.name {
            case "line-rate", "lines-valid": guess = XMLParser<Cobertura>()
            case "clover", "generated": guess = XMLParser<Clover>()
            default: break
            }
        }
        return false
    }

    mutating func close(_ name: Bytes, text: Bytes, into builder: inout CoverageBuilder) throws(CoverageFault) {
        guard found == nil, name == root else { return }
        found = guess.map { .success($0) } ?? .failure(.unknownFormat)
    }

    /// What a root element alone tells; nil where the first element below it must.
    private static func root(_ name: Bytes) -> Result<any ReportParser, CoverageFault>? {
        switch name {
        case "coverage", "root", "results": nil
        case "report": .success(XMLParser<JaCoCo>())
        case "CoverageSession": .success(XMLParser<OpenCover>())
        case "Root": .success(XMLParser<DotCover>())
        case "scoverage": .success(XMLParser<Scoverage>())
        case "testsuites", "testsuite": .failure(.otherKind("test results of JUnit"))
        case "test-run", "test-results", "TestRun", "assemblies": .failure(.otherKind("test results"))
        case "testExecutions", "unitTest": .failure(.otherKind("test results of SonarQube"))
        case "checkstyle", "pmd", "FindBugs", "BugCollection": .failure(.otherKind("findings of a linter"))
        case "html", "HTML": .failure(.otherKind("a web page"))
        default: .failure(.unknownFormat)
        }
    }

    private func child(_ name: Bytes) -> (any ReportParser)? {
        switch name {
        case "packages", "sources", "package": root.elementsEqual("coverage".utf8) ? XMLParser<Cobertura>() : nil
        case "project", "testproject": root.elementsEqual("coverage".utf8) ? XMLParser<Clover>() : nil
        case "file": root.elementsEqual("coverage".utf8) ? XMLParser<SonarQube>() : nil
        case "Root": root.elementsEqual("root".utf8) ? XMLParser<DotCover>() : nil
        case "modules": root.elementsEqual("results".utf8) ? XMLParser<VisualStudio>() : nil
        default: nil
        }
    }
}
