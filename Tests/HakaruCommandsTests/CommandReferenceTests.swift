import ArgumentParser
import HakaruModel
import HakaruSystem
import HakaruTestSupport
import Testing

@testable import HakaruCommands

@Suite struct `The documentation of the command line` {
    private static let path = "\(SharedMaterial.packageRoot)/docs/command-reference.md"

    private static let introduction = """
        # Command reference

        What `--help` prints for each command, in one place; a test keeps both the same (`HAKARU_RECORD=1` writes it anew).
        Data goes to standard output, talk to standard error. `docs/metrics.md` says what the numbers mean,
        `docs/configuration.md` what can be configured.

        | exit code | meaning |
        | --- | --- |
        | 0 | done, all of it |
        | 1 | failed: one line why, then what helps |
        | 2 | measured, and the answer is no |
        | 3 | incomplete: some repositories were not synced |
        | 4 | authentication or permission |
        | 5 | the forge is unreachable or its limit not reset in time; saved, run again to go on |
        | 10, 11, 12 | no store; another run holds it; it was written by a newer version |
        | 64, 65 | usage; an unreadable or malformed file |
        | 130, 143 | interrupted, terminated: the last complete page is kept |

        """

    private static func sections(_ command: any ParsableCommand.Type, path: [String]) -> String {
        let help = RootCommand.helpMessage(for: command, includeHidden: false, columns: 100)
        let trimmed = help.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.reversed().drop { $0 == " " }.reversed())
        }
        var text = "\n## `\(path.joined(separator: " "))`\n\n```text\n\(trimmed.joined(separator: "\n"))\n```\n"
        for subcommand in command.configuration.subcommands where subcommand.configuration.shouldDisplay {
            text += sections(subcommand, path: path + [subcommand.configuration.commandName ?? ""])
        }
        return text
    }

    @Test func `is what --help prints`() throws {
        let expected = Self.introduction + Self.sections(RootCommand.self, path: ["hakaru"])
        if Environment.current()["HAKARU_RECORD"] != nil {
            try FileSystem.write(Array(expected.utf8), to: Self.path, mode: 0o644)
            Issue.record("docs/command-reference.md was written anew; read the difference.")
        }
        let found = try FileSystem.read(Self.path, limitInBytes: 1 << 20)
        #expect(String(decoding: found, as: UTF8.self) == expected)
    }

    @Test func `names every key of the configuration`() throws {
        let path = "\(SharedMaterial.packageRoot)/docs/configuration.md"
        let text = String(decoding: try FileSystem.read(path, limitInBytes: 1 << 20), as: UTF8.self)
        for key in ConfigurationReader.keys {
            #expect(text.contains("| `\(key)` |"), "\(key) has no row in docs/configuration.md")
        }
    }

    @Test func `says of every number how it is explained`() throws {
        let path = "\(SharedMaterial.packageRoot)/docs/metrics.md"
        let text = String(decoding: try FileSystem.read(path, limitInBytes: 1 << 20), as: UTF8.self)
        for word in ExplainedSubject.words {
            #expect(text.contains("`hakaru explain \(word)`"), "docs/metrics.md does not say how to explain \(word)")
        }
    }

    @Test func `has an example configuration that is valid`() throws {
        let path = "\(SharedMaterial.packageRoot)/config/hakaru.example.yml"
        var reader = ConfigurationReader()
        let text = String(decoding: try FileSystem.read(path, limitInBytes: 1 << 20), as: UTF8.self)
        try reader.read(text, file: "hakaru.example.yml", origin: .project)
        #expect(reader.configuration.repositories.count == 2)
    }
}
