import ArgumentParser
import HakaruCoverage
import HakaruEngine
import HakaruModel
import HakaruReporter
import HakaruStore
import HakaruSystem

/// `hakaru coverage gate`.
struct CoverageGateCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "gate", abstract: "Judge coverage by rules: passed, failed, not applicable or cannot tell.",
        discussion: """
            Ends with 0 when it passed or has nothing to judge, 2 when it failed, 3 when it cannot tell. \
            The rules are those of coverage.rules in hakaru.yml and of the flags. Needs no network, \
            and the store for --no-decrease alone, where no --base-report is given.
            """)

    @Argument(
        help: ArgumentHelp("Coverage files of the commit, all shards of it.", valueName: "file"), completion: .file())
    var files: [String]

    @OptionGroup var ruleOptions: CoverageRuleOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The branch that the change is to be merged into, such as origin/develop.",
            discussion: "Default in a pull request's job: the branch that GitHub Actions or GitLab names.",
            valueName: "ref"))
    var base: String?

    @Option(
        name: .customLong("base-report"),
        help: ArgumentHelp("A coverage file of the merge base, for --no-decrease; repeatable.", valueName: "file"),
        completion: .file())
    var baseReports: [String] = []

    @Option(
        name: .customLong("config-from"),
        help: ArgumentHelp(
            "Read rules and components from the configuration at this branch or commit.",
            discussion: "So that a change can't lower the bar that it is judged by.", valueName: "ref"))
    var configFrom: String?

    @Flag(name: .long, help: "Write the verdict and the counts to the forge, as commit statuses.")
    var publish = false

    @OptionGroup var reports: CoverageGateReports
    @OptionGroup var place: CoveragePlaceOptions
    @OptionGroup var access: AccessOptions
    @OptionGroup var paths: CoveragePathOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        let session = try await CoverageSession.open(storeOptions, in: context)
        var coverage = session.configuration.coverage
        if let configFrom { coverage = try await session.coverageConfiguration(from: configFrom) }
        coverage = paths.applied(to: coverage)
        var request = CoverageGateVerb.Request(
            reports: session.sources(files), rules: try ruleOptions.rules(coverage), configuration: coverage)
        if let base = base ?? CoverageGateCommand.pullRequestBase(context) { request.base = .known(base) }
        request.baseReports = session.sources(baseReports)
        if baseReports.isEmpty, request.rules.contains(where: { $0.kind == .noDecrease }) {
            request.samples = try await samples(in: context)
        }
        var result = try await CoverageGateVerb(repository: session.repository).run(request)
        result.loweredBars = try await loweredBars(result, session: session, in: context)
        try context.print(result, as: output.format)
        try reports.write(result, in: context)
        if reports.comment {
            await CoverageGateComment(
                reports: reports, repository: place.repository, access: access, configuration: session.configuration
            ).keep(result, in: context)
        }
        if publish { await publish(result, session: session, in: context) }
        return result.verdict.exitCode
    }

    /// What the change asks less strictly than its merge base; a file there that cannot be read is told, no more.
    private func loweredBars(
        _ result: CoverageGateResult, session: CoverageSession, in context: CommandContext
    ) async throws -> [CoverageGateResult.LoweredBar] {
        guard let change = result.change else { return [] }
        do {
            guard let before = try await session.coverageConfiguration(at: change.mergeBase) else { return [] }
            return CoverageGate.loweredBars(from: before, to: session.configuration.coverage)
        } catch let error as ConfigurationError {
            context.say("hakaru: whether the change lowers a bar is not known: \(error.summary)")
            return []
        }
    }

    /// Publishes a verdict; where that fails, it says so and changes nothing: a fork's token may only read.
    private func publish(_ result: CoverageGateResult, session: CoverageSession, in context: CommandContext) async {
        do {
            let publisher = try await CoveragePublisher.find(place, access, session: session, in: context)
            try await publisher.publish(CoveragePublication(result, link: publisher.link), in: context)
        } catch let error as any UserFacingError {
            context.say("hakaru: not published, which changes no verdict: \(error.summary)")
            if let hint = error.hint { context.say("  \(hint)") }
        } catch {
            context.say("hakaru: not published, which changes no verdict.")
        }
    }

    /// The base that the continuous integration names in the job of a pull or merge request.
    private static func pullRequestBase(_ context: CommandContext) -> String? {
        let names = ["GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"]
        return names.lazy.compactMap { context.environment[$0] }.first { !$0.isEmpty }.map { "origin/\($0)" }
    }

    /// The samples that the store has of the repository.
    private func samples(in context: CommandContext) async throws -> GateFact<[CoverageSample]> {
        guard let name = try await CoverageRepository.name(given: place.repository, in: context) else {
            return .missing(
                "no repository was named whose samples to compare with; give --base-report FILE or -R owner/name")
        }
        let path = try Settings.storePath(storeOptions, in: context)
        let store: SQLiteStore
        do throws(StoreError) {
            store = try SQLiteStore(path: path, mode: .existing)
        } catch {
            // A pattern in the `catch` itself would crash the compiler (Swift 6.3.1).
            guard case .missing(let path) = error else { throw error }
            return .missing("there is no store at \(path) with coverage of the base; give --base-report FILE")
        }
        guard let known = try await store.repositories().first(where: { $0.repository.id == name }) else {
            return .missing("the store does not know \(name); give --base-report FILE")
        }
        return .known(try await store.coverageSamples(of: known.key))
    }
}

extension CommandContext {
    /// Prints a verdict in the form that was asked for.
    fileprivate func print(_ result: CoverageGateResult, as format: OutputFormat) throws {
        switch format {
        case .table: try output.write(result.text(width: terminalWidth))
        case .markdown: try output.write(result.markdown)
        case .json: try output.write(result.json.text(.indented) + [0x0A])
        case .ndjson: try output.write(result.records.ndjsonText)
        case .csv: try output.write(result.records.csvText)
        }
    }
}
