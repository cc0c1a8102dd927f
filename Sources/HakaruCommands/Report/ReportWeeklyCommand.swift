import ArgumentParser
import HakaruEngine
import HakaruModel
import HakaruReporter
import HakaruSystem

/// The forms of a report.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
    /// Markdown, for an issue or a retrospective.
    case markdown
    /// One self-contained HTML file with charts, for a browser or a printer.
    case html
    /// One JSON object, `hakaru.weekly_summary/1`.
    case json
    /// A message of Slack's Block Kit, in JSON.
    case slack
    /// Plain text.
    case text
}

extension Language: ExpressibleByArgument {}

/// `hakaru report weekly`.
struct ReportWeeklyCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "weekly", abstract: "Write the summary of a week: what happened, how long it took, what waits.",
        discussion:
            "Without --week: the last complete week. The same store, configuration and --as-of give the same bytes.")

    @Option(name: .long, help: ArgumentHelp("The ISO week, such as 2026-W47.", valueName: "week"))
    var week: String?

    @Option(
        name: [.customShort("R"), .customLong("repo")],
        help: ArgumentHelp("Only this repository; repeatable.", valueName: "owner/name"))
    var repositories: [String] = []

    @Option(name: .long, help: "The language; default: the configuration's `lang`.")
    var lang: Language?

    @Flag(name: .customLong("include-bots"), help: "Count what bots opened, too.")
    var includeBots = false

    @Option(
        name: .customLong("integration-branch"),
        help: ArgumentHelp("Take this branch for the one where finished work lands; repeatable.", valueName: "name"))
    var integrationBranches: [String] = []

    @Option(
        name: .customLong("as-of"),
        help: ArgumentHelp("Answer with what was known then; default: the last complete sync.", valueName: "instant"))
    var asOf: String?

    @Option(name: .long, help: "How to write it.")
    var format: ReportFormat = .markdown

    @OptionGroup var storeOptions: StoreOptions

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        var filters = QueryFilters()
        filters.repositories = repositories
        filters.week = week
        filters.asOf = asOf
        filters.integrationBranches = integrationBranches
        let session = try await QuerySession.open(filters, store: storeOptions, in: context)
        let zone = session.settings.zone
        let chosen = try week.map(PeriodReader.week)
        let builder = SummaryBuilder(
            engine: session.engine, scope: session.scope, zone: zone, configuration: session.settings.configuration,
            calendar: session.settings.workingCalendar, includesBots: includeBots)
        let summary = try await builder.summary(of: chosen ?? ISOWeek(containing: context.now(), in: zone).previous)
        let page = SummaryPage(summary, incomplete: session.header().incomplete, zone: zone, flags: flags)
        try context.print(page, as: format, in: lang ?? session.settings.configuration.language)
        return .success
    }

    /// The flags that a command needs to speak of the same, but for the week.
    private var flags: [String] {
        repositories.map { "-R \($0)" } + integrationBranches.map { "--integration-branch \(ShellWord.quoted($0))" }
            + (asOf.map { ["--as-of \(ShellWord.quoted($0))"] } ?? []) + (includeBots ? ["--include-bots"] : [])
    }
}

extension CommandContext {
    /// Prints a summary in the form that was asked for.
    func print(_ page: SummaryPage, as format: ReportFormat, in language: Language) throws {
        switch format {
        case .markdown: try output.write(page.markdown(in: language))
        case .html: try output.write(page.html(in: language))
        case .json: try output.write(page.json.text(.indented) + [0x0A])
        case .slack: try output.write(page.slack(in: language).text(.indented) + [0x0A])
        case .text: try output.write(page.text(in: language))
        }
    }
}
