import ArgumentParser

/// `hakaru report`.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Write reports for people.",
        subcommands: [ReportWeeklyCommand.self, ReportDeliveriesCommand.self, ReportResendCommand.self])
}
