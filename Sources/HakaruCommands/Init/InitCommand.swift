import ArgumentParser
import HakaruModel
import HakaruSystem

/// `hakaru init`.
struct InitCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Write a configuration for this checkout.",
        discussion: """
            Finds the repository in the git remote `origin` and takes `develop` for the integration branch where the \
            remote has it. On a terminal it asks at most four questions; a flag answers one beforehand.
            """)

    @Option(
        name: [.customShort("R"), .customLong("repo")],
        help: ArgumentHelp("The repository to collect; repeatable.", valueName: "owner/name"))
    var repositories: [String] = []

    @Option(
        name: .customLong("integration-branch"),
        help: ArgumentHelp("The branch where finished work lands.", valueName: "name"))
    var integrationBranch: String?

    @Option(name: .customLong("time-zone"), help: ArgumentHelp("The reporting time zone.", valueName: "zone"))
    var timeZone: String?

    @Option(name: .long, help: ArgumentHelp("The language of the reports: en or ja.", valueName: "lang"))
    var lang: String?

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("Where to write it; default: hakaru.yml at the root of the checkout.", valueName: "path"))
    var output: String?

    @Flag(name: .customLong("no-input"), help: "Ask nothing; take what is found.")
    var noInput = false

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        let checkout = await Checkout.find(in: context.workingDirectory, environment: context.environment)
        let path =
            output.map { Settings.absolute($0, in: context) }
            ?? "\(checkout?.root ?? context.workingDirectory)/hakaru.yml"
        guard FileInfo(at: path) == nil else {
            throw UsageError(summary: "\(path) is there already.", hint: "Edit it, or give --output another path.")
        }
        let prompter = Prompter(
            isInteractive: !noInput && StandardStream.input.isTerminal && context.isErrorTerminal, context: context)
        let template = try answers(checkout, prompter: prompter, in: context)
        try FileSystem.write(Array(template.text.utf8), to: path, mode: 0o644)
        context.say("Wrote \(path).")
        if let checkout, checkout.host != "github.com" {
            context.say(
                "\(checkout.host) is not github.com: add api_url: https://\(checkout.host)/api/v3 to your own hakaru.yml."
            )
        }
        context.say("Next: hakaru sync")
        return .success
    }

    /// The flags' answers, then what the checkout tells, then what the person says.
    private func answers(
        _ checkout: Checkout?, prompter: Prompter, in context: CommandContext
    ) throws -> ConfigurationTemplate {
        var names = repositories
        if names.isEmpty {
            let found = checkout?.repository.description
            names = prompter.ask("Repositories (owner/name, separated by spaces)", default: found)
                .split { $0 == " " || $0 == "," }.map(String.init)
        }
        guard !names.isEmpty else {
            throw UsageError(
                summary: "No repository was given, and this is no checkout with a remote `origin` that names one.",
                hint: "Give -R owner/name.")
        }
        let parsed = try names.map { name in
            guard let repository = RepositoryID(name) else {
                throw UsageError(summary: "'\(name)' is not a repository.", hint: "Write it as owner/name.")
            }
            return repository
        }
        let branch =
            integrationBranch
            ?? prompter.ask(
                "Branch where finished work lands (empty: develop, else the default branch)",
                default: checkout?.hasDevelop == true ? "develop" : "")
        let zones = ZoneDatabase(environment: context.environment)
        let zone = timeZone ?? prompter.ask("Time zone", default: zones.localZoneName() ?? "UTC")
        _ = try zones.rules(for: zone, setting: "--time-zone")
        let languageName =
            lang ?? prompter.ask("Language of the reports (en, ja)", default: zone == "Asia/Tokyo" ? "ja" : "en")
        guard let language = Language(rawValue: languageName) else {
            throw UsageError(summary: "There is no language '\(languageName)'.", hint: "Use en or ja.")
        }
        return ConfigurationTemplate(
            repositories: parsed, integrationBranch: branch.isEmpty ? nil : branch, timeZone: zone, language: language)
    }
}

/// Asks on standard error and reads the answer from standard input; answers with the default where nobody is there.
struct Prompter {
    /// Whether a person can answer.
    let isInteractive: Bool
    /// Where the questions go.
    let context: CommandContext

    /// One question; an empty answer is the default.
    func ask(_ question: String, default answer: String?) -> String {
        let fallback = answer ?? ""
        guard isInteractive else { return fallback }
        context.say("\(question)\(fallback.isEmpty ? "" : " [\(fallback)]"): ")
        guard let line = readLine(strippingNewline: true) else { return fallback }
        let trimmed = line.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
        return trimmed.isEmpty ? fallback : trimmed
    }
}
