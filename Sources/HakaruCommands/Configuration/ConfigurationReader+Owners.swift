import HakaruModel

extension ConfigurationReader {
    /// Reads whose repositories to collect; a file that names organizations replaces those of a weaker one, not the users.
    static func readOwners(
        _ values: [String: ConfigurationNode], into result: inout Configuration
    ) throws(ConfigurationError) {
        for kind in RepositoryOwner.Kind.allCases {
            guard let node = values[kind.rawValue] else { continue }
            result.owners.removeAll { $0.kind == kind }
            for item in try node.listOrSingle() {
                let owner = try item.owner(kind)
                guard !result.owners.contains(where: { $0.login.lowercased() == owner.login.lowercased() }) else {
                    throw item.error("'\(owner.login)' stands there twice", suggestion: "Keep one of the two.")
                }
                result.owners.append(owner)
            }
        }
    }
}

extension ConfigurationNode {
    /// A user or an organization: its name alone, or with what is collected of it.
    fileprivate func owner(_ kind: RepositoryOwner.Kind) throws(ConfigurationError) -> RepositoryOwner {
        guard isMapping else { return RepositoryOwner(kind, try login()) }
        let keys = try mapping(["name", "include", "exclude", "archived", "forks"])
        guard let name = keys["name"] else { throw error("an entry of '\(kind.rawValue)' needs a 'name'") }
        return RepositoryOwner(
            kind, try name.login(), included: try keys["include"]?.repositoryPatterns() ?? [],
            excluded: try keys["exclude"]?.repositoryPatterns() ?? [],
            takesArchived: try keys["archived"]?.flag() ?? false, takesForks: try keys["forks"]?.flag() ?? false)
    }

    private func login() throws(ConfigurationError) -> String {
        let login = try text()
        // What can stand before the slash of a repository's name can be the name of an owner.
        guard RepositoryID("\(login)/x") != nil else {
            throw error("'\(login)' is not the name of an account", suggestion: "Write the name alone, such as acme.")
        }
        return login
    }

    private func repositoryPatterns() throws(ConfigurationError) -> [RepositoryPattern] {
        try listOrSingle().map { item throws(ConfigurationError) in
            let text = try item.text()
            guard let pattern = RepositoryPattern(text) else {
                throw item.error(
                    "'\(text)' is not a pattern of repository names",
                    suggestion: "Write the name without its owner, such as '*-sandbox'.")
            }
            return pattern
        }
    }
}
