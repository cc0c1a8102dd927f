import ArgumentParser
import HakaruModel
import HakaruSystem

/// `hakaru completion`.
struct CompletionCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "completion", abstract: "Print a completion script for a shell.",
        discussion: """
            bash: hakaru completion bash > /etc/bash_completion.d/hakaru
            zsh:  hakaru completion zsh > "${fpath[1]}/_hakaru"
            fish: hakaru completion fish > ~/.config/fish/completions/hakaru.fish
            """)

    /// A shell that completion scripts exist for.
    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash, zsh, fish

        var completionShell: CompletionShell {
            switch self {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        }
    }

    @Argument(help: "The shell.")
    var shell: Shell

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        try context.output.write(RootCommand.completionScript(for: shell.completionShell) + "\n")
        return .success
    }
}
