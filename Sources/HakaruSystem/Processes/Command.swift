/// A program and its arguments.
///
/// There is no shell on the way.
package struct Command: Hashable, Sendable {
    /// The program: a name that is looked up on the `PATH`, or a path with a slash.
    package let program: String
    /// Its arguments, each passed on as it is.
    package let arguments: [String]
    /// Variables that it sees besides those of the caller's environment.
    package let variables: [String: String]

    /// Makes a command.
    package init(_ program: String, _ arguments: [String] = [], variables: [String: String] = [:]) {
        self.program = program
        self.arguments = arguments
        self.variables = variables
    }

    /// Makes a call of git that reads a repository and runs nothing of it: no hooks, no pager, no question.
    ///
    /// Put `--` or `--end-of-options` before what comes from outside.
    ///
    /// - Parameters:
    ///   - arguments: The subcommand and what follows it.
    ///   - directory: The repository, or a directory below it.
    /// - Returns: The command.
    package static func git(_ arguments: [String], in directory: String) -> Command {
        let settings = ["core.hooksPath=/dev/null", "core.fsmonitor=false", "core.pager=cat", "protocol.allow=never"]
        return Command(
            "git", ["-C", directory, "--no-pager"] + settings.flatMap { ["-c", $0] } + arguments,
            variables: [
                "GIT_CONFIG_NOSYSTEM": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C",
            ])
    }
}
