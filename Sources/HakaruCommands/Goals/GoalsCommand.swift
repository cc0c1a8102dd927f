import ArgumentParser
import HakaruEngine
import HakaruMetrics
import HakaruModel
import HakaruReporter
import HakaruStore

/// `hakaru goals`.
struct GoalsCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "goals", abstract: "Show how the configured goals stand: value, target, pace, state, guardrails.",
        discussion: """
            Rates and durations are read from the last 4 complete weeks, coverage and levels from their last value, \
            counts from their sum since the start of the goal's year. -R and --team choose the goals that name them. \
            docs/metrics.md#goals says what each state means.
            """)

    @Flag(name: .long, help: "End with 2 when a goal is missed.")
    var check = false

    @Flag(name: .long, help: "Store the baselines as they are now; a change of a stored one is logged.")
    var freeze = false

    @Option(
        name: [.customShort("R"), .customLong("repo")],
        help: ArgumentHelp("Only goals on this repository; repeatable.", valueName: "owner/name"))
    var repositories: [String] = []

    @Option(name: .customLong("team"), help: ArgumentHelp("Only goals of this team; repeatable.", valueName: "name"))
    var teams: [String] = []

    @Option(name: .long, help: ArgumentHelp("As they stood at the end of this ISO week.", valueName: "week"))
    var week: String?

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

    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions

    func validate() throws {
        guard !freeze || (week == nil && asOf == nil && integrationBranches.isEmpty && !includeBots) else {
            throw ValidationError(
                "--freeze stores what the configuration says, as it is now: not with --week, --as-of, "
                    + "--integration-branch or --include-bots.")
        }
    }

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        var filters = QueryFilters()
        filters.week = week
        filters.asOf = asOf
        filters.integrationBranches = integrationBranches
        let session = try await QuerySession.open(filters, store: storeOptions, allowingNoRepository: true, in: context)
        let goals = try chosen(session.settings)
        let builder = GoalBuilder(
            engine: session.engine, scope: session.scope, zone: session.settings.zone,
            fiscalYearStart: session.settings.configuration.fiscalYearStart, includesBots: includeBots)
        let end = week == nil ? nil : session.period.end
        // What people record does not wait for a sync.
        let recorded = end ?? (asOf == nil ? context.now() : nil)
        var report = try await builder.report(on: goals, at: end, recordedUntil: recorded)
        if freeze {
            let store = try SQLiteStore(path: session.settings.storePath, mode: .create)
            let added = try await store.freeze(builder.baselines(of: report, frozenAt: context.now()))
            if !storeOptions.quiet { context.say("Baselines frozen: \(added.count).") }
            report = try await builder.report(on: goals, at: end, recordedUntil: recorded)
        }
        try context.print(RenderedResult(report, header: session.header()), as: output.format)
        return check && report.hasMissed ? .notMet : .success
    }

    /// The goals that the flags choose; all without flags.
    private func chosen(_ settings: Settings) throws -> [Goal] {
        let goals = settings.configuration.goals
        guard !goals.isEmpty else {
            throw UsageError(
                summary: "No goals are configured.",
                hint: "Write them under `goals:`; docs/configuration.md#goals shows how.")
        }
        let names = try repositories.map(RepositoryArgument.parse)
        guard !names.isEmpty || !teams.isEmpty else { return goals }
        let chosen = goals.filter { goal in
            if let team = goal.scope.team, teams.contains(team) { return true }
            return goal.scope.repositories.contains { names.contains($0) }
        }
        guard !chosen.isEmpty else {
            throw UsageError(
                summary: "No goal names \((repositories + teams).joined(separator: ", ")).",
                hint: "`hakaru goals` without -R and --team shows all.")
        }
        return chosen
    }
}
