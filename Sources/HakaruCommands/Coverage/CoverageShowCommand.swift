import ArgumentParser
import HakaruCoverage
import HakaruEngine
import HakaruModel
import HakaruReporter

/// `hakaru coverage show`.
struct CoverageShowCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show what coverage files say, united by file and line.",
        discussion: "Paths stay as the files spell them. Needs no repository, no store and no network.")

    @Argument(help: ArgumentHelp("Coverage files of one commit.", valueName: "file"), completion: .file())
    var files: [String]

    @Flag(name: .long, help: "The totals alone, without the files.")
    var totals = false

    @OptionGroup var output: OutputOptions

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        let sources = files.map { CoverageReports.Source(name: $0, path: Settings.absolute($0, in: context)) }
        let report = try CoverageReports.read(sources).united()
        try context.print(RenderedResult(report, showsFiles: !totals), as: output.format)
        return .success
    }
}
