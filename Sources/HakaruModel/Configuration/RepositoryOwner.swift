/// A user or an organization whose repositories are collected, also those that are made later.
package struct RepositoryOwner: Hashable, Sendable {
    /// What kind of account it is; the raw values are the keys of the configuration.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A company or a project.
        case organization = "orgs"
        /// A person.
        case user = "users"
    }

    /// What kind of account it is.
    package var kind: Kind
    /// The account, in the spelling that was given.
    package var login: String
    /// The names of repositories to collect; all where empty.
    package var included: [RepositoryPattern]
    /// The names of repositories to leave out, even where they are included.
    package var excluded: [RepositoryPattern]
    /// Whether to collect repositories that are read-only now.
    package var takesArchived: Bool
    /// Whether to collect repositories that were forked from others.
    package var takesForks: Bool

    /// Makes an owner; archived repositories and forks are left out unless asked for.
    package init(
        _ kind: Kind, _ login: String, included: [RepositoryPattern] = [], excluded: [RepositoryPattern] = [],
        takesArchived: Bool = false, takesForks: Bool = false
    ) {
        self.kind = kind
        self.login = login
        self.included = included
        self.excluded = excluded
        self.takesArchived = takesArchived
        self.takesForks = takesForks
    }

    /// Whether a repository of this name is wanted, whatever else is true of it.
    package func wants(_ repository: RepositoryID) -> Bool {
        (included.isEmpty || included.contains { $0.matches(repository) })
            && !excluded.contains { $0.matches(repository) }
    }

    /// Whether to collect a repository of this owner.
    package func selects(_ repository: Repository) -> Bool {
        wants(repository.id) && (takesArchived || !repository.isArchived) && (takesForks || !repository.isFork)
    }

    /// Whether a repository is called as one of this owner is.
    package func owns(_ repository: RepositoryID) -> Bool {
        repository.owner.lowercased() == login.lowercased()
    }
}

/// A pattern of the names of repositories, without their owner, such as `api` or `*-sandbox`.
///
/// `*` stands for any bytes. ASCII case does not matter, as on GitHub.
package struct RepositoryPattern: Hashable, Sendable {
    /// The pattern in lower case.
    package let text: String

    /// Reads a pattern; nil where the text is empty, or has a slash, so that it is no name below an owner.
    package init?(_ text: String) {
        guard !text.isEmpty, !text.utf8.contains(0x2F) else { return nil }
        self.text = text.lowercased()
    }

    /// Whether a repository has a name like this.
    package func matches(_ repository: RepositoryID) -> Bool {
        Wildcard.matches(text.utf8, repository.name.lowercased().utf8)
    }
}
