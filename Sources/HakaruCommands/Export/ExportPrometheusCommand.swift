import ArgumentParser
import HakaruEngine
import HakaruModel
import HakaruReporter
import HakaruStore
import HakaruSystem

/// `hakaru export prometheus`.
struct ExportPrometheusCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "prometheus",
        abstract: "Write the numbers of the last complete week for node_exporter's textfile collector.",
        discussion: """
            Counts of the last week and of the last 4, percentiles of the last 4, for all, each repository and each \
            team; never for a person. The file is replaced as a whole, so that the collector never reads half of one. \
            Without --output it goes to standard output.
            """)

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "The file to replace, in the collector's directory; its name ends in .prom.", valueName: "path"),
        completion: .file(extensions: ["prom"]))
    var output: String?

    @OptionGroup var storeOptions: StoreOptions

    func validate() throws {
        guard output.map({ $0.hasSuffix(".prom") }) ?? true else {
            throw ValidationError("--output: the collector reads only files whose name ends in .prom.")
        }
    }

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        let session = try await QuerySession.open(QueryFilters(), store: storeOptions, in: context)
        let zone = session.settings.zone
        var configuration = session.settings.configuration
        // What is not exported is not worth its reading.
        configuration.goals = []
        configuration.customMetrics = []
        let builder = SummaryBuilder(
            engine: session.engine, scope: session.scope, zone: zone, configuration: configuration)
        // Of a week that no sync has seen the end of, nothing is known yet.
        let week = ISOWeek(containing: min(context.now(), session.scope.asOf), in: zone).previous
        var collections: [SummaryMetrics.Collection] = []
        for stored in session.scope.repositories {
            let id = stored.repository.id
            collections.append(
                .init(
                    repository: id, completedAt: try await session.engine.store.syncState(of: stored.key).completedAt,
                    isComplete: !session.scope.gaps.contains { $0.repository == id }))
        }
        let metrics = SummaryMetrics(
            try await builder.summary(of: week), collections: collections, version: Version.number)
        if let output {
            try FileSystem.write(metrics.bytes, to: Settings.absolute(output, in: context), mode: 0o644)
        } else {
            try context.output.write(metrics.bytes)
        }
        return .success
    }
}
