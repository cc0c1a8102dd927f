package import HakaruFetcher
import HakaruModel
package import HakaruStore
import Synchronization

/// The verb *sync*: carries out the plans of repositories over a forge and a store.
package struct SyncEngine: Sendable {
    let store: any Store
    let forge: any Forge
    let clock: FetchClock
    let observe: @Sendable (SyncProgress) -> Void

    /// Makes the verb.
    ///
    /// - Parameters:
    ///   - store: Where to keep what comes.
    ///   - forge: What to ask.
    ///   - clock: The time.
    ///   - observe: Told what happens, from any thread.
    package init(
        store: any Store, forge: any Forge, clock: FetchClock,
        observe: @escaping @Sendable (SyncProgress) -> Void = { _ in }
    ) {
        self.store = store
        self.forge = forge
        self.clock = clock
        self.observe = observe
    }

    /// Synchronizes repositories, several at once; one that fails does not stop the others.
    ///
    /// When the task is cancelled, what has come is stored, and the results say so.
    ///
    /// - Throws: ``StoreError`` where the store can't be written; everything up to the last complete page is kept.
    package func run(_ request: SyncRequest) async throws(StoreError) -> SyncResult {
        let start = clock.uptime()
        var request = request
        let owners = try await discoverRepositories(for: &request)
        observe(.planned(repositoryCount: request.repositories.count))
        let unchanged = try await unchangedRepositories(in: request)
        let claimed = Claims()
        var results: [Int: SyncResult.RepositoryResult] = [:]
        var failure: StoreError?
        await withTaskGroup(of: (Int, Result<SyncResult.RepositoryResult, StoreError>).self) { group in
            let request = request
            var waiting = Array(request.repositories.enumerated().reversed())
            var running = 0
            while failure == nil {
                while running < request.settings.repositoriesAtOnce, let (index, repository) = waiting.popLast() {
                    if let result = unchanged[repository] {
                        results[index] = result
                        observe(.ended(result))
                        continue
                    }
                    running += 1
                    group.addTask { (index, await sync(repository, request, claimed)) }
                }
                guard let (index, result) = await group.next() else { break }
                running -= 1
                switch result {
                case .success(let result): results[index] = result
                case .failure(let error):
                    failure = error
                    group.cancelAll()
                }
            }
        }
        if let failure { throw failure }
        return SyncResult(
            repositories: request.repositories.indices.compactMap { results[$0] }, owners: owners, usage: forge.usage,
            elapsed: clock.uptime() - start)
    }

    private func sync(
        _ repository: RepositoryID, _ request: SyncRequest, _ claimed: Claims
    ) async -> Result<SyncResult.RepositoryResult, StoreError> {
        observe(.began(repository))
        do throws(StoreError) {
            var sync = RepositorySync(repository: repository, engine: self, request: request, claimed: claimed)
            let result = try await sync.run()
            observe(.ended(result))
            return .success(result)
        } catch {
            return .failure(error)
        }
    }
}

/// Which repositories are being worked on, by identity: two names of one repository are synchronized once.
final class Claims: Sendable {
    private let names = Mutex<[RepositoryKey: RepositoryID]>([:])

    /// Takes a repository.
    ///
    /// - Returns: The other name that it was already taken under; nil where it is free, or taken under this name.
    func claim(_ key: RepositoryKey, as name: RepositoryID) -> RepositoryID? {
        names.withLock { names in
            if let other = names[key] { return other == name ? nil : other }
            names[key] = name
            return nil
        }
    }
}
