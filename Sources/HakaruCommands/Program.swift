import ArgumentParser
import FoundationEssentials
import HakaruModel
import HakaruSystem

/// The command line as a whole: reads the arguments, runs the command, prints what goes wrong and ends with the code
/// that says so.
public enum Program {
    /// Runs the process's own command line and ends the process.
    public static func main() async {
        OutputWriter.ignoreBrokenPipes()
        let context = CommandContext(
            environment: .current(), workingDirectory: FileManager.default.currentDirectoryPath,
            output: OutputWriter(.output), messages: OutputWriter(.error, capacityInBytes: 0),
            isOutputTerminal: StandardStream.output.isTerminal, isErrorTerminal: StandardStream.error.isTerminal,
            now: { SystemClock.now() })
        let code = await run(Array(CommandLine.arguments.dropFirst()), in: context)
        RootCommand.exit(withError: ArgumentParser.ExitCode(code.rawValue))
    }

    /// Runs a command line.
    ///
    /// - Returns: What the process is to end with. Output that could not be written turns success into failure.
    static func run(_ arguments: [String], in context: CommandContext) async -> HakaruModel.ExitCode {
        var code: HakaruModel.ExitCode
        do {
            code = try await execute(arguments, in: context)
        } catch let error as any UserFacingError {
            context.report(error)
            code = error.exitCode
        } catch {
            code = context.reportUsage(error)
        }
        do throws(SystemError) {
            try context.output.finish()
        } catch {
            context.report(error)
            if code == .success { code = error.exitCode }
        }
        return code
    }

    private static func execute(
        _ arguments: [String], in context: CommandContext
    ) async throws -> HakaruModel.ExitCode {
        var command = try RootCommand.parseAsRoot(arguments)
        guard let command = command as? any ContextCommand else {
            try command.run()
            return .success
        }
        switch type(of: command).memoryUse {
        case .usual: break
        case .largeTables: ProcessMemory.prepareForLargeTables()
        case .small: ProcessMemory.keepSmall()
        }
        return try await command.run(in: context)
    }
}

/// A command that works on what it is given and on nothing global.
protocol ContextCommand: ParsableCommand {
    /// How it uses memory.
    static var memoryUse: MemoryUse { get }

    /// Does the work.
    ///
    /// - Returns: What the process is to end with when nothing was thrown.
    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode
}

/// How a command uses memory.
///
/// To ask for a protocol instead would look through all conformances of the program, once for each question.
enum MemoryUse {
    /// As it comes.
    case usual
    /// It may put all that is stored into tables in memory.
    case largeTables
    /// It fetches for long and has to stay small, however much it fetches.
    case small
}

extension ContextCommand {
    static var memoryUse: MemoryUse { .usual }
}
