/// What is wrong with the bytes of a coverage file or a diff, without the file's name.
package enum CoverageFault: Error, Hashable, Sendable {
    /// Not one byte, or only white space.
    case empty
    /// A form that is not a coverage format.
    case unknownFormat
    /// A known form that does not hold coverage, such as JUnit test results.
    case otherKind(String)
    /// The bytes end in the middle; the text says what is missing.
    case truncated(String)
    /// The bytes break the rules of the format; the text says which.
    case malformed(String)
    /// A count that is negative, not a number or no number at all.
    case invalidCount(String)
    /// A reference to something outside the file, or an abbreviation defined in it; neither is ever followed.
    case forbiddenEntity
    /// More nesting, longer lines or more data than any real report has; the text names the limit.
    case tooLarge(String)
    /// Compressed bytes that do not inflate.
    case corruptCompression
    /// A well-formed report that names no source file.
    case noFiles
    /// Two reports state only totals of the same file, so that a union by line cannot be made.
    case totalsOnly(path: String)
}

extension CoverageFault {
    /// What stands after the file's name in a message, without a full stop.
    var text: String {
        switch self {
        case .empty: "is empty"
        case .unknownFormat: "is in no coverage format that Hakaru knows"
        case .otherKind(let kind): "holds \(kind), not coverage"
        case .truncated(let missing): "is cut off: \(missing)"
        case .malformed(let rule): "is malformed: \(rule)"
        case .invalidCount(let text): "has “\(text)” where a count belongs"
        case .forbiddenEntity: "defines or asks for an XML entity, which Hakaru never follows"
        case .tooLarge(let limit): "is larger than any real report: \(limit)"
        case .corruptCompression: "is damaged: its gzip data does not inflate"
        case .noFiles: "names no source file"
        case .totalsOnly(let path): "states only totals for \(path), which another report measures too"
        }
    }

    /// What helps, as far as the fault alone tells.
    var hint: String? {
        switch self {
        case .empty, .noFiles:
            "Check that the step that runs the tests writes coverage, and that it ran before this one."
        case .unknownFormat, .otherKind:
            "Give the coverage report itself, such as LCOV, Cobertura, JaCoCo, Clover, a Go profile or llvm-cov's JSON."
        case .truncated:
            "Wait until the test step has ended, or run it again; a partial report is never used."
        case .malformed, .invalidCount, .corruptCompression:
            "Write the report again, and update the tool that wrote it."
        case .forbiddenEntity:
            "Write the report without a document type that defines entities."
        case .tooLarge:
            "Split the report, or check which tool wrote it."
        case .totalsOnly:
            "Use a format that lists lines, such as LCOV, where several reports are merged."
        }
    }

    /// A short excerpt for a message: printable ASCII only, at most 40 characters.
    static func excerpt(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        for byte in bytes {
            guard text.count < 40 else { return String(decoding: text, as: UTF8.self) + "…" }
            text.append(byte >= 0x20 && byte < 0x7F ? byte : 0x3F)
        }
        return String(decoding: text, as: UTF8.self)
    }
}
