import HakaruModel
import HakaruSystem

/// Turns configuration files into one ``HakaruModel/Configuration``: later files win key by key.
struct ConfigurationReader {
    /// Where a file stands, which decides what it may say.
    enum Origin {
        /// In a repository, where a pull request can change it.
        case project
        /// The user's or the machine's own.
        case trusted
    }

    /// What the files read so far say.
    private(set) var configuration = Configuration()
    /// What only trusted files say about delivery; apart, since it holds secrets.
    private(set) var channelAccess = ChannelAccess()

    /// The keys of a file, in the order of the documentation.
    static let keys = [
        "time_zone", "lang", "fiscal_year_start", "integration_branch", "release_branches", "former_branches",
        "repositories", "orgs", "users", "identities", "teams", "people", "bots", "count_comments_as_review",
        "generated_paths", "ai_accounts", "ai_branches", "delivery", "coverage", "custom_metrics", "goals",
        "working_time", "report", "channels", "heartbeat_url", "api_url", "token_command", "github_app",
    ]

    /// The keys that send requests or secrets somewhere or run something; a project's file must not have them.
    static let trustedKeys: Set<String> = ["api_url", "token_command", "github_app", "channels", "heartbeat_url"]

    /// Reads one more file over those before it.
    ///
    /// - Parameters:
    ///   - text: What the file holds.
    ///   - file: The file, for errors.
    ///   - directory: The directory of the file, which its relative paths start from.
    ///   - origin: Who may have written it.
    /// - Throws: ``ConfigurationError``; then nothing of the file is applied.
    mutating func read(
        _ text: String, file: String, directory: String = "/", origin: Origin
    ) throws(ConfigurationError) {
        guard let root = try ConfigurationNode.parse(text, file: file) else { return }
        let values = try root.mapping(ConfigurationReader.keys)
        if origin == .project, let key = values.keys.filter(ConfigurationReader.trustedKeys.contains).min(),
            let node = values[key]
        {
            throw node.error(
                "'\(key)' may not stand in a file of a repository, since a pull request could change it",
                suggestion: "Move it to $XDG_CONFIG_HOME/hakaru/hakaru.yml.")
        }
        var next = configuration
        try ConfigurationReader.readBasics(values, into: &next)
        try ConfigurationReader.readBranches(values, into: &next)
        try ConfigurationReader.readOwners(values, into: &next)
        try ConfigurationReader.readPeople(values, into: &next)
        try ConfigurationReader.readChanges(values, into: &next)
        try ConfigurationReader.readDelivery(values, into: &next)
        try ConfigurationReader.readCoverage(values, into: &next)
        try ConfigurationReader.readGoals(values, into: &next)
        try ConfigurationReader.readWorkingTime(values, into: &next)
        try ConfigurationReader.readAccess(values, into: &next)
        try ConfigurationReader.readReport(values, into: &next, directory: directory, origin: origin)
        var access = channelAccess
        try ConfigurationReader.readChannels(values, into: &access)
        try ConfigurationReader.check(next, values: values, root: root)
        configuration = next
        channelAccess = access
    }

    private static func readBasics(
        _ values: [String: ConfigurationNode], into result: inout Configuration
    ) throws(ConfigurationError) {
        if let node = values["time_zone"] { result.timeZone = try node.text() }
        if let node = values["lang"] {
            let name = try node.text()
            guard let language = Language(rawValue: name) else {
                let known = Language.allCases.map(\.rawValue)
                throw node.error(
                    "'lang' cannot be '\(name)'", suggestion: "Use one of \(known.joined(separator: ", ")).")
            }
            result.language = language
        }
        if let node = values["fiscal_year_start"] {
            let month = try node.integer(in: 1...12)
            if let start = FiscalYear.StartMonth(month: month) { result.fiscalYearStart = start }
        }
        if let node = values["count_comments_as_review"] { result.countsCommentsAsReview = try node.flag() }
    }

