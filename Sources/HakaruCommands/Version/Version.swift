import HakaruModel

/// Which Hakaru this is.
enum Version {
    /// The version of the program, after semver.org.
    static let number = "0.1.0"

    /// How requests name this program.
    static var userAgent: String { "hakaru/\(number)" }

    /// What `--version` prints.
    static var text: String { "hakaru \(number) (definitions \(Definitions.version))" }
}
