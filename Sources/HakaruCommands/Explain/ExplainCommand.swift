import ArgumentParser
import HakaruMetrics
import HakaruModel
import HakaruReporter

/// A metric as a word of the command line, with `-` for `_`.
struct MetricArgument: ExpressibleByArgument {
    /// The metric.
    let metric: Metric

    init?(argument: String) {
        guard let metric = Metric(rawValue: argument.replacing("-", with: "_")) else { return nil }
        self.metric = metric
    }

    static var allValueStrings: [String] { Metric.allCases.map { $0.rawValue.replacing("_", with: "-") } }
}

/// `hakaru explain`.
struct ExplainCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "List the pull requests behind a number, each included or excluded with its reason.",
        discussion: """
            Takes the flags of the command that printed the number. Included and excluded together are all that was \
            collected. Metrics: \(MetricArgument.allValueStrings.joined(separator: ", ")).
            """)

    @Argument(help: "The metric.")
    var metric: MetricArgument

    @OptionGroup var filters: FilterOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        let session = try await QuerySession.open(filters.filters, store: storeOptions, in: context)
        let query = try session.query(grouping: [], me: session.me(in: context))
        let explanation = try await session.table(FactColumn.reviewing.needed(by: query)).explain(metric.metric, query)
        let header = session.header(period: explanation.period)
        try context.print(RenderedResult(explanation, header: header), as: output.format)
        return .success
    }
}
