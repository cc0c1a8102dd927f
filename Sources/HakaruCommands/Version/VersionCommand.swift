import ArgumentParser
import HakaruModel
import HakaruReporter
import HakaruSystem

/// `hakaru version`.
struct VersionCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "version", abstract: "Print the version of the program and of its definitions.")

    @Option(name: .long, help: "How to print it.")
    var format: TextOrJSON = .text

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        switch format {
        case .text: try context.output.write(Version.text + "\n")
        case .json:
            let value: JSONValue = [
                "schema": "hakaru.version/1", "version": .string(Version.number),
                "definitions_version": .integer(Definitions.version),
            ]
            try context.output.write(value.text(.indented) + [0x0A])
        }
        return .success
    }
}

/// The forms of a result that is not a table.
enum TextOrJSON: String, ExpressibleByArgument, CaseIterable {
    /// For people.
    case text
    /// One JSON object.
    case json
}
