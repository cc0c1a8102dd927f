import ArgumentParser
import HakaruCoverage
import HakaruEngine
import HakaruModel
import HakaruReporter
import HakaruStore

/// `hakaru coverage trend`.
struct CoverageTrendCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "trend", abstract: "Show how coverage on the integration branch moved, by week.",
        discussion: """
            Without flags: the last 8 complete weeks and the one that is running, of all repositories and components. \
            A week without a sample carries the last one forward; after 8 weeks it is stale.
            """)

    @Option(
        name: [.customShort("R"), .customLong("repo")],
        help: ArgumentHelp("Only this repository; repeatable.", valueName: "owner/name"))
    var repositories: [String] = []

    @Option(
        name: .customLong("component"),
        help: ArgumentHelp("Only this component; `all` is the whole repository; repeatable.", valueName: "name"))
    var components: [String] = []

    @Option(name: .long, help: "What is counted.")
    var measure: CoverageMeasure = .lines

    @Option(name: .long, help: ArgumentHelp("From the week of this day or instant on.", valueName: "date"))
    var since: String?

    @Option(name: .long, help: ArgumentHelp("Up to the start of this day or instant.", valueName: "date"))
    var until: String?

    @Option(name: .long, help: ArgumentHelp("This ISO week, such as 2026-W47.", valueName: "week"))
    var week: String?

    @Option(name: .long, help: ArgumentHelp("The last complete weeks or months, such as 26w or 6m.", valueName: "n"))
    var last: String?

    @Option(
        name: .customLong("as-of"),
        help: ArgumentHelp("Answer with what was known then; default: everything.", valueName: "instant"))
    var asOf: String?

    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        let settings = try Settings.load(storeOptions, in: context)
        let names = try repositories.map(RepositoryArgument.parse)
        let now = context.now()
        let reader = PeriodReader(zone: settings.zone, now: now)
        let instant = try asOf.map { text throws(UsageError) in try reader.instant(text, flag: "--as-of") }
        let period = try period(PeriodReader(zone: settings.zone, now: instant ?? now))
        let store = try SQLiteStore(path: settings.storePath, mode: .existing)
        let scope = try await QueryScope.find(names, asOf: instant, in: store)
        let request = CoverageTrendVerb.Request(
            measure: measure, components: components.map { $0 == "all" ? nil : $0 },
            weeks: ISOWeek.weeks(of: period, in: settings.zone), zone: settings.zone)
        let (report, answeredAsOf) = try await CoverageTrendVerb.run(
            request, scope: scope, configuration: settings.configuration, in: store)
        let header = ResultHeader(
            timeZone: settings.zone.identifier, asOf: answeredAsOf, period: period,
            incomplete: scope.gaps.map { .init(repository: $0.repository, reason: $0.reason) })
        try context.print(RenderedResult(report, header: header), as: output.format)
        return .success
    }

    /// The period of the flags; without any the usual weeks and the running one, since a level needs no whole week.
    private func period(_ reader: PeriodReader) throws -> Period {
        let filters = QueryFilters(since: since, until: until, week: week, last: last)
        let period = try reader.period(filters)
        guard !filters.hasPeriod else { return period }
        let end = ISOWeek(containing: reader.now, in: reader.zone).next.start(in: reader.zone)
        return Period(start: period.start, end: end) ?? period
    }
}
