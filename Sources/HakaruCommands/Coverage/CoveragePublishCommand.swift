import ArgumentParser
import HakaruCoverage
import HakaruEngine
import HakaruModel
import HakaruReporter

/// `hakaru coverage publish`.
struct CoveragePublishCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "Write the coverage of a commit to the forge, as commit statuses.",
        discussion: """
            One status for the whole, hakaru/coverage, and one for each component, hakaru/coverage/NAME, with exact \
            counts; `hakaru sync` reads them back where coverage.trusted_creators names who wrote them. \
            Needs a token that may write commit statuses.
            """)

    @Argument(
        help: ArgumentHelp("Coverage files of the commit, all shards of it.", valueName: "file"), completion: .file())
    var files: [String]

    @OptionGroup var place: CoveragePlaceOptions
    @OptionGroup var paths: CoveragePathOptions
    @OptionGroup var access: AccessOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        let session = try await CoverageSession.open(storeOptions, in: context)
        let configuration = paths.applied(to: session.configuration.coverage)
        let measurement = try await CoverageMeasurement.read(
            session.sources(files), configuration: configuration, in: session.repository)
        let publisher = try await CoveragePublisher.find(place, access, session: session, in: context)
        let publication = try CoveragePublication(measurement, link: publisher.link)
        try await publisher.publish(publication, in: context)
        try context.print(
            RenderedResult(
                published: publication.statuses, on: publisher.commit, of: publisher.repository), as: output.format)
        return .success
    }
}
