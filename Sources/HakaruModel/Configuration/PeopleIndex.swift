/// Finds the person behind an account, with the identities of a configuration joined.
package struct PeopleIndex: Sendable {
    private let owners: [String: PersonID]

    /// Prepares the look-up; where two identities hold one account, the first has it.
    package init(_ identities: [Identity]) {
        var owners: [String: PersonID] = [:]
        for identity in identities {
            for account in identity.accounts {
                let folded = Actor.foldedLogin(account)
                if owners[folded] == nil { owners[folded] = .identity(identity.name) }
            }
        }
        self.owners = owners
    }

    /// The person behind an account; ``PersonID/ghost`` for every deleted one.
    package func person(_ actor: Actor) -> PersonID {
        if actor.isGhost { return .ghost }
        return owners[Actor.foldedLogin(actor.login)] ?? .account(actor.login)
    }
}
