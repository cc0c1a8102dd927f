/// Finds the format of a file from its first bytes, however they are cut into chunks.
struct FormatDetector {
    private enum Kind {
        case unknown
        case xml(XMLParser<XMLSniffer>)
        case json(JSONScanner, JSONSniffer)
        case text
    }

    /// How far into a file its format must have shown.
    private static let limit = 1 << 20

    /// All bytes so far, which the parser will read again.
    private(set) var head: [UInt8] = []
    private var kind = Kind.unknown
    /// How many bytes of the head a mark or white space takes up.
    private var skipped = 0
    /// How many bytes of the head have been looked at.
    private var seen = 0
    /// A builder that nothing is ever added to.
    private var builder: CoverageBuilder

    init(limits: CoverageLimits) {
        builder = CoverageBuilder(limits: limits)
    }

    /// The bytes that the parser is to read: all but a byte order mark.
    var content: ArraySlice<UInt8> { head[(head.starts(with: FormatDetector.mark) ? 3 : 0)...] }

    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Looks at the next bytes.
    ///
    /// - Returns: A parser for the format, or nil where it does not show yet.
    mutating func feed(_ chunk: Bytes, isLast: Bool = false) throws(CoverageFault) -> (any ReportParser)? {
        head.append(contentsOf: chunk)
        if case .unknown = kind { try findKind(isLast: isLast) }
        let parser = try detect(isLast: isLast)
        guard parser == nil, isLast || head.count > FormatDetector.limit else { return parser }
        guard !head.isEmpty, skipped < head.count else { throw .empty }
        throw .unknownFormat
    }

    private mutating func findKind(isLast: Bool) throws(CoverageFault) {
        guard head.count >= 3 || isLast else { return }
        let start = head.starts(with: FormatDetector.mark) ? 3 : 0
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
            throw .malformed("it is UTF-16; every format is read as UTF-8")
        }
        skipped = head[start...].firstIndex { !Bytes.isSpace($0) } ?? head.count
        guard skipped < head.count else { return }
        seen = start
        switch head[skipped] {
        case 0x3C: kind = .xml(XMLParser())
        case 0x7B, 0x5B: kind = .json(JSONScanner(), JSONSniffer())
        default: kind = .text
        }
    }

    private mutating func detect(isLast: Bool) throws(CoverageFault) -> (any ReportParser)? {
        let fresh = Array(head[seen...])
        seen = head.count
        switch kind {
        case .unknown:
            seen = 0
            return nil
        case .xml(var parser):
            // A fault after the format has shown is found again by its own parser.
            do throws(CoverageFault) {
                try fresh.withBytes { bytes throws(CoverageFault) in try parser.feed(bytes, into: &builder) }
                if isLast, parser.reader.found == nil { try parser.finish(into: &builder) }
            } catch {
                guard parser.reader.found != nil else { throw error }
            }
            kind = .xml(parser)
            return try parser.reader.found?.get()
        case .json(var scanner, var sniffer):
            do throws(CoverageFault) {
                try fresh.withBytes { bytes throws(CoverageFault) in
                    try scanner.feed(bytes, visitor: &sniffer, into: &builder)
                }
                if isLast, sniffer.found == nil { try scanner.finish(visitor: &sniffer, into: &builder) }
            } catch {
                guard sniffer.found != nil else { throw error }
            }
            kind = .json(scanner, sniffer)
            return sniffer.found
        case .text:
            let text = Array(head[skipped...])
            return try text.withBytes { bytes throws(CoverageFault) in TextSniffer.parser(for: bytes, isLast: isLast) }
        }
    }
}
