/// A value of JSON that contains no others.
enum JSONScalar {
    /// A text, its escapes resolved; one above the limit is cut.
    case string(Bytes)
    /// The digits of a number, as they were written.
    case number(Bytes)
    case bool(Bool)
    case null

    /// Whether a count of runs is above zero; `null` and texts are no count.
    func isPositiveCount() throws(CoverageFault) -> Bool {
        guard case .number(let digits) = self else { throw .invalidCount(text) }
        return try digits.isPositiveCount()
    }

    /// A line number.
    func lineNumber() throws(CoverageFault) -> Int {
        guard case .number(let digits) = self else { throw .malformed("“\(text)” is no line number") }
        return try digits.lineNumber()
    }

    /// A stated total.
    func total() throws(CoverageFault) -> Int {
        guard case .number(let digits) = self else { throw .invalidCount(text) }
        return try digits.total()
    }

    private var text: String {
        switch self {
        case .string(let bytes), .number(let bytes): CoverageFault.excerpt(bytes)
        case .bool(let value): value ? "true" : "false"
        case .null: "null"
        }
    }
}
