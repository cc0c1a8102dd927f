import ArgumentParser
import HakaruModel
import HakaruReporter
import HakaruSystem

/// What a command works with: the two streams, the environment, the clock.
struct CommandContext: Sendable {
    /// The environment variables.
    let environment: HakaruSystem.Environment
    /// The directory that relative paths start from.
    let workingDirectory: String
    /// Standard output: data and nothing else.
    let output: OutputWriter
    /// Standard error: talk.
    let messages: OutputWriter
    /// Whether a person sees standard output.
    let isOutputTerminal: Bool
    /// Whether a person sees standard error.
    let isErrorTerminal: Bool
    /// The machine's clock.
    let now: @Sendable () -> Instant
    /// Waits before a message is tried again.
    var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

    /// Says something on standard error, in one line; made harmless, since it may hold text from elsewhere.
    func say(_ line: String) {
        // There is nobody left to tell when standard error itself cannot be written.
        do { try messages.write(TextSafety.terminal(line) + "\n") } catch { return }
    }

    /// Prints an error: what and why in the first line, what helps in the second.
    func report(_ error: any UserFacingError) {
        say("hakaru: \(error.summary)")
        if let hint = error.hint { say("  \(hint)") }
    }

    /// Prints what the argument parser says: help on standard output, mistakes on standard error.
    func reportUsage(_ error: any Error) -> HakaruModel.ExitCode {
        let code = RootCommand.exitCode(for: error)
        let text = RootCommand.fullMessage(for: error, columns: terminalWidth) + "\n"
        do throws(SystemError) {
            try (code.isSuccess ? output : messages).write(text)
        } catch {
            return error.exitCode
        }
        return code.isSuccess ? .success : .usage
    }

    /// The width of the terminal on standard output in cells; nil where there is none.
    var terminalWidth: Int? {
        isOutputTerminal ? StandardStream.output.width(environment: environment) : nil
    }
}
