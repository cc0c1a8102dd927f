import ArgumentParser
import HakaruCoverage
import HakaruEngine
import HakaruModel
import HakaruReporter
import HakaruStore
import HakaruSystem

/// `hakaru coverage record`.
struct CoverageRecordCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Keep the coverage of a commit in the store, for the trend.",
        discussion: """
            Records the whole and each component of the configuration. The repository must have been synced once. \
            Where the store lies elsewhere, use `hakaru coverage publish` instead.
            """)

    @Argument(
        help: ArgumentHelp("Coverage files of the commit, all shards of it.", valueName: "file"), completion: .file())
    var files: [String] = []

    @Option(
        name: .customLong("import"),
        help: ArgumentHelp("Take samples from this CSV file instead of reports.", valueName: "file"),
        completion: .file(extensions: ["csv"]))
    var importFile: String?

    @Option(
        name: [.customShort("R"), .customLong("repo")],
        help: ArgumentHelp("The repository; default: the remote origin.", valueName: "owner/name"))
    var repository: String?

    @Option(name: .long, help: ArgumentHelp("The commit; default: the one that is checked out.", valueName: "sha"))
    var commit: String?

    @Option(name: .long, help: ArgumentHelp("The branch; default: the one that is checked out.", valueName: "name"))
    var branch: String?

    @Option(name: .long, help: ArgumentHelp("When it was measured; default: now.", valueName: "instant"))
    var at: String?

    @OptionGroup var paths: CoveragePathOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions

    func validate() throws {
        guard files.isEmpty != (importFile == nil) else {
            throw ValidationError("Give coverage files, or --import with a file of samples.")
        }
        if importFile != nil, commit != nil || branch != nil || at != nil {
            throw ValidationError("--import names commit, branch and instant in the file itself.")
        }
    }

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        let settings = try Settings.load(storeOptions, in: context)
        guard let name = try await CoverageRepository.name(given: repository, in: context) else {
            throw UsageError(
                summary: "No repository was named, and no remote origin names one.", hint: "Give -R owner/name.")
        }
        let samples: [CoverageSample]
        if let importFile {
            let bytes = try FileSystem.read(
                Settings.absolute(importFile, in: context), limitInBytes: CoverageRecordCommand.importLimit)
            samples = try CoverageSampleFile.read(bytes, name: importFile, repository: name)
        } else {
            samples = try await measured(name, zone: settings.zone, in: context)
        }
        let store = try SQLiteStore(path: settings.storePath, mode: .existing)
        let known = try await store.repositories()
        try store.close()
        guard let stored = known.first(where: { $0.repository.id == name }) else {
            throw known.isEmpty
                ? EngineError.emptyStore : EngineError.unknownRepository(name, known: known.map(\.repository.id))
        }
        let writing = try SQLiteStore(path: settings.storePath, mode: .create)
        let count = try await writing.save(samples, of: stored.key)
        try writing.close()
        try context.print(RenderedResult(recorded: samples, new: count), as: output.format)
        return .success
    }

    /// The largest file of samples: some ten million lines.
    private static let importLimit = 1 << 30

    private func measured(
        _ repository: RepositoryID, zone: TimeZoneRules, in context: CommandContext
    ) async throws -> [CoverageSample] {
        let session = try await CoverageSession.open(storeOptions, in: context)
        let configuration = paths.applied(to: session.configuration.coverage)
        let measurement = try await CoverageMeasurement.read(
            session.sources(files), configuration: configuration, in: session.repository)
        let instant = try at.map { text throws(UsageError) in
            try PeriodReader(zone: zone, now: context.now()).instant(text, flag: "--at")
        }
        let recording = CoverageRecording(
            repository: repository, commit: try await session.commit(commit),
            branch: try await session.branch(branch), measuredAt: instant ?? context.now())
        return try recording.samples(of: measurement)
    }
}
