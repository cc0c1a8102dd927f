/// A set of people, of repositories or of paths whose pull requests are looked at together (`definitions.md` §2).
package struct Team: Hashable, Sendable {
    /// A person of the team, for all time or from and until a date.
    package struct Member: Hashable, Sendable {
        /// The name of an ``Identity``, or an account that no identity holds.
        package var person: String
        /// The first day in the team, in the reporting time zone; nil for always.
        package var from: CivilDate?
        /// The first day after it, in the reporting time zone: an end is never included; nil for no end.
        package var until: CivilDate?

        /// Makes a member.
        package init(person: String, from: CivilDate? = nil, until: CivilDate? = nil) {
            self.person = person
            self.from = from
            self.until = until
        }
    }

    /// A part of one repository or of all.
    package struct Path: Hashable, Sendable {
        /// The repository; nil for every one.
        package var repository: RepositoryID?
        /// The files in it.
        package var pattern: PathPattern

        /// Makes a part.
        package init(repository: RepositoryID? = nil, pattern: PathPattern) {
            self.repository = repository
            self.pattern = pattern
        }
    }

    /// The name that flags and tables use; unique among teams.
    package var name: String
    /// Its people.
    package var members: [Member]
    /// The repositories that are its own, whoever works there.
    package var repositories: [RepositoryID]
    /// The parts of repositories that are its own: a pull request that changes such a file is the team's.
    package var paths: [Path]

    /// Makes a team.
    package init(name: String, members: [Member] = [], repositories: [RepositoryID] = [], paths: [Path] = []) {
        self.name = name
        self.members = members
        self.repositories = repositories
        self.paths = paths
    }
}
