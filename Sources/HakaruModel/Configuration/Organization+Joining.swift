extension Organization {
    /// The same people with the accounts that their e-mail addresses lead to (`definitions.md` §2).
    ///
    /// A forge links a commit to an account by the address of its author. So an account whose commits bear an address of
    /// one person is that person's, unless the configuration gives it to somebody, or addresses of two people lead to it.
    ///
    /// - Parameter hashesByAccount: For each account, the hashes of the addresses that its commits bear.
    /// - Returns: The same teams, and the people with the accounts that were found.
    package func joining(_ hashesByAccount: [String: Set<[UInt8]>]) -> Organization {
        let taken = Set(identities.flatMap(\.accounts).map(Actor.foldedLogin))
        var joined = identities
        for (account, hashes) in hashesByAccount.sorted(by: { $0.key < $1.key }) {
            guard !taken.contains(Actor.foldedLogin(account)), account != Actor.ghost.login else { continue }
            let owners = identities.indices.filter { !hashes.isDisjoint(with: identities[$0].emailHashes) }
            if owners.count == 1 { joined[owners[0]].accounts.append(account) }
        }
        return Organization(joined, teams: teams)
    }

    private init(_ identities: [Identity], teams: [Team]) {
        self.identities = identities
        self.teams = teams
    }
}
