package import HakaruModel

/// What a repository is recognized by in a store: the forge's host and the forge's identity.
package struct RepositoryKey: Hashable, Comparable, Sendable {
    /// The forge's host in lower case, such as `github.com`.
    package let host: String
    /// The forge's identity of the repository.
    package let forgeID: ForgeID

    /// Makes a key.
    package init(host: String, forgeID: ForgeID) {
        self.host = host
        self.forgeID = forgeID
    }

    package static func < (lhs: RepositoryKey, rhs: RepositoryKey) -> Bool {
        (lhs.host, lhs.forgeID) < (rhs.host, rhs.forgeID)
    }
}

/// A repository as a store knows it.
package struct StoredRepository: Hashable, Sendable {
    /// Whether the forge still shows a repository.
    ///
    /// The raw values are stored.
    package enum Presence: String, Sendable, CaseIterable {
        /// The forge showed it at the last sync.
        case visible
        /// The forge no longer shows it to this token: made private, or access was taken away.
        case hidden
        /// The forge says that it is gone.
        case gone
    }

    /// What the forge said last.
    package var repository: Repository
    /// The forge's host in lower case.
    package var host: String
    /// Whether the forge still shows it.
    package var presence: Presence
    /// Grows with each change of what is stored of the repository, its pull requests or its branches; not with a sync
    /// that found nothing new.
    package var revision: Int64

    /// What it is recognized by.
    package var key: RepositoryKey { RepositoryKey(host: host, forgeID: repository.forgeID) }

    /// Makes a stored repository.
    package init(repository: Repository, host: String, presence: Presence = .visible, revision: Int64) {
        self.repository = repository
        self.host = host
        self.presence = presence
        self.revision = revision
    }
}
