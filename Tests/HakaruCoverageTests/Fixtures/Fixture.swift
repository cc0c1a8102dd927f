import HakaruCoverage

/// A small report in one format, written for these tests, and what it says.
struct Fixture: Sendable {
    let name: String
    let format: CoverageFormat
    let text: String
    let files: [String]
    var lines: (Int, Int)?
    var strictLines: (Int, Int)?
    var branches: (Int, Int)?
    var functions: (Int, Int)?
    var statements: (Int, Int)?

    var bytes: [UInt8] { Array(text.utf8) }

    /// Every fixture; each format has at least one.
    static let all = text + xml + json
}
