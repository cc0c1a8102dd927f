import HakaruModel

/// Remembers what the rules say of each account, since few accounts stand behind many pull requests.
struct ActorBook {
    /// What an account is.
    struct Entry {
        let person: PersonID
        let isBot: Bool
        let isAI: Bool
    }

    private let rules: MeasurementRules
    private let people: PeopleIndex
    private var entries: [Actor: Entry] = [:]

    init(_ rules: MeasurementRules) {
        self.rules = rules
        self.people = PeopleIndex(rules.identities)
    }

    mutating func entry(for actor: Actor) -> Entry {
        if let entry = entries[actor] { return entry }
        let entry = Entry(
            person: people.person(actor), isBot: rules.isBot(actor),
            isAI: rules.aiAccounts.contains { $0.matches(actor.login) })
        entries[actor] = entry
        return entry
    }

    /// The person behind an account where it is another person than the author, and no bot; nil otherwise.
    ///
    /// A deleted account is another person unless the author's is deleted too (`definitions.md` §2).
    mutating func otherPerson(_ actor: Actor, than author: PersonID) -> PersonID? {
        let entry = entry(for: actor)
        return entry.isBot || entry.person == author ? nil : entry.person
    }
}
