import HakaruModel

extension ConfigurationNode {
    /// A list of texts, or one text.
    func texts() throws(ConfigurationError) -> [String] {
        try listOrSingle().map { item throws(ConfigurationError) in try item.text() }
    }

    /// A list of branch names and patterns, or one of them.
    func branchPatterns() throws(ConfigurationError) -> [BranchPattern] {
        try listOrSingle().map { item throws(ConfigurationError) in
            guard let pattern = BranchPattern(try item.text()) else { throw item.error("'\(path)' has an empty entry") }
            return pattern
        }
    }

    /// A repository as `owner/name`.
    func repository() throws(ConfigurationError) -> RepositoryID {
        let text = try text()
        guard let repository = RepositoryID(text) else {
            throw error("'\(text)' is not a repository", suggestion: "Write it as owner/name.")
        }
        return repository
    }

    /// A day such as `2026-04-01`.
    func date() throws(ConfigurationError) -> CivilDate {
        let text = try text()
        guard let date = CivilDate(iso: text) else {
            throw error("'\(path)' is not a day: '\(text)'", suggestion: "Write it as 2026-04-01.")
        }
        return date
    }

    /// An e-mail address: something on both sides of one `@`, and no space.
    func emailAddress() throws(ConfigurationError) -> String {
        let text = try text()
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), !text.utf8.contains(0x20) else {
            throw error("'\(text)' is not an e-mail address", suggestion: "Write it as name@host.")
        }
        return text
    }

    /// A team: people with their times, repositories, and parts of repositories.
    func team() throws(ConfigurationError) -> Team {
        let keys = try mapping(["name", "people", "repositories", "paths"])
        guard let name = keys["name"] else { throw error("an entry of 'teams' needs a 'name'") }
        return Team(
            name: try name.text(),
            members: try keys["people"]?.listOrSingle().map { item throws(ConfigurationError) in try item.member() }
                ?? [],
            repositories: try keys["repositories"]?.listOrSingle().map { item throws(ConfigurationError) in
                try item.repository()
            } ?? [],
            paths: try keys["paths"]?.listOrSingle().map { item throws(ConfigurationError) in try item.teamPath() }
                ?? [])
    }

    /// A GitHub App: its id, its key file and perhaps its installation.
    func githubApp() throws(ConfigurationError) -> Configuration.App {
        let keys = try mapping(["id", "key_file", "installation"])
        guard let id = keys["id"], let file = keys["key_file"] else {
            throw error("'github_app' needs an 'id' and a 'key_file'")
        }
        let path = try file.text()
        guard path.hasPrefix("/") else {
            throw file.error("'key_file' is not an absolute path: '\(path)'", suggestion: "Write it from the root on.")
        }
        return Configuration.App(
            id: try id.text(), keyFile: path,
            installation: try keys["installation"].map { node throws(ConfigurationError) in
                Int64(try node.integer(in: 1...Int.max))
            })
    }

    private func member() throws(ConfigurationError) -> Team.Member {
        guard isMapping else { return Team.Member(person: try text()) }
        let keys = try mapping(["name", "from", "until"])
        guard let name = keys["name"] else { throw error("a person of a team needs a 'name'") }
        return Team.Member(person: try name.text(), from: try keys["from"]?.date(), until: try keys["until"]?.date())
    }
}
