import ArgumentParser
import HakaruEngine
import HakaruModel
import HakaruReporter
import HakaruStore
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

    @Flag(
        name: .long,
        help: "Freeze the week and send it where the configuration's `report.deliver` says, instead of printing it.")
    var deliver = false

    @Flag(name: .customLong("dry-run"), help: "With --deliver: change and send nothing, print what would go where.")
    var dryRun = false

    @OptionGroup var access: AccessOptions
    @OptionGroup var storeOptions: StoreOptions

    func validate() throws {
        guard !dryRun || deliver else { throw ValidationError("--dry-run needs --deliver.") }
        guard !deliver || !isShaped else {
            throw ValidationError(
                "A week is delivered as the configuration says: leave -R, --include-bots, --integration-branch and "
                    + "--as-of out.")
        }
    }

    /// Whether flags ask for other numbers than those that are delivered.
    private var isShaped: Bool {
        !repositories.isEmpty || !integrationBranches.isEmpty || includeBots || asOf != nil
    }

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        if deliver {
            return try await ReportDelivery(
                week: try week.map(PeriodReader.week), isDryRun: dryRun, language: lang, access: access,
                options: storeOptions
            ).run(in: context)
        }
        var filters = QueryFilters()
        filters.repositories = repositories
        filters.week = week
        filters.asOf = asOf
        filters.integrationBranches = integrationBranches
        var session = try await QuerySession.open(filters, store: storeOptions, in: context)
        let last = ISOWeek(containing: context.now(), in: session.settings.zone).previous
        let chosen = try week.map(PeriodReader.week) ?? last
        let frozen = isShaped ? nil : try await session.frozen(chosen)
        if let frozen {
            // A delivered week speaks of the instant of its freeze, so that it reads the same ever after.
            filters.asOf = frozen.week.asOf.description
            session = try await QuerySession.open(filters, store: storeOptions, in: context)
        }
        var page = try await session.page(
            of: chosen, missing: frozen?.week.reasons ?? [:], includesBots: includeBots, flags: flags)
        if let frozen { page.notes = frozen.notes }
        try context.print(page, as: format, in: lang ?? session.settings.configuration.language)
        return .success
    }

    /// The flags that a command needs to speak of the same, but for the week.
    private var flags: [String] {
        repositories.map { "-R \($0)" } + integrationBranches.map { "--integration-branch \(ShellWord.quoted($0))" }
            + (asOf.map { ["--as-of \(ShellWord.quoted($0))"] } ?? []) + (includeBots ? ["--include-bots"] : [])
    }
}

extension QuerySession {
    /// A week that was delivered, and what is to be said about that; nil where it was not.
    func frozen(_ week: ISOWeek) async throws -> (week: FrozenWeek, notes: SummaryNotes)? {
        guard let reader = engine.store as? any WeekReader,
            let frozen = try await reader.frozenWeeks(since: week).first(where: { $0.week == week })
        else { return nil }
        var notes = SummaryNotes()
        notes.frozenAt = frozen.frozenAt
        notes.isLate = frozen.isLate
        notes.restated = try await reader.restatements(of: week).suffix(1).map(SummaryNotes.Restated.init)
        return (frozen, notes)
    }

    /// The page of a week.
    ///
    /// - Parameters:
    ///   - week: The week.
    ///   - missing: What is missing besides what the store itself knows, with the reasons.
    ///   - includesBots: Whether bots count like people.
    ///   - flags: What a command needs to speak of the same, but for the week.
    /// - Returns: The page, in no language yet.
    /// - Throws: A ``StoreError``, or what deriving the facts throws.
    func page(
        of week: ISOWeek, missing: [RepositoryID: String], includesBots: Bool = false, flags: [String] = []
    ) async throws -> SummaryPage {
        let builder = SummaryBuilder(
            engine: engine, scope: scope, zone: settings.zone, configuration: settings.configuration,
            calendar: try settings.workingCalendar(), includesBots: includesBots)
        let named = missing.sorted { $0.key < $1.key }.map {
            ResultHeader.Incomplete(repository: $0.key, reason: $0.value)
        }
        let others = header().incomplete.filter { missing[$0.repository] == nil }
        return SummaryPage(
            try await builder.summary(of: week), incomplete: named + others, zone: settings.zone, flags: flags)
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
