package import HakaruMetrics
package import HakaruModel
import HakaruStore

extension QueryEngine {
    /// What is known of the way of changes to their users, repository by repository.
    ///
    /// It is computed anew each time: deployments change no derived fact.
    ///
    /// - Parameters:
    ///   - scope: The repositories and the instant.
    ///   - delivery: What a deployment is.
    ///   - includesBots: Whether what bots opened counts as a change.
    /// - Returns: One ledger a repository.
    /// - Throws: A `StoreError`.
    package func deliveries(
        _ scope: QueryScope, rules delivery: DeliveryRules, includesBots: Bool
    ) async throws -> [DeliveryLedger] {
        var ledgers: [DeliveryLedger] = []
        for stored in scope.repositories {
            let input = DeliveryInput(
                repository: stored.repository, pullRequests: try await store.pullRequests(of: stored.key),
                histories: try await store.branchHistories(of: stored.key),
                releases: try await store.releases(of: stored.key),
                deployments: try await store.deployments(of: stored.key),
                state: try await store.activityState(of: stored.key))
            ledgers.append(
                DeliveryLedger(
                    input, rules: rules, delivery: delivery, includesBots: includesBots, asOf: scope.asOf))
        }
        return ledgers
    }
}