    private static func readBranches(
        _ values: [String: ConfigurationNode], into result: inout Configuration
    ) throws(ConfigurationError) {
        if let node = values["integration_branch"] { result.branches.integration = try node.branchPatterns() }
        if let node = values["release_branches"] { result.branches.release = try node.branchPatterns() }
        if let node = values["former_branches"] { result.branches.formerNames = try node.texts() }
        guard let node = values["repositories"] else { return }
        result.repositories = []
        result.branchesByRepository = [:]
        for item in try node.list() {
            guard item.isMapping else {
                result.repositories.append(try item.repository())
                continue
            }
            let keys = try item.mapping(["name", "integration_branch", "release_branches", "former_branches"])
            guard let name = keys["name"] else { throw item.error("an entry of 'repositories' needs a 'name'") }
            let repository = try name.repository()
            result.repositories.append(repository)
            result.branchesByRepository[repository] = MeasurementRules.Branches(
                integration: try keys["integration_branch"]?.branchPatterns() ?? [],
                release: try keys["release_branches"]?.branchPatterns() ?? [],
                formerNames: try keys["former_branches"]?.texts() ?? [])
        }
    }

    private static func readPeople(
        _ values: [String: ConfigurationNode], into result: inout Configuration
    ) throws(ConfigurationError) {
        if let node = values["identities"] {
            result.people = try node.list().map { item throws(ConfigurationError) in
                let keys = try item.mapping(["name", "accounts", "emails"])
                guard let name = keys["name"] else { throw item.error("an entry of 'identities' needs a 'name'") }
                return Configuration.Person(
                    name: try name.text(), accounts: try keys["accounts"]?.texts() ?? [],
                    emails: try keys["emails"]?.listOrSingle().map { item throws(ConfigurationError) in
                        try item.emailAddress()
                    } ?? [])
            }
        }
        if let node = values["teams"] {
            result.teams = try node.list().map { item throws(ConfigurationError) in try item.team() }
        }
        if let node = values["people"] {
            let text = try node.text()
            guard text == "visible" || text == "hidden" else {
                throw node.error("'people' must be 'hidden' or 'visible', not '\(text)'")
            }
            result.showsPeople = text == "visible"
        }
        if let node = values["bots"] {
            result.bots = try node.listOrSingle().map { item throws(ConfigurationError) in
                guard let pattern = AccountPattern(try item.text()) else {
                    throw item.error("'bots' has an empty entry")
                }
                return pattern
            }
        }
    }

    private static func readAccess(
        _ values: [String: ConfigurationNode], into result: inout Configuration
    ) throws(ConfigurationError) {
        if let node = values["api_url"] { result.apiURL = try node.text() }
        if let node = values["token_command"] {
            result.tokenCommand = node.isList ? try node.texts() : try words(of: node)
            guard result.tokenCommand?.first?.isEmpty == false else { throw node.error("'token_command' is empty") }
        }
        if let node = values["github_app"] { result.githubApp = try node.githubApp() }
    }

    /// A command written in one line, split as a shell would, without one.
    private static func words(of node: ConfigurationNode) throws(ConfigurationError) -> [String] {
        let line = try node.text()
        do throws(SystemError) {
            let command = try Command(line: line)
            return [command.program] + command.arguments
        } catch {
            throw node.error("'token_command' cannot be used: \(error.summary)", suggestion: error.hint)
        }
    }

    /// Checks people and teams against each other and names the entry that is wrong.
    private static func check(
        _ configuration: Configuration, values: [String: ConfigurationNode], root: ConfigurationNode
    ) throws(ConfigurationError) {
        do {
            // Two people must not share an address; for that comparison the address itself is hash enough.
            _ = try configuration.organization { Array(Actor.foldedLogin($0).utf8) }
        } catch {
            let list: (String, Int) =
                switch error.place {
                case .identity(let index): ("identities", index)
                case .team(let index), .member(let index, _): ("teams", index)
                }
            let entries = try values[list.0]?.list() ?? []
            let place = entries.indices.contains(list.1) ? entries[list.1] : root
            throw place.error(error.problem, suggestion: error.hint ?? error.remedy)
        }
    }
}
