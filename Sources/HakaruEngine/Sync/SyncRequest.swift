package import HakaruModel

/// What to synchronize, and how.
package struct SyncRequest: Sendable {
    /// The repositories, by the names that they have or had.
    package var repositories: [RepositoryID]
    /// The users and organizations whose repositories to synchronize besides.
    package var owners: [RepositoryOwner] = []
    /// The forge's identities of repositories, as far as they are known before they are asked for.
    package var identities: [RepositoryID: ForgeID] = [:]
    /// Whether to fetch everything anew, also what has not changed; nothing that was once seen is lost.
    package var isFull: Bool
    /// Whether to read the first-parent lines of the branches that count.
    package var includesHistory: Bool
    /// Which branches count in a repository, besides its default branch.
    package var branches: @Sendable (RepositoryID) -> [BranchPattern]
    /// What is said about the integration branch of a repository, whose commits are asked for their statuses.
    package var integration: @Sendable (RepositoryID) -> MeasurementRules.Branches
    /// Whether a rule needs the paths that pull requests change, so that those without are fetched again.
    package var needsPaths = false
    /// How large pages are; tests make them small.
    package var settings: SyncSettings

    /// Makes a request.
    package init(
        _ repositories: [RepositoryID], isFull: Bool = false, includesHistory: Bool = true,
        branches: @escaping @Sendable (RepositoryID) -> [BranchPattern] = { _ in SyncRequest.usualBranches },
        integration: @escaping @Sendable (RepositoryID) -> MeasurementRules.Branches = { _ in
            MeasurementRules.Branches()
        },
        settings: SyncSettings = SyncSettings()
    ) {
        self.repositories = repositories
        self.isFull = isFull
        self.includesHistory = includesHistory
        self.branches = branches
        self.integration = integration
        self.settings = settings
    }

    /// The branches that may count where the configuration says nothing.
    package static let usualBranches = ["develop", "main", "master"].compactMap(BranchPattern.init)

    /// A request for what a configuration names.
    ///
    /// - Parameters:
    ///   - repositories: Those to synchronize instead of the configuration's; all of them where empty.
    ///   - owners: Those whose repositories to synchronize besides.
    ///   - rules: The rules for branches.
    ///   - isFull: Whether to fetch everything anew.
    ///   - includesHistory: Whether to read the lines of the branches that count.
    package init(
        _ repositories: [RepositoryID], owners: [RepositoryOwner] = [], rules: MeasurementRules, isFull: Bool = false,
        includesHistory: Bool = true
    ) {
        self.init(
            repositories, isFull: isFull, includesHistory: includesHistory,
            branches: { repository in
                let branches = rules.branches(of: repository)
                let formerNames = branches.formerNames.compactMap { BranchPattern($0) }
                return SyncRequest.usualBranches + branches.integration + branches.release + formerNames
            }, integration: { rules.branches(of: $0) })
        needsPaths = rules.needsPaths
        self.owners = owners
    }
}
