import ArgumentParser
import HakaruEngine
import HakaruMetrics
import HakaruModel
import HakaruReporter

/// `hakaru in-progress`.
struct InProgressCommand: ContextCommand {
    static let memoryUse = MemoryUse.largeTables

    static let configuration = CommandConfiguration(
        commandName: "in-progress", abstract: "List what is open, oldest first, and what is merged and on its way.",
        discussion: "At the end of the period of the flags; without them, now.")

    @OptionGroup var filters: FilterOptions
    @OptionGroup var grouping: GroupingOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        let session = try await QuerySession.open(filters.filters, store: storeOptions, in: context)
        let keys = grouping.by.map { $0.key(fiscalYearStart: session.settings.configuration.fiscalYearStart) }
        var query = try session.query(grouping: keys, me: session.me(in: context))
        query.period = session.periodUntilNow(at: session.scope.asOf)
        let report = try await session.table(FactColumn.inProgress.needed(by: query)).inProgress(query)
        try context.print(
            RenderedResult(report, header: session.header(period: report.report.period)), as: output.format)
        return .success
    }
}
