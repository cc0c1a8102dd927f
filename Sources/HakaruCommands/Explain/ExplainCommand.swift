import ArgumentParser
import HakaruMetrics
import HakaruModel
import HakaruReporter

/// A number that can be explained as a word of the command line, with `-` for `_`.
struct ExplainedNumberArgument: ExpressibleByArgument {
    /// The number.
    let explained: ExplainedNumber

    init?(argument: String) {
        guard let explained = ExplainedNumber(name: argument.replacing("-", with: "_")) else { return nil }
        self.explained = explained
    }

    static var allValueStrings: [String] { words(ExplainedNumber.allCases) }

    /// The numbers as words.
    static func words(_ numbers: [ExplainedNumber]) -> [String] { numbers.map { $0.name.replacing("_", with: "-") } }
}

/// `hakaru explain`.
struct ExplainCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "List the pull requests behind a number, each included or excluded with its reason.",
        discussion: """
            Takes the flags of the command that printed the number. Included and excluded together are all that was \
            collected. Metrics: \(words(Metric.allCases.map(ExplainedNumber.metric))).
            What stands beside them: \(words(ExplainedNumber.Companion.allCases.map(ExplainedNumber.companion))); \
            awaiting-review is what in-progress calls unreviewed.
            """)

    @Argument(help: ArgumentHelp("The metric, or what stands beside it.", valueName: "metric"))
    var number: ExplainedNumberArgument

    @OptionGroup var filters: FilterOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        let session = try await QuerySession.open(filters.filters, store: storeOptions, in: context)
        let query = try session.query(grouping: [], me: session.me(in: context))
        let table = try await session.table(FactColumn.reviewing.needed(by: query))
        let explanation = try table.explain(number.explained, query)
        let header = session.header(period: explanation.period)
        try context.print(RenderedResult(explanation, header: header), as: output.format)
        return .success
    }

    private static func words(_ numbers: [ExplainedNumber]) -> String {
        ExplainedNumberArgument.words(numbers).joined(separator: ", ")
    }
}
