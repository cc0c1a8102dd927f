/// Parts of a configuration that are well-formed one by one and contradict each other.
///
/// ``place`` says which entry is meant, so that a reader of a file can name file and line.
package struct ConfigurationProblem: Error, Hashable, Sendable {
    /// The entry that is wrong, by its index in the list that it stands in.
    package enum Place: Hashable, Sendable {
        /// An entry of `identities`.
        case identity(Int)
        /// An entry of `teams`.
        case team(Int)
        /// An entry of the `people` of a team.
        case member(team: Int, member: Int)
    }

    /// What is wrong.
    package enum Kind: Hashable, Sendable {
        /// Two identities have one name.
        case duplicateIdentity(name: String)
        /// An identity without a name.
        case namelessIdentity
        /// Two identities hold one account.
        case sharedAccount(account: String, first: String, second: String)
        /// Two identities hold one e-mail address.
        case sharedAddress(first: String, second: String)
        /// Two teams have one name.
        case duplicateTeam(name: String)
        /// A team without a name.
        case namelessTeam
        /// A team without people, repositories and paths.
        case emptyTeam(name: String)
        /// A team names a person whom nobody knows.
        case unknownPerson(team: String, person: String)
        /// A person's time in a team ends before it begins, or at once.
        case backwardsMembership(team: String, person: String, from: CivilDate, until: CivilDate)
        /// The teams have more patterns of paths than derived facts can hold.
        case tooManyPaths(limit: Int)
    }

    /// Which entry is wrong.
    package let place: Place
    /// What is wrong with it.
    package let kind: Kind
    /// A name that was probably meant; nil where none comes near.
    package let suggestion: String?

    init(_ place: Place, _ kind: Kind, suggestion: String? = nil) {
        self.place = place
        self.kind = kind
        self.suggestion = suggestion
    }
}

extension ConfigurationProblem {
    /// What is wrong, as the end of a sentence without its full stop.
    package var problem: String {
        switch kind {
        case .duplicateIdentity(let name): "two identities are called \(name)"
        case .namelessIdentity: "an identity has no name"
        case .sharedAccount(let account, let first, let second):
            "the account \(account) belongs to \(first) and to \(second)"
        case .sharedAddress(let first, let second): "\(first) and \(second) have an e-mail address in common"
        case .duplicateTeam(let name): "two teams are called \(name)"
        case .namelessTeam: "a team has no name"
        case .emptyTeam(let name): "the team \(name) has no people, repositories or paths"
        case .unknownPerson(let team, let person): "the team \(team) names an unknown person, \(person)"
        case .backwardsMembership(let team, let person, let from, let until):
            "the time of \(person) in the team \(team) ends on \(until) and begins on \(from)"
        case .tooManyPaths(let limit): "the teams have more than \(limit) patterns of paths"
        }
    }
}

extension ConfigurationProblem: UserFacingError {
    package var summary: String { "The configuration cannot be used: \(problem)." }
    package var hint: String? { suggestion.map { "Did you mean \($0)?" } }
    package var exitCode: ExitCode { .malformedInput }
}
