import ArgumentParser
import HakaruEngine
import HakaruFetcher
import HakaruModel
import HakaruReporter
import HakaruStore
import HakaruSystem

/// `hakaru sync`.
struct SyncCommand: ContextCommand {
    static let memoryUse = MemoryUse.small

    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Fetch pull requests from the forge into the store.",
        discussion: """
            The repositories of the flags, else those of the configuration's `repositories`, `orgs` and `users`. What is stored stays, whatever stops the run; \
            run it again to go on. Exit code 3 where a repository is incomplete, 4 without permission, 5 where the forge \
            is unreachable or its limit not reset within --max-wait.
            """)

    @Option(
        name: [.customShort("R"), .customLong("repo")],
        help: ArgumentHelp("The repository to fetch; repeatable.", valueName: "owner/name"))
    var repositories: [String] = []

    @Flag(name: .long, help: "Fetch everything anew; facts that were once seen stay.")
    var full = false

    @Flag(name: .customLong("dry-run"), help: "Say what would be asked and what it costs; store nothing.")
    var dryRun = false

    @Option(name: .customLong("max-wait"), help: ArgumentHelp("The longest wait for a limit.", valueName: "duration"))
    var maxWait = DurationArgument(seconds: 600)

    @Option(
        name: .customLong("lock-wait"), help: ArgumentHelp("How long to wait for another run.", valueName: "duration"))
    var lockWait = DurationArgument(seconds: 0)

    @Option(name: .customLong("max-concurrency"), help: ArgumentHelp("The most requests at once.", valueName: "n"))
    var maxConcurrency = 10

    @OptionGroup var access: AccessOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions

    func validate() throws {
        guard (1...100).contains(maxConcurrency) else {
            throw ValidationError("--max-concurrency must be from 1 to 100, the most that GitHub allows.")
        }
    }

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        let settings = try Settings.load(storeOptions, in: context)
        let wanted = try wantedRepositories(settings)
        let address = try ForgeAddress.find(
            flag: access.apiURL, configuration: settings.configuration, environment: context.environment)
        let source = try await TokenSource.find(
            tokenFile: access.tokenFile, configuration: settings.configuration, address: address, in: context)
        var budget = RequestBudget.Settings()
        budget.maximumConcurrency = maxConcurrency
        budget.maximumWait = maxWait.duration
        let job = SyncJob(
            settings: settings, repositories: wanted,
            owners: repositories.isEmpty ? settings.configuration.owners : [], address: address, token: source.token,
            app: source.app, budget: budget, isFull: full, isQuiet: storeOptions.quiet, lockWait: lockWait.duration)
        let signals = try StopSignal.received()
        if dryRun {
            let (outcome, signal) = await StopSignal.cancelling(on: signals) { try await job.forecast(in: context) }
            let forecast = try outcome.get(stoppedBy: signal)
            try context.print(RenderedResult(forecast), as: output.format)
            return signal?.exitCode ?? forecast.exitCode
        }
        let (outcome, signal) = await StopSignal.cancelling(on: signals) { try await job.run(in: context) }
        let result = try outcome.get(stoppedBy: signal)
        try context.print(RenderedResult(result), as: output.format)
        if let reset = result.limitReset, !storeOptions.quiet {
            let local = settings.zone.civilDateTime(at: reset)
            context.say("The limit is reset at \(local) (\(settings.zone.identifier)). Run again then to go on.")
        }
        return signal?.exitCode ?? result.exitCode
    }

    private func wantedRepositories(_ settings: Settings) throws -> [RepositoryID] {
        let named = try repositories.map(RepositoryArgument.parse)
        let wanted = named.isEmpty ? settings.configuration.repositories : named
        guard !wanted.isEmpty || !settings.configuration.owners.isEmpty else {
            throw UsageError(
                summary:
                    "No repository to fetch: no -R, and no `repositories`, `orgs` or `users` in the configuration.",
                hint: "Give -R owner/name, or write a configuration with `hakaru init`.")
        }
        return wanted
    }
}
