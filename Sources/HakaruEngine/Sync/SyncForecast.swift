package import HakaruFetcher
package import HakaruModel
package import HakaruStore

/// What a sync would ask for and what that costs, without fetching or storing anything of it.
package struct SyncForecast: Hashable, Sendable {
    /// What it would do for one repository.
    package struct Repository: Hashable, Sendable {
        /// The name that was asked for.
        package var repository: RepositoryID
        /// What the walk would be for; nil where that is not known.
        package var purpose: SyncWalk.Purpose?
        /// The pull requests that the forge counts; nil where that is not known.
        package var pullRequests: Int?
        /// The pull requests to fetch, as far as the first page of the list tells; nil where that is not known.
        package var toFetch: Int?
        /// Whether more of them may follow on further pages.
        package var isAtLeast = false
        /// About how many requests the pull requests take; nil where that is not known.
        package var requests: Int?
        /// About how many points the forge charges for them; nil where that is not known.
        package var points: Int?
        /// Why nothing can be said; nil where something can.
        package var reason: String?
        /// What the forge answered where nothing can be said.
        package var failure: FetchError?
    }

    /// One a repository, in the order that was asked for.
    package var repositories: [Repository]
    /// One a user or organization, in the order that was asked for.
    package var owners: [SyncResult.OwnerResult]
    /// What the forecast itself cost, and what is left of the forge's limit.
    package var usage: FetchUsage

    /// The code that the process ends with; as a sync's would be.
    package var exitCode: ExitCode {
        let results = repositories.map { entry in
            var result = SyncResult.RepositoryResult(repository: entry.repository)
            result.failure = entry.failure
            result.isComplete = entry.failure == nil
            return result
        }
        return SyncResult(repositories: results, owners: owners, usage: usage, elapsed: .zero).exitCode
    }
}

extension SyncForecast {
    /// Asks one question for each repository.
    ///
    /// - Parameters:
    ///   - request: What would be synchronized.
    ///   - store: What is stored already; nil where there is no store yet.
    ///   - forge: What to ask.
    /// - Throws: ``StoreError`` where the store can't be read.
    package init(
        of request: SyncRequest, store: (any StoreReader)?, forge: any Forge
    ) async throws(StoreError) {
        var request = request
        let stored = try await store?.repositories().filter { $0.host == forge.host } ?? []
        var listing = OwnerListing()
        await listing.add(to: &request, stored: stored, from: forge)
        repositories = []
        for name in request.repositories {
            let identity = request.identities[name]
            let known = stored.first { stored in
                identity.map { $0 == stored.key.forgeID } ?? (stored.repository.id == name)
            }
            var state = SyncState()
            var outlines: [KnownPullRequest] = []
            if let store, let known {
                state = try await store.syncState(of: known.key)
                outlines = try await store.pullRequestOutlines(of: known.key).map {
                    KnownPullRequest($0, needsPaths: request.needsPaths)
                }
            }
            let plan = SyncPlan(
                from: state, known: outlines, isFull: request.isFull, price: forge.pagePrice,
                settings: request.settings.plan)
            repositories.append(await SyncForecast.forecast(name, plan, request, forge))
        }
        owners = listing.results
        usage = forge.usage
    }

    private static func forecast(
        _ name: RepositoryID, _ plan: SyncPlan, _ request: SyncRequest, _ forge: any Forge
    ) async -> Repository {
        var plan = plan
        var entry = Repository(repository: name)
        guard case .ask(.open(let order, let cursor, let width)) = plan.nextAction() else { return entry }
        let query = ListQuery(repository: name, order: order, width: width, cursor: cursor)
        do throws(FetchError) {
            plan.receive(.opened(try await forge.openWalk(query, branches: request.branches(name))))
        } catch {
            entry.failure = error
            entry.reason = error.summary
            return entry
        }
        let cost = plan.forecast
        entry.purpose = plan.purpose
        entry.pullRequests = plan.total
        entry.toFetch = cost.toFetch
        entry.isAtLeast = cost.isAtLeast
        entry.requests = cost.requests
        entry.points = cost.points
        return entry
    }
}
