/// One person with all the accounts and e-mail addresses that belong to them (`definitions.md` §2).
package struct Identity: Hashable, Sendable {
    /// The name that teams and flags use; unique among identities.
    package var name: String
    /// The accounts on the forge; ASCII case does not matter.
    package var accounts: [String]
    /// HMAC-SHA-256 of each e-mail address under the key of the store, the first 16 bytes, like ``Commit/authorEmailHash``.
    package var emailHashes: [[UInt8]]

    /// Makes a person.
    package init(name: String, accounts: [String], emailHashes: [[UInt8]] = []) {
        self.name = name
        self.accounts = accounts
        self.emailHashes = emailHashes
    }
}
