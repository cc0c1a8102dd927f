package import HakaruModel

/// An account of the demo forge: a person, a machine or an organization.
package struct DemoAccount: Hashable, Sendable {
    /// The name of the account; that of a machine without `[bot]`.
    package var login: String
    /// What the forge says about it: ``Actor/Kind/user``, `bot`, `mannequin` or `organization`.
    package var kind: Actor.Kind
    /// The number that the forge gave it; unique among the accounts.
    package var databaseID: Int
    /// The name that a person reads.
    package var name: String
    /// The address in the commits of this account.
    package var email: String
    /// When the account was deleted, from when on the forge shows `ghost`; nil while it lives.
    package var deletedAt: Instant?

    /// Makes an account.
    package init(
        login: String, kind: Actor.Kind = .user, databaseID: Int, name: String? = nil, email: String? = nil,
        deletedAt: Instant? = nil
    ) {
        self.login = login
        self.kind = kind
        self.databaseID = databaseID
        self.name = name ?? login
        self.email = email ?? "\(databaseID)+\(login)@users.noreply.example.com"
        self.deletedAt = deletedAt
    }
}
