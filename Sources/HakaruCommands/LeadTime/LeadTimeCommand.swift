import ArgumentParser
import HakaruMetrics
import HakaruModel
import HakaruReporter

/// `hakaru lead-time`.
struct LeadTimeCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "lead-time",
        abstract: "Measure the time from the first commit to the integration branch, and its stages.",
        discussion: """
            Over what was integrated in each period: median, p75, p90 and mean, and the medians of the stages coding, \
            pickup, review, merge and integration. Without flags: the last 8 complete weeks of all repositories.
            """)

    @OptionGroup var filters: FilterOptions
    @OptionGroup var grouping: GroupingOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        let session = try await QuerySession.open(filters.filters, store: storeOptions, in: context)
        let keys = grouping.keys(fiscalYearStart: session.settings.configuration.fiscalYearStart)
        let query = try session.query(grouping: keys, me: session.me(in: context))
        let report = try await session.table(FactColumn.leadTime.needed(by: query)).leadTime(query)
        try context.print(RenderedResult(report, header: session.header(period: report.period)), as: output.format)
        return .success
    }
}
