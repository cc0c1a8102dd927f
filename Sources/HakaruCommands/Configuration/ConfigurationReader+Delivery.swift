import HakaruModel

extension ConfigurationReader {
    /// Paths that enter no size, and how work with a machine's help is recognized.
    static func readChanges(
        _ values: [String: ConfigurationNode], into result: inout Configuration
    ) throws(ConfigurationError) {
        if let node = values["generated_paths"] { result.generatedPaths = try node.pathPatterns() }
        if let node = values["ai_accounts"] {
            result.aiAccounts = try node.listOrSingle().map { item throws(ConfigurationError) in
                guard let pattern = AccountPattern(try item.text()) else {
                    throw item.error("'ai_accounts' has an empty entry")
                }
                return pattern
            }
        }
        if let node = values["ai_branches"] { result.aiBranches = try node.branchPatterns() }
    }

    /// What a deployment is, and what says that it failed.
    static func readDelivery(
        _ values: [String: ConfigurationNode], into result: inout Configuration
    ) throws(ConfigurationError) {
        guard let node = values["delivery"] else { return }
        let keys = try node.mapping(["source", "environments", "prereleases", "hotfix_branches", "hotfix_labels"])
        var rules = DeliveryRules()
        if let node = keys["source"] {
            let name = try node.text()
            guard let source = DeliveryRules.Source(rawValue: name) else {
                throw node.error(
                    "'source' of 'delivery' cannot be '\(name)'", suggestion: "Use deployments or releases.")
            }
            rules.source = source
        }
        if let node = keys["environments"] {
            rules.environments = try node.listOrSingle().map { item throws(ConfigurationError) in
                guard let pattern = AccountPattern(try item.text()) else {
                    throw item.error("'environments' has an empty entry")
                }
                return pattern
            }
        }
        if let node = keys["prereleases"] { rules.countsPrereleases = try node.flag() }
        if let node = keys["hotfix_branches"] { rules.hotfixBranches = try node.branchPatterns() }
        if let node = keys["hotfix_labels"] { rules.hotfixLabels = try node.texts() }
        result.delivery = rules
    }
}

extension ConfigurationNode {
    /// A pattern of paths such as `api/**`.
    func pathPattern() throws(ConfigurationError) -> PathPattern {
        guard let pattern = PathPattern(try text()) else { throw error("'\(path)' has an empty entry") }
        return pattern
    }

    /// A team's part of every repository, or of one.
    func teamPath() throws(ConfigurationError) -> Team.Path {
        guard isMapping else { return Team.Path(pattern: try pathPattern()) }
        let keys = try mapping(["repository", "path"])
        guard let path = keys["path"] else { throw error("an entry of 'paths' needs a 'path'") }
        return Team.Path(repository: try keys["repository"]?.repository(), pattern: try path.pathPattern())
    }
}
