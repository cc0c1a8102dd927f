import ArgumentParser
import HakaruEngine
import HakaruMetrics
import HakaruModel
import HakaruReporter

/// `hakaru dora`.
struct DoraCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "dora",
        abstract: "Measure deployments: frequency, lead time for changes, failures, recovery.",
        discussion: """
            From the forge's deployments to production, else from its releases; `delivery` in the configuration says \
            what counts. A figure that cannot be known is empty, with the reason. Without flags: the last 8 complete \
            weeks of all repositories. docs/metrics.md says what every column means.
            """)

    @Flag(name: .long, help: "Show published bands beside the total, with source and year.")
    var bands = false

    @OptionGroup var filters: FilterOptions
    @OptionGroup var grouping: GroupingOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions

    func validate() throws {
        guard filters.teams.isEmpty, filters.author == nil, filters.bases.isEmpty, filters.labels.isEmpty else {
            throw ValidationError(
                "A deployment belongs to a repository: --team, --author, --base and --label say nothing about it.")
        }
        let allowed: Set<GroupingOption> = [.week, .month, .quarter, .fiscalYear, .repo]
        guard grouping.by.allSatisfy(allowed.contains) else {
            throw ValidationError("Deployments can be cut --by week, month, quarter, fiscal-year and repo.")
        }
    }

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        let session = try await QuerySession.open(filters.filters, store: storeOptions, in: context)
        let keys = grouping.keys(fiscalYearStart: session.settings.configuration.fiscalYearStart)
        let ledgers = try await session.engine.deliveries(
            session.scope, rules: session.settings.configuration.delivery, includesBots: filters.includeBots)
        let report = DeliveryReport(
            ledgers, period: session.period, grouping: keys, zone: session.settings.zone, asOf: session.scope.asOf)
        try context.print(
            RenderedResult(report, withBands: bands, header: session.header(period: report.period)), as: output.format)
        return .success
    }
}
