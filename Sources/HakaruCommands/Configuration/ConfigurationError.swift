package import HakaruModel

/// A configuration file that cannot be used as it stands; nothing of it is applied.
package struct ConfigurationError: Error, Hashable, Sendable {
    /// The file, as the user would name it.
    package let file: String
    /// The line, from 1; nil where the file as a whole is meant.
    package let line: Int?
    /// What is wrong, with the key's name in it, as the end of a sentence.
    package let problem: String
    /// What to write instead; nil where there is nothing to suggest.
    package let suggestion: String?

    /// Makes an error about a place in a file.
    package init(file: String, line: Int?, problem: String, suggestion: String? = nil) {
        self.file = file
        self.line = line
        self.problem = problem
        self.suggestion = suggestion
    }
}

extension ConfigurationError: UserFacingError {
    package var summary: String {
        "\(file)\(line.map { ":\($0)" } ?? ""): \(problem)."
    }

    package var hint: String? {
        suggestion ?? "docs/configuration.md lists every key; `hakaru doctor` checks the file."
    }

    package var exitCode: ExitCode { .malformedInput }
}
