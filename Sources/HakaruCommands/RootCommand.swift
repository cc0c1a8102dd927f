import ArgumentParser

/// The command `hakaru` itself: the list of what it can do.
struct RootCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hakaru",
        abstract: "Measures how a team delivers: pull requests, lead time to develop, coverage.",
        discussion: """
            Start with `hakaru demo`, or with `hakaru init` in a checkout of yours and then `hakaru sync`.
            Exit codes: 0 done, 1 failed, 2 measured and not met, 3 incomplete, 4 authentication, 5 forge unavailable, \
            10 no store, 11 locked, 12 newer store, 64 usage, 65 malformed file, 130 interrupted, 143 terminated.
            """,
        version: Version.text,
        subcommands: [
            InitCommand.self, SyncCommand.self, ThroughputCommand.self, LeadTimeCommand.self, PullRequestCommand.self,
            ExplainCommand.self, ReviewsCommand.self, InProgressCommand.self, DoraCommand.self, ReportCommand.self,
            WeeklyCommand.self,
            DoctorCommand.self,
            ExportCommand.self, DemoCommand.self,
            CompletionCommand.self, VersionCommand.self,
        ])
}
