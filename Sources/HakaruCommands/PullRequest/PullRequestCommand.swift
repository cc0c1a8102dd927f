import ArgumentParser
import HakaruEngine
import HakaruMetrics
import HakaruModel
import HakaruReporter

/// `hakaru pr`.
struct PullRequestCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "pr", abstract: "Show one pull request's line of time: instants, stages, route, what was clamped.")

    @Argument(help: ArgumentHelp("The pull request.", valueName: "owner/name#number"))
    var pullRequest: String

    @Option(
        name: .customLong("integration-branch"),
        help: ArgumentHelp("Take this branch for the one where finished work lands; repeatable.", valueName: "name"))
    var integrationBranches: [String] = []

    @Option(
        name: .customLong("as-of"),
        help: ArgumentHelp("Answer with what was known then; default: the last complete sync.", valueName: "instant"))
    var asOf: String?

    @OptionGroup var working: WorkingTimeOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        let (repository, number) = try PullRequestCommand.parse(pullRequest)
        var filters = QueryFilters()
        filters.repositories = [repository.description]
        filters.integrationBranches = integrationBranches
        filters.asOf = asOf
        let session = try await QuerySession.open(filters, store: storeOptions, in: context)
        let report = try await session.engine.pullRequest(number, of: repository, scope: session.scope)
        let calendar = try working.calendar(session.settings)
        try context.print(RenderedResult(report, header: session.header(), calendar: calendar), as: output.format)
        return .success
    }

    /// Reads `owner/name#12`.
    static func parse(_ text: String) throws(UsageError) -> (RepositoryID, Int) {
        let parts = text.split(separator: "#", omittingEmptySubsequences: false)
        guard parts.count == 2, let repository = RepositoryID(parts[0]), let number = Int(parts[1]), number > 0 else {
            throw UsageError(summary: "'\(text)' is not a pull request.", hint: "Write it as owner/name#12.")
        }
        return (repository, number)
    }
}
