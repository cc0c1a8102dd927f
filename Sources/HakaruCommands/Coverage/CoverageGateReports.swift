import ArgumentParser
import HakaruCoverage
import HakaruModel
import HakaruReporter
import HakaruSystem

extension CommentKey: ExpressibleByArgument {
    /// Takes a key from a command line; nil for one that may not be.
    package init?(argument: String) { self.init(argument) }
}

/// What a gate writes beside its verdict.
struct CoverageGateReports: ParsableArguments {
    @Option(
        name: .long, help: ArgumentHelp("Write the verdict as JUnit XML.", valueName: "file"), completion: .file())
    var junit: String?

    @Option(
        name: .long, help: ArgumentHelp("Write the places of the change as SARIF 2.1.0.", valueName: "file"),
        completion: .file())
    var sarif: String?

    @Option(
        name: .customLong("code-quality"),
        help: ArgumentHelp("Write the places of the change as GitLab's code-quality report.", valueName: "file"),
        completion: .file())
    var codeQuality: String?

    @Option(
        name: .long, help: ArgumentHelp("Write the covered share of lines as an SVG badge.", valueName: "file"),
        completion: .file())
    var badge: String?

    @Flag(name: .long, help: "Keep one comment on the pull request up to date.")
    var comment = false

    @Option(
        name: .customLong("pull-request"),
        help: ArgumentHelp("The pull request to comment on; default: that of the job.", valueName: "number"))
    var pullRequest: Int?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What tells several gates of one pull request apart, such as backend.",
            discussion: "Letters, digits, '.', '_', '/' and single '-'.", valueName: "name"))
    var key: CommentKey?

    func validate() throws {
        if let pullRequest, pullRequest < 1 { throw ValidationError("--pull-request must be 1 or more.") }
        if pullRequest != nil, !comment { throw ValidationError("--pull-request has a meaning with --comment only.") }
    }
}

extension CoverageGateReports {
    /// Writes the files that were asked for, and in a job of GitHub Actions annotations, summary and outputs.
    ///
    /// - Throws: What cannot be written; the verdict was printed before.
    func write(_ result: CoverageGateResult, in context: CommandContext) throws {
        let files: [(path: String?, bytes: () -> [UInt8])] = [
            (junit, { result.junit }),
            (sarif, { result.sarif(toolVersion: Version.number, key: key).text(.indented) + [0x0A] }),
            (codeQuality, { result.codeQuality.text(.indented) + [0x0A] }),
            (
                badge,
                {
                    CoverageBadge(label: key?.text ?? "coverage", count: result.lineCount, verdict: result.verdict)
                        .svg
                }
            ),
        ]
        for case (let path?, let bytes) in files {
            try FileSystem.writeOutput(bytes(), to: Settings.absolute(path, in: context))
        }
        guard context.environment["GITHUB_ACTIONS"] == "true" else { return }
        // On standard error, where the runner reads commands, too: standard output may be JSON.
        try context.messages.write(result.annotations)
        if let path = context.environment["GITHUB_STEP_SUMMARY"] {
            let used = Int(clamping: FileInfo(at: path)?.sizeInBytes ?? 0)
            try FileSystem.append(result.stepSummary(after: used), to: path)
        }
        if let path = context.environment["GITHUB_OUTPUT"] {
            var generator = SystemRandomNumberGenerator()
            try FileSystem.append(result.stepOutput(using: &generator), to: path)
        }
    }

    /// The pull request of the option, else that of a job of GitHub Actions, whose ref is `refs/pull/12/merge`.
    func pullRequest(in context: CommandContext) -> Int? {
        if let pullRequest { return pullRequest }
        let parts = (context.environment["GITHUB_REF"] ?? "").split(separator: "/")
        guard parts.count == 4, parts[0] == "refs", parts[1] == "pull" else { return nil }
        return Int(parts[2])
    }
}
