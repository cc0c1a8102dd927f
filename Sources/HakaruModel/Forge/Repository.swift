/// A repository as its forge describes it.
package struct Repository: Hashable, Sendable {
    /// The forge's identity, which a rename or a transfer does not change.
    package var forgeID: ForgeID
    /// The name at the last sync.
    package var id: RepositoryID
    /// The branch that the forge shows first; nil where the repository has no commit yet.
    package var defaultBranch: String?
    /// The branches that exist, as far as they were asked for: the configured integration and release branches and `develop`, `main`, `master`.
    package var knownBranches: Set<String>
    /// Whether it is read-only now.
    package var isArchived: Bool
    /// Whether it was forked from another.
    package var isFork: Bool
    /// Whether only members see it.
    package var isPrivate: Bool
    /// When it was made.
    package var createdAt: Instant

    /// Makes a repository from what the forge tells.
    package init(
        forgeID: ForgeID, id: RepositoryID, defaultBranch: String?, knownBranches: Set<String> = [],
        isArchived: Bool = false, isFork: Bool = false, isPrivate: Bool = false, createdAt: Instant
    ) {
        self.forgeID = forgeID
        self.id = id
        self.defaultBranch = defaultBranch
        self.knownBranches = knownBranches
        self.isArchived = isArchived
        self.isFork = isFork
        self.isPrivate = isPrivate
        self.createdAt = createdAt
    }
}
