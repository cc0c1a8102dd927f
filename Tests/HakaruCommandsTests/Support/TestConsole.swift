import Glibc
import HakaruModel
import HakaruSystem
import HakaruTestSupport
import Testing

@testable import HakaruCommands

/// A context whose two streams are files.
final class TestConsole: Sendable {
    let context: CommandContext
    private let directory: TemporaryDirectory
    private let descriptors: [Int32]

    /// Makes one.
    ///
    /// - Parameters:
    ///   - environment: The environment variables.
    ///   - isTerminal: Whether standard error counts as a terminal.
    ///   - now: The time of the machine.
    /// - Throws: Where the files can't be made.
    init(
        environment: [String: String] = [:], isTerminal: Bool = false,
        now: Instant = Instant(secondsSinceEpoch: 1_795_489_200)
    ) throws {
        directory = try TemporaryDirectory()
        descriptors = ["output", "errors"].map { [directory] in
            open(directory.path($0), O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        }
        try #require(descriptors.allSatisfy { $0 >= 0 })
        context = CommandContext(
            environment: Environment(environment), workingDirectory: directory.path,
            output: OutputWriter(descriptor: descriptors[0]),
            messages: OutputWriter(descriptor: descriptors[1], capacityInBytes: 0), isOutputTerminal: isTerminal,
            isErrorTerminal: isTerminal, now: { now })
    }

    deinit { for descriptor in descriptors { close(descriptor) } }

    /// What was written to standard output; nothing more may be written then.
    func output() throws -> String {
        try context.output.finish()
        return String(decoding: try FileSystem.read(directory.path("output"), limitInBytes: 1 << 20), as: UTF8.self)
    }

    /// What was written to standard error so far.
    func errors() throws -> String {
        String(decoding: try FileSystem.read(directory.path("errors"), limitInBytes: 1 << 20), as: UTF8.self)
    }
}
