import FoundationEssentials
import Glibc
import Testing

/// Runs git without a shell, and without the settings of the machine.
enum Git {
    /// What a command prints; the test fails where git does.
    static func run(_ arguments: [String]) throws -> [UInt8] {
        let output = FileManager.default.temporaryDirectory.appending(path: "hakaru-git-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: output) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, output.path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let settings = ["PATH=\(path)", "HOME=/nonexistent", "GIT_CONFIG_NOSYSTEM=1", "GIT_TERMINAL_PROMPT=0"]
        var words = (["git"] + arguments).map { strdup($0) } + [nil]
        var environment = settings.map { strdup($0) } + [nil]
        defer { for word in words + environment { free(word) } }
        var process: pid_t = 0
        try #require(posix_spawnp(&process, "git", &actions, nil, &words, &environment) == 0)
        var status: Int32 = 0
        try #require(waitpid(process, &status, 0) == process)
        try #require(status == 0, "git \(arguments.joined(separator: " "))")
        return [UInt8](try Data(contentsOf: output))
    }
}
