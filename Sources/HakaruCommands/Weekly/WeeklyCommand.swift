import ArgumentParser
import HakaruEngine
import HakaruFetcher
import HakaruModel
import HakaruReporter
import HakaruSystem

/// `hakaru weekly`.
struct WeeklyCommand: ContextCommand {
    static let memoryUse = MemoryUse.small

    static let configuration = CommandConfiguration(
        commandName: "weekly",
        abstract: "Fetch, freeze the last complete week, and deliver its summary; for a timer.",
        discussion: """
            Start it as often as you like: a week is frozen once and each message leaves once. Weeks that were missed are \
            made up for, oldest first, at most 8. A week waits for repositories that could not be synced, at most \
            `report.wait` (24h) after its end; then it goes out without them and says so. Where to: `report.deliver` of \
            the configuration. Exit code 3 where something was not synced or not delivered.
            """)

    @Option(
        name: .long,
        help: ArgumentHelp("The longest that the whole run may take; 0: as long as it needs.", valueName: "duration"))
    var timeout = DurationArgument(seconds: 3_600)

    @Option(name: .customLong("max-wait"), help: ArgumentHelp("The longest wait for a limit.", valueName: "duration"))
    var maxWait = DurationArgument(seconds: 600)

    @Option(
        name: .customLong("lock-wait"), help: ArgumentHelp("How long to wait for another run.", valueName: "duration"))
    var lockWait = DurationArgument(seconds: 600)

    @Flag(name: .customLong("dry-run"), help: "Fetch, freeze and send nothing; print what would go where.")
    var dryRun = false

    @Option(name: .long, help: "The language of the messages; default: the configuration's `lang`.")
    var lang: Language?

    @OptionGroup var access: AccessOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        try await perform(in: context, signals: try StopSignal.received())
    }

    /// The run itself, stopped by the first of the signals.
    func perform(
        in context: CommandContext, signals: AsyncStream<StopSignal>
    ) async throws -> HakaruModel.ExitCode {
        let settings = try Settings.load(storeOptions, in: context)
        guard !settings.configuration.repositories.isEmpty || !settings.configuration.owners.isEmpty else {
            throw UsageError(
                summary: "No repository to fetch: the configuration has no `repositories`, `orgs` or `users`.",
                hint: "Write a configuration with `hakaru init`, and name it with --config where a timer starts this.")
        }
        let set = try await ChannelSet.make(settings, access: access, in: context)
        let language = lang ?? settings.configuration.language
        if dryRun {
            let plan = try await DeliveryPlanner(
                settings: settings, options: storeOptions, channels: set.channels, language: language
            ).plan(week: nil, in: context)
            try context.print(RenderedResult(plan: plan), as: output.format)
            await set.shutdown()
            return .success
        }
        let address = try ForgeAddress.find(
            flag: access.apiURL, configuration: settings.configuration, environment: context.environment)
        let source = try await TokenSource.find(
            tokenFile: access.tokenFile, configuration: settings.configuration, address: address, in: context)
        var budget = RequestBudget.Settings()
        budget.maximumWait = maxWait.duration
        let sync = SyncJob(
            settings: settings, repositories: settings.configuration.repositories,
            owners: settings.configuration.owners, address: address, token: source.token, app: source.app,
            budget: budget, isFull: false, isQuiet: storeOptions.quiet, lockWait: lockWait.duration)
        let job = WeeklyJob(sync: sync, options: storeOptions, channels: set.channels, language: language)
        let limit = timeout
        let (outcome, signal) = await StopSignal.cancelling(on: signals) {
            try await TimeLimit.run(limit.seconds == 0 ? nil : limit.duration) { try await job.run(in: context) }
        }
        await set.shutdown()
        let (result, isOver) = try outcome.get(stoppedBy: signal)
        try context.print(RenderedResult(result), as: output.format)
        context.tell(result.messages)
        for repository in result.sync?.repositories ?? [] where !repository.isComplete {
            context.say("hakaru: \(repository.repository) is not complete: \(repository.reason ?? "stopped")")
        }
        if isOver {
            context.say("hakaru: The run took longer than --timeout allows and was stopped.")
            context.say("  What is done stays done. Run it again to go on, or allow more time.")
        }
        if let signal { return signal.exitCode }
        if isOver { return .incomplete }
        if result.exitCode == .success { await Heartbeat.send(settings, in: context) }
        return result.exitCode
    }
}

/// A bound on work as a whole.
enum TimeLimit {
    /// Runs work that is cancelled when its time is over; it should end soon then.
    ///
    /// - Returns: What the work returned, and whether its time was over before.
    static func run<Value: Sendable>(
        _ limit: Duration?, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> (Value, isOver: Bool) {
        guard let limit else { return (try await work(), false) }
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                // Cancelled when the work has ended before.
                do { try await Task.sleep(for: limit) } catch { return nil }
                return nil
            }
            var isOver = false
            while let value = try await group.next() {
                if let value {
                    group.cancelAll()
                    return (value, isOver)
                }
                isOver = true
                group.cancelAll()
            }
            throw CancellationError()
        }
    }
}
