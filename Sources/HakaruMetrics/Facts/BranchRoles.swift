package import HakaruModel

/// Which branches of a repository are integration branches and which are release branches (`definitions.md` §2).
struct BranchRoles {
    private let integration: [BranchPattern]
    private let release: [BranchPattern]
    private var formerNames: Set<String>
    private var cache: [String: Role] = [:]

    /// What a branch is; a former name of the integration branch is one, and nothing is both.
    enum Role: Hashable {
        case integration
        case release
        case other
    }

    /// Settles the roles by the configuration, else by the branches that exist.
    ///
    /// - Parameters:
    ///   - rules: What the configuration says of the repository.
    ///   - defaultBranch: The branch that the forge shows first; nil for none.
    ///   - existing: The branches that are known to exist.
    init(_ rules: MeasurementRules.Branches, defaultBranch: String?, existing: Set<String>) {
        formerNames = Set(rules.formerNames)
        integration = rules.integration(defaultBranch: defaultBranch, existing: existing)
        if !rules.release.isEmpty {
            release = rules.release
        } else if let defaultBranch, !integration.contains(where: { $0.matches(defaultBranch) }) {
            release = BranchPattern(defaultBranch).map { [$0] } ?? []
        } else {
            release = ["main", "master"].filter(existing.contains).compactMap(BranchPattern.init)
        }
    }

    /// Adds names that the commits prove to be former ones.
    mutating func addFormerNames(_ names: some Sequence<String>) {
        formerNames.formUnion(names)
        cache = [:]
    }

    mutating func role(of branch: String) -> Role {
        if let role = cache[branch] { return role }
        let role: Role =
            if formerNames.contains(branch) || integration.contains(where: { $0.matches(branch) }) {
                .integration
            } else if release.contains(where: { $0.matches(branch) }) {
                .release
            } else {
                .other
            }
        cache[branch] = role
        return role
    }

    mutating func isIntegration(_ branch: String?) -> Bool {
        branch.map { role(of: $0) == .integration } ?? false
    }
}

extension MeasurementRules {
    /// Whether a branch is where finished work of a repository lands, by the configuration or by the branches that exist.
    ///
    /// A former name that only commits prove is not known here.
    package func isIntegrationBranch(_ branch: String, of repository: Repository) -> Bool {
        var roles = BranchRoles(
            branches(of: repository.id), defaultBranch: repository.defaultBranch, existing: repository.knownBranches)
        return roles.isIntegration(branch)
    }
}
