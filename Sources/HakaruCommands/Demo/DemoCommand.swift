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
            which must not be there. Its configuration, with goals, lies beside it with the ending .yml. A \
            configuration's time_zone counts.
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
        var options = storeOptions
        options.store = path
        options.config = try writeConfiguration(besideStore: path, in: context)
        let settings = try Settings.load(options, in: context)
        let forge = try await DemoForge.start(DemoTeam(end: now, seed: seedOptions.seed).dataset())
        let job = SyncJob(
            settings: settings, repositories: settings.configuration.repositories, owners: [],
            address: ForgeAddress(endpoint: try GitHubEndpoint(forge.baseURL)), token: nil,
            budget: RequestBudget.Settings(), isFull: false, isQuiet: storeOptions.quiet, lockWait: .zero)
        let result = try await job.run(in: context)
        await forge.stop()
        guard result.exitCode == .success else { return result.exitCode }
        let session = try await QuerySession.open(QueryFilters(), store: options, in: context)
        _ = try await session.freezeBaselines(at: now)
        var page = try await session.page(of: ISOWeek(containing: now, in: settings.zone).previous, missing: [:])
        page.isDemo = true
        try context.print(page, as: format, in: lang)
        if !storeOptions.quiet { sayWhatNext(options, in: context) }
        return .success
    }

    /// Writes the team's configuration, in the reporting time zone of the files that are there.
    private func writeConfiguration(besideStore path: String, in context: CommandContext) throws -> String {
        let given = try Settings.load(storeOptions, in: context)
        let zones = ZoneDatabase(environment: context.environment)
        let zone = given.files.isEmpty ? try zones.rules(for: DemoCommand.zone, setting: "demo") : given.zone
        let file = DemoStorePath.configuration(besideStore: path)
        guard storeOptions.store == nil || FileInfo(at: file) == nil else {
            throw UsageError(
                summary: "\(file) is there already, and the demo's configuration would replace it.",
                hint: "Give --store another path.")
        }
        try FileSystem.makeDirectory(Settings.directory(of: file))
        let text = DemoConfiguration.text(timeZone: zone, end: context.now())
        try FileSystem.write(Array(text.utf8), to: file, mode: 0o600)
        return file
    }

    private func sayWhatNext(_ options: StoreOptions, in context: CommandContext) {
        let (store, file) = (options.store ?? "", options.config ?? "")
        context.say("Look further, with the commands of the page or with these:")
        context.say("  export HAKARU_STORE=\(ShellWord.quoted(store)) HAKARU_CONFIG=\(ShellWord.quoted(file))")
        context.say("  hakaru lead-time --by repo")
        context.say("  hakaru goals")
        context.say("  hakaru init        in a checkout of yours, in another shell")
    }
}
