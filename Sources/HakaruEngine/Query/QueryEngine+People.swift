import HakaruMetrics
import HakaruModel
package import HakaruStore

extension QueryEngine {
    /// The same engine with the accounts that the e-mail addresses of the configuration lead to.
    ///
    /// It reads the store only where the configuration has such addresses: then it looks through all commits once.
    package func joiningAccounts() async throws(StoreError) -> QueryEngine {
        let hashes = organization.identities.flatMap(\.emailHashes)
        guard !hashes.isEmpty else { return self }
        return QueryEngine(self, organization: organization.joining(try await store.accounts(ofEmails: hashes)))
    }

    private init(_ engine: QueryEngine, organization: Organization) {
        store = engine.store
        keeper = engine.keeper
        sharing = engine.sharing
        self.organization = organization
        var rules = engine.rules
        rules.identities = organization.identities
        self.rules = rules
    }
}
