import FoundationEssentials
import HakaruCoverage

/// Writes the fixtures of the tests as seeds of the fuzzer: `DIRECTORY/FORMAT/NAME`.
@main
enum WriteSeeds {
    static func main() throws {
        let root = CommandLine.arguments[1]
        for fixture in Fixture.all {
            let directory = "\(root)/\(fixture.format.rawValue)"
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            let name = fixture.name.replacing(" ", with: "-")
            try Data(fixture.bytes).write(to: URL(filePath: "\(directory)/\(name)"))
        }
    }
}
