/// The people and teams of a configuration, checked against each other.
package struct Organization: Hashable, Sendable {
    /// The people, in the order of the configuration.
    package let identities: [Identity]
    /// The teams, in the order of the configuration.
    package let teams: [Team]

    /// The most patterns of paths that all teams may have together: each is one bit of a derived fact.
    package static let mostPaths = 64

    /// Nobody in particular.
    package static let none = Organization()

    private init() {
        self.identities = []
        self.teams = []
    }

    /// Takes over people and teams.
    ///
    /// - Parameters:
    ///   - identities: The people with a name.
    ///   - teams: The teams.
    ///   - knownAccounts: The accounts that a member of a team may be besides the identities; nil where the forge was not
    ///     asked yet, so that any account is believed.
    /// - Throws: ``ConfigurationProblem`` for the first entry that contradicts another.
    package init(
        identities: [Identity], teams: [Team], knownAccounts: Set<String>? = nil
    ) throws(ConfigurationProblem) {
        self.identities = identities
        self.teams = teams
        try checkIdentities()
        try checkTeams()
        try checkMembers(knownAccounts: knownAccounts)
    }

    /// The patterns of paths of all teams, each once, in the order of the configuration.
    package var teamPaths: [PathPattern] {
        var seen: Set<PathPattern> = []
        return teams.flatMap(\.paths).map(\.pattern).filter { seen.insert($0).inserted }
    }

    /// The person that a name of an identity or an account means.
    package func person(named name: String) -> PersonID {
        if identities.contains(where: { $0.name == name }) { return .identity(name) }
        return PeopleIndex(identities).person(Actor(login: name, kind: .unknown))
    }

    private func checkIdentities() throws(ConfigurationProblem) {
        var names: Set<String> = []
        var owners: [String: String] = [:]
        var addressOwners: [[UInt8]: String] = [:]
        for (index, identity) in identities.enumerated() {
            guard !identity.name.isEmpty else { throw ConfigurationProblem(.identity(index), .namelessIdentity) }
            guard names.insert(identity.name).inserted else {
                throw ConfigurationProblem(.identity(index), .duplicateIdentity(name: identity.name))
            }
            for account in identity.accounts {
                let owner = owners.updateValue(identity.name, forKey: Actor.foldedLogin(account))
                guard let owner, owner != identity.name else { continue }
                throw ConfigurationProblem(
                    .identity(index), .sharedAccount(account: account, first: owner, second: identity.name))
            }
            for hash in identity.emailHashes {
                let owner = addressOwners.updateValue(identity.name, forKey: hash)
                guard let owner, owner != identity.name else { continue }
                throw ConfigurationProblem(.identity(index), .sharedAddress(first: owner, second: identity.name))
            }
        }
    }

    private func checkTeams() throws(ConfigurationProblem) {
        var names: Set<String> = []
        for (index, team) in teams.enumerated() {
            guard !team.name.isEmpty else { throw ConfigurationProblem(.team(index), .namelessTeam) }
            guard names.insert(team.name).inserted else {
                throw ConfigurationProblem(.team(index), .duplicateTeam(name: team.name))
            }
            guard !team.members.isEmpty || !team.repositories.isEmpty || !team.paths.isEmpty else {
                throw ConfigurationProblem(.team(index), .emptyTeam(name: team.name))
            }
        }
        if let last = teams.lastIndex(where: { !$0.paths.isEmpty }), teamPaths.count > Organization.mostPaths {
            throw ConfigurationProblem(.team(last), .tooManyPaths(limit: Organization.mostPaths))
        }
    }

    private func checkMembers(knownAccounts: Set<String>?) throws(ConfigurationProblem) {
        let names = Set(identities.map(\.name))
        let accounts = Set(identities.flatMap(\.accounts).map(Actor.foldedLogin))
        let known = knownAccounts.map { Set($0.map(Actor.foldedLogin)) }
        for (teamIndex, team) in teams.enumerated() {
            for (memberIndex, member) in team.members.enumerated() {
                let place = ConfigurationProblem.Place.member(team: teamIndex, member: memberIndex)
                let folded = Actor.foldedLogin(member.person)
                let isKnown =
                    names.contains(member.person) || accounts.contains(folded)
                    || (known?.contains(folded) ?? Organization.isAccountName(folded))
                guard isKnown else {
                    let candidates = identities.flatMap { [$0.name] + $0.accounts } + (knownAccounts?.sorted() ?? [])
                    throw ConfigurationProblem(
                        place, .unknownPerson(team: team.name, person: member.person),
                        suggestion: SpellingDistance.nearest(to: member.person, among: candidates))
                }
                if let from = member.from, let until = member.until, until <= from {
                    throw ConfigurationProblem(
                        place,
                        .backwardsMembership(team: team.name, person: member.person, from: from, until: until))
                }
            }
        }
    }

    /// Whether a forge could have an account of this name: letters, digits, `-`, `_` and `.`.
    private static func isAccountName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 255
            && text.utf8.allSatisfy { byte in
                (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
                    || byte == 0x2D || byte == 0x2E || byte == 0x5F
            }
    }
}
