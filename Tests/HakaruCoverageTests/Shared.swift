import FoundationEssentials

/// The corpus beside the package; tests that need it are skipped where it is not there.
enum Shared {
    /// The directory of coverage files: `../shared/coverage` beside the package, or below `$HAKARU_SHARED`.
    static let coverage: String = {
        let root: String
        if let given = ProcessInfo.processInfo.environment["HAKARU_SHARED"] {
            root = given
        } else {
            var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
            parts.append("shared")
            root = parts.joined(separator: "/")
        }
        return root + "/coverage"
    }()

    static let isThere = FileManager.default.fileExists(atPath: coverage + "/expected.json")

    /// The bytes of a file of the corpus.
    static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: "\(coverage)/\(path)")))
    }
}

/// A count as the corpus writes it.
struct ExpectedCount: Decodable, Hashable {
    let covered: Int
    let total: Int
}

/// What the corpus says of one file.
struct ExpectedFile: Decodable {
    let format: String
    let files: Int
    let lines: ExpectedCount?
    let branches: ExpectedCount?
    let functions: ExpectedCount?
    let statements: ExpectedCount?
    let perFile: [PerFile]
    let partialLines: Int?

    struct PerFile: Decodable {
        let path: String
        let lines: ExpectedCount?
    }

    enum CodingKeys: String, CodingKey {
        case format, files, lines, branches, functions, statements
        case perFile = "per_file"
        case partialLines = "partial_lines"
    }
}
