/// An account on a forge, as it stands behind a pull request, a review or an event.
package struct Actor: Hashable, Sendable {
    /// What kind of account it is, as far as the forge says.
    package enum Kind: String, Sendable, CaseIterable {
        /// A person's account.
        case user
        /// An account that the forge marks as a machine's.
        case bot
        /// A placeholder for a person, made by an import.
        case mannequin
        /// An organization that acts itself.
        case organization
        /// The forge gave no kind, or one that is not known here.
        case unknown
    }

    /// The account's name, without a `[bot]` suffix that only one of the forge's APIs adds.
    package let login: String
    /// The kind of the account.
    package let kind: Kind

    /// Makes an account.
    ///
    /// A `[bot]` suffix is taken off and makes the kind ``Kind/bot``.
    package init(login: String, kind: Kind) {
        if login.utf8.count > 5, login.hasSuffix("[bot]") {
            self.login = String(login.dropLast(5))
            self.kind = .bot
        } else {
            self.login = login
            self.kind = kind
        }
    }

    /// The account that stands for all deleted ones.
    package static let ghost = Actor(login: "ghost", kind: .user)

    /// Whether this is a deleted account.
    package var isGhost: Bool { login == "ghost" }
}
