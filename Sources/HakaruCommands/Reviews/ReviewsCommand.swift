import ArgumentParser
import HakaruMetrics
import HakaruModel
import HakaruReporter

/// `hakaru reviews`.
struct ReviewsCommand: ContextCommand {
    static let memoryUse = MemoryUse.largeTables

    static let configuration = CommandConfiguration(
        commandName: "reviews", abstract: "Show how changes are reviewed: waiting, rework, load; without names.",
        discussion: "Without flags: the last 8 complete weeks of all repositories.")

    @OptionGroup var filters: FilterOptions
    @OptionGroup var grouping: GroupingOptions
    @OptionGroup var comparing: CompareOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        let session = try await QuerySession.open(filters.filters, store: storeOptions, in: context)
        let keys = grouping.keys(fiscalYearStart: session.settings.configuration.fiscalYearStart)
        let query = try session.query(grouping: keys, me: session.me(in: context))
        let columns = comparing.compare == nil ? FactColumn.reviewing : FactColumn.reviewing.union(FactColumn.reviewing)
        let table = try await session.table(columns.needed(by: query))
        let report = try table.reviews(query)
        let comparison = try comparing.comparison(
            of: query, in: table, metrics: PeriodComparison.reviews, settings: session.settings)
        let result = RenderedResult(report, header: session.header(period: report.period)).comparing(comparison)
        try context.print(result, as: output.format)
        return .success
    }
}
