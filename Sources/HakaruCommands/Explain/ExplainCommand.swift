import ArgumentParser
import HakaruEngine
import HakaruMetrics
import HakaruModel
import HakaruReporter

/// `hakaru explain`.
struct ExplainCommand: ContextCommand {
    static let memoryUse = MemoryUse.largeTables

    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "List what is behind a number and what is not, each with its reason.",
        discussion: """
            Takes the flags of the command that printed the number, and the number by its key in JSON. Included and \
            excluded together are all that was collected. Metrics: \(words(Metric.allCases.map(\.rawValue))).
            What stands beside them: \(words(ExplainedNumber.Companion.allCases.map(\.rawValue))); awaiting-review is \
            what in-progress calls unreviewed.
            Deployments: \(words(DeliveryNumber.allCases.map(\.rawValue))).
            Coverage: \(words(GoalMetric.coverageNames.map(\.name))). Custom metrics by their names.
            """)

    @Argument(
        help: ArgumentHelp("The metric, or what stands beside it.", valueName: "metric"),
        completion: .list(ExplainedSubject.words))
    var number: String?

    @Option(help: ArgumentHelp("The value of this goal, in place of a metric.", valueName: "name"))
    var goal: String?

    @Option(help: ArgumentHelp("With --goal: this guardrail of it.", valueName: "metric"))
    var guardrail: String?

    @Flag(help: "With --goal: the baseline, as it is computed now.")
    var baseline = false

    @Option(name: .customLong("by"), help: "What the groups were made by; repeatable, in the same order.")
    var by: [GroupingOption] = []

    @Option(
        help: ArgumentHelp(
            "The group of each --by, as the command named it; `none` where it has no name.", valueName: "name"))
    var group: [String] = []

    @Option(
        help: ArgumentHelp("Of coverage: this component; `all` is the whole repository; repeatable.", valueName: "name")
    )
    var component: [String] = []

    @OptionGroup var working: WorkingTimeOptions
    @OptionGroup var filters: FilterOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions

    func validate() throws {
        guard (number == nil) != (goal == nil) else {
            throw ValidationError("Name a metric, or a goal with --goal.")
        }
        guard by.count == group.count else {
            throw ValidationError("Each --by needs the --group that is explained, and each --group its --by.")
        }
        guard goal != nil || !baseline else { throw ValidationError("--baseline is that of a --goal.") }
        guard goal != nil || guardrail == nil else { throw ValidationError("--guardrail is that of a --goal.") }
        let chosen = filters.filters
        let narrows = [
            !by.isEmpty, !component.isEmpty, working.workingTime, !chosen.repositories.isEmpty, !chosen.teams.isEmpty,
            chosen.author != nil, !chosen.bases.isEmpty, !chosen.labels.isEmpty, chosen.since != nil,
            chosen.until != nil, chosen.last != nil,
        ]
        guard goal == nil || !narrows.contains(true) else {
            throw ValidationError(
                "A goal says itself what it looks at: with --goal only --guardrail, --baseline, --week, --as-of, "
                    + "--include-bots and --integration-branch.")
        }
    }

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        let session = try await QuerySession.open(
            filters.filters, store: storeOptions, allowingNoRepository: true, in: context)
        let explainer = Explainer(session: session, command: self, context: context)
        let result = try await explainer.result()
        try context.print(result, as: output.format)
        return .success
    }

    private static func words(_ names: [String]) -> String {
        names.map { $0.replacing("_", with: "-") }.joined(separator: ", ")
    }
}
