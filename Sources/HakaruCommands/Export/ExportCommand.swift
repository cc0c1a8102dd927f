import ArgumentParser

/// `hakaru export`.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write what is stored, or its numbers, for other programs.",
        discussion: "`hakaru export --canonical` is short for `hakaru export facts --canonical`.",
        subcommands: [ExportFactsCommand.self, ExportPrometheusCommand.self],
        defaultSubcommand: ExportFactsCommand.self)
}
