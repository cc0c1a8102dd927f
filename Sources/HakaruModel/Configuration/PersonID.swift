/// Who did something, after the accounts of one person were joined.
///
/// It is a name from the configuration, the account itself where the configuration does not know it, or ``ghost``.
/// The raw value is stored with derived facts and never shown.
package struct PersonID: Hashable, Comparable, Sendable {
    /// `name:Hanako`, `account:hanako-t`, `ghost`.
    package let rawValue: String

    /// Takes over a raw value that was stored.
    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The person whom the configuration calls so.
    package static func identity(_ name: String) -> PersonID { PersonID(rawValue: "name:\(name)") }

    /// The person behind an account that the configuration does not know.
    package static func account(_ login: String) -> PersonID {
        PersonID(rawValue: "account:\(Actor.foldedLogin(login))")
    }

    /// All deleted accounts together.
    package static let ghost = PersonID(rawValue: "ghost")

    /// The name or account, for a person's own figures; `ghost` for deleted accounts.
    package var displayName: String {
        guard let colon = rawValue.utf8.firstIndex(of: 0x3A) else { return rawValue }
        return String(rawValue[rawValue.utf8.index(after: colon)...])
    }

    package static func < (lhs: PersonID, rhs: PersonID) -> Bool { lhs.rawValue < rhs.rawValue }
}
