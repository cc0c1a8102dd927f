import ArgumentParser
import HakaruMetrics
import HakaruModel
import HakaruReporter

/// `hakaru reviews`.
struct ReviewsCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "reviews", abstract: "Show how changes are reviewed: waiting, rework, load; without names.",
        discussion: "Without flags: the last 8 complete weeks of all repositories.")

    @OptionGroup var filters: FilterOptions
    @OptionGroup var grouping: GroupingOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        let session = try await QuerySession.open(filters.filters, store: storeOptions, in: context)
        let keys = grouping.keys(fiscalYearStart: session.settings.configuration.fiscalYearStart)
        let query = try session.query(grouping: keys, me: session.me(in: context))
        let report = try await session.table(FactColumn.reviewing.needed(by: query)).reviews(query)
        try context.print(RenderedResult(report, header: session.header(period: report.period)), as: output.format)
        return .success
    }
}
