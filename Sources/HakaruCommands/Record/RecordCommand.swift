import ArgumentParser
import HakaruModel
import HakaruReporter
import HakaruStore
import HakaruSystem

/// `hakaru record`.
struct RecordCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Record values of custom metrics, such as the members of a community.",
        discussion: """
            The metric stands under `custom_metrics` in the configuration. Each day has one value: another one corrects \
            it, and the store keeps both. A file is checked as a whole before anything is written. Without a value: \
            what is recorded.
            """)

    @Argument(help: "The custom metric; with a file whose lines name theirs it may be left out.")
    var metric: String?

    @Argument(help: "The value.")
    var value: String?

    @Option(name: .long, help: ArgumentHelp("The day of the value; default: today.", valueName: "date"))
    var at: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A CSV file (metric,date,value) or a JSON list of objects with these keys.", valueName: "path"),
        completion: .file(extensions: ["csv", "json"]))
    var file: String?

    @Flag(name: .long, help: "Withdraw the value of the day.")
    var withdraw = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions

    private static let sizeLimit = 16 << 20

    func validate() throws {
        if file != nil, value != nil || at != nil || withdraw {
            throw ValidationError("--file brings its own days and values: not with a value, --at or --withdraw.")
        }
        if value != nil, withdraw { throw ValidationError("--withdraw takes no value.") }
        if file == nil, metric == nil { throw ValidationError("Name a custom metric, or give --file.") }
        if file == nil, value == nil, !withdraw, at != nil { throw ValidationError("--at needs a value.") }
    }

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        let settings = try Settings.load(storeOptions, in: context)
        let isListing = file == nil && value == nil && !withdraw
        let store = try SQLiteStore(path: settings.storePath, mode: isListing ? .existing : .create)
        let stored = try await store.customRecords(of: nil)
        let now = context.now()
        guard !isListing else {
            try list(stored, settings: settings, in: context)
            return .success
        }
        let plan = try RecordPlan(
            try given(today: settings.zone.civilDate(at: now), in: context), of: metric,
            metrics: settings.configuration.customMetrics, stored: stored, at: now, in: settings.zone)
        try await store.append(plan.records)
        try context.print(RenderedResult(plan), as: output.format)
        return .success
    }

    private func given(today: CivilDate, in context: CommandContext) throws -> [GivenValue] {
        guard let file else {
            let text = withdraw ? GivenValue.withdrawal : value ?? ""
            return [
                GivenValue(
                    metric: metric, date: at ?? today.description, value: text,
                    place: withdraw ? "--withdraw" : "record")
            ]
        }
        let bytes = try FileSystem.read(Settings.absolute(file, in: context), limitInBytes: RecordCommand.sizeLimit)
        return try GivenValue.read(bytes, file: file)
    }

    private func list(_ stored: [CustomRecord], settings: Settings, in context: CommandContext) throws {
        let name = metric ?? ""
        let metrics = settings.configuration.customMetrics
        guard metrics.contains(where: { $0.name == name }) else {
            throw UsageError(
                summary: "There is no custom metric '\(name)'.",
                hint: SpellingDistance.nearest(to: name, among: metrics.map(\.name)).map { "Did you mean '\($0)'?" }
                    ?? "Write it under `custom_metrics:` in the configuration.")
        }
        try context.print(
            RenderedResult(CustomSeries(of: name, records: stored), of: name), as: output.format)
    }
}
