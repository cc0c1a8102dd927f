import ArgumentParser
import HakaruDemo
import HakaruEngine
import HakaruFetcher
import HakaruModel
import HakaruReporter
import HakaruStore
import HakaruSystem

/// `hakaru demo`.
struct DemoCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Try everything on a made-up team: no token, no network.",
        // The subcommand is for measurements, so it is not shown.
        usage: "hakaru demo [<options>]",
        discussion: """
            Starts a forge on this machine that speaks GitHub's API over a generated year of a team of ten, fetches it \
            through the real client into a fresh store, and prints the last week's summary. The numbers are made up. \
            The store is demo/hakaru.db in the directory of the usual one, made anew each time, or the one of --store, \
            which must not be there. A configuration's time_zone counts.
            """,
        subcommands: [DemoGenerateCommand.self])

    @Option(name: .long, help: "How to write the summary.")
    var format: ReportFormat = .markdown

    @Option(name: .long, help: "The language of the summary.")
    var lang: Language = .english

    @OptionGroup var seedOptions: DemoSeedOptions
    @OptionGroup var storeOptions: StoreOptions

    /// The zone of the made-up team, where no file says otherwise.
    private static let zone = "Asia/Tokyo"

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        let path = try DemoStorePath.fresh(storeOptions, in: context)
        let signals = try StopSignal.received()
        let (outcome, signal) = await StopSignal.cancelling(on: signals) { try await show(path, in: context) }
        let code = try outcome.get()
        return signal?.exitCode ?? code
    }

    private func show(_ path: String, in context: CommandContext) async throws -> HakaruModel.ExitCode {
        let now = context.now()
        let given = try Settings.load(storeOptions, in: context)
        let zones = ZoneDatabase(environment: context.environment)
        let zone = given.files.isEmpty ? try zones.rules(for: DemoCommand.zone, setting: "demo") : given.zone
        let forge = try await DemoForge.start(DemoTeam(end: now, seed: seedOptions.seed).dataset())
        var configuration = Configuration()
        configuration.timeZone = zone.identifier
        let settings = Settings(configuration: configuration, files: [], storePath: path, zone: zone)
        let job = SyncJob(
            settings: settings, repositories: DemoTeam.defaultRepositories, owners: [],
            address: ForgeAddress(endpoint: try GitHubEndpoint(forge.baseURL)), token: nil,
            budget: RequestBudget.Settings(), isFull: false, isQuiet: storeOptions.quiet, lockWait: .zero)
        let result = try await job.run(in: context)
        await forge.stop()
        guard result.exitCode == .success else { return result.exitCode }
        let store = try SQLiteStore(path: path, mode: .existing)
        let engine = try QueryEngine(
            store: store, keeper: { nil }, configuration: configuration, hashing: { Array($0.utf8) })
        let scope = try await QueryScope.find([], asOf: nil, in: store)
        let week = ISOWeek(containing: now, in: zone).previous
        let summary = try await SummaryBuilder(
            engine: engine, scope: scope, zone: zone, calendar: try settings.workingCalendar()
        ).summary(of: week)
        let page = SummaryPage(summary, incomplete: [], isDemo: true, zone: zone)
        try context.print(page, as: format, in: lang)
        if !storeOptions.quiet { sayWhatNext(path, week: week, in: context) }
        return .success
    }

    private func sayWhatNext(_ path: String, week: ISOWeek, in context: CommandContext) {
        context.say("The demo's store is \(path). Look further with, for example:")
        context.say("  hakaru lead-time --store \(path)")
        context.say("  hakaru explain lead-time --week \(week) --store \(path)")
        context.say("  hakaru init        in a checkout of yours")
    }
}
