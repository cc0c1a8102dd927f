import Glibc
package import Testing

/// The material beside the project that acceptance tests use where it is there: real data and a simulator of a forge.
package enum SharedMaterial {
    /// The package's own directory, two above this file's.
    package static let packageRoot: String = {
        #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
    }()

    /// Where it lies: `$HAKARU_SHARED`, else `../shared` beside the package; nil where there is no such directory.
    package static let root: String? = {
        let place = getenv("HAKARU_SHARED").map { String(cString: $0) } ?? "\(packageRoot)/../shared"
        return isThere("\(place)/data") ? place : nil
    }()

    /// Why the tests that need it are skipped.
    package static let absence: Comment = "Neither HAKARU_SHARED nor ../shared holds the test data."

    /// Whether something lies at a path.
    package static func isThere(_ path: String) -> Bool { access(path, R_OK) == 0 }
}
