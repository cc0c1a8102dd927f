import ArgumentParser
import HakaruMetrics
import HakaruModel
import HakaruReporter

/// `hakaru throughput`.
struct ThroughputCommand: ContextCommand {
    static let memoryUse = MemoryUse.largeTables

    static let configuration = CommandConfiguration(
        commandName: "throughput", abstract: "Count pull requests: opened, merged, integrated, abandoned, in progress.",
        discussion: """
            Each is counted in the period of its own event: a merge when it was merged. Without flags: the last 8 \
            complete weeks of all repositories. docs/metrics.md says what every column means.
            """)

    @OptionGroup var filters: FilterOptions
    @OptionGroup var grouping: GroupingOptions
    @OptionGroup var comparing: CompareOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        let session = try await QuerySession.open(filters.filters, store: storeOptions, in: context)
        let keys = grouping.keys(fiscalYearStart: session.settings.configuration.fiscalYearStart)
        let query = try session.query(grouping: keys, me: session.me(in: context))
        let columns =
            comparing.compare == nil ? FactColumn.throughput : FactColumn.reviewing.union(FactColumn.throughput)
        let table = try await session.table(columns.needed(by: query))
        let report = try table.throughput(query)
        let comparison = try comparing.comparison(
            of: query, in: table, metrics: PeriodComparison.throughput, settings: session.settings)
        let result = RenderedResult(report, header: session.header(period: report.period)).comparing(comparison)
        try context.print(result, as: output.format)
        return .success
    }
}
