import HakaruSystem
import HakaruTestSupport

/// What a person types and sees: commands with the standard output, standard error and exit code of the real binary.
///
/// A line that starts with `$ ` is a command, `> ` a line of standard output, `! ` one of standard error, `? ` the exit
/// code; `#` begins a comment. `{dir}` stands for the test's own directory. A line `…` stands for any number of lines.
struct Transcript {
    /// One command and what it gives.
    struct Step {
        var command = ""
        var output: [String] = []
        var errors: [String] = []
        var exitCode: Int32 = 0
    }

    let steps: [Step]

    /// Reads the text of a transcript.
    init(_ text: String) {
        var steps: [Step] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            switch line.prefix(2) {
            case "$ ": steps.append(Step(command: String(line.dropFirst(2))))
            case "> ", ">": steps[steps.count - 1].output.append(String(line.dropFirst(2)))
            case "! ", "!": steps[steps.count - 1].errors.append(String(line.dropFirst(2)))
            case "? ": steps[steps.count - 1].exitCode = Int32(line.dropFirst(2)) ?? -1
            default: continue
            }
        }
        self.steps = steps
    }

    /// The binary that was built with this test.
    static let binary: String = {
        let own = CommandLine.arguments[0]
        guard let slash = own.lastIndex(of: "/") else { return "./hakaru" }
        return own[..<slash] + "/hakaru"
    }()

    /// Runs a command in a directory, with nothing of this person's environment.
    static func run(
        _ command: String, in directory: String, timeLimit: Duration = .seconds(60)
    ) async throws -> CommandRunner.Result {
        let environment = Environment([
            "PATH": "/usr/bin:/bin", "HOME": directory, "HAKARU": binary, "TZ": "UTC", "LC_ALL": "C.UTF-8",
            // A profile that the coverage of the tests would otherwise write into the directory.
            "LLVM_PROFILE_FILE": "/dev/null",
        ])
        let script = "cd '\(directory)' && hakaru() { \"$HAKARU\" \"$@\"; } && \(command)"
        return try await CommandRunner(environment: environment).run(
            Command("bash", ["-c", script]), timeLimit: timeLimit)
    }

    /// Whether lines are as expected, where `…` stands for any number of them.
    static func matches(_ lines: ArraySlice<String>, _ pattern: ArraySlice<String>) -> Bool {
        guard let first = pattern.first else { return lines.isEmpty }
        if first == "…" {
            return (lines.startIndex...lines.endIndex).contains { matches(lines[$0...], pattern.dropFirst()) }
        }
        return lines.first == first && matches(lines.dropFirst(), pattern.dropFirst())
    }
}

extension CommandRunner.Result {
    /// The lines of a stream, with the test's directory named `{dir}`.
    static func lines(_ bytes: [UInt8], in directory: String) -> [String] {
        var text = String(decoding: bytes, as: UTF8.self).replacing(directory, with: "{dir}")
        if text.hasSuffix("\n") { text.removeLast() }
        return text.isEmpty ? [] : text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}
