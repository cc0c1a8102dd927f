import ArgumentParser
import HakaruMetrics
import HakaruModel
import HakaruReporter

/// `hakaru lead-time`.
struct LeadTimeCommand: ContextCommand {
    static let memoryUse = MemoryUse.largeTables

    static let configuration = CommandConfiguration(
        commandName: "lead-time",
        abstract: "Measure the time from the first commit to the integration branch, and its stages.",
        discussion: """
            Over what was integrated in each period: median, p75, p90 and mean, and the medians of the stages coding, \
            pickup, review, merge and integration. Without flags: the last 8 complete weeks of all repositories.
            """)

    @OptionGroup var filters: FilterOptions
    @OptionGroup var grouping: GroupingOptions
    @OptionGroup var comparing: CompareOptions
    @OptionGroup var working: WorkingTimeOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        let session = try await QuerySession.open(filters.filters, store: storeOptions, in: context)
        let keys = grouping.keys(fiscalYearStart: session.settings.configuration.fiscalYearStart)
        let query = try session.query(grouping: keys, me: session.me(in: context))
        let calendar = try working.calendar(session.settings)
        let columns = comparing.compare == nil ? FactColumn.leadTime : FactColumn.reviewing.union(FactColumn.leadTime)
        let table = try await session.table(columns.needed(by: query))
        let report = try table.leadTime(query, calendar: calendar)
        let comparison = try comparing.comparison(
            of: query, in: table, metrics: PeriodComparison.leadTime, settings: session.settings)
        let header = session.header(period: report.period)
        let result = RenderedResult(report, header: header, calendar: calendar).comparing(comparison)
        try context.print(result, as: output.format)
        return .success
    }
}
