import HakaruFetcher
import HakaruModel
import HakaruStore

/// The repositories of the users and organizations of a request, as a forge lists them.
struct OwnerListing: Sendable {
    /// What came of each list.
    private(set) var results: [SyncResult.OwnerResult] = []
    /// Repositories that are listed and not to be synchronized.
    private(set) var leftOut: [Repository] = []

    /// Reads the lists and adds to a request what is to be synchronized.
    ///
    /// Where a list can't be read, those that are stored are synchronized all the same. What is stored and no longer listed
    /// is asked for once more, so that the forge says what became of it.
    mutating func add(to request: inout SyncRequest, stored: [StoredRepository], from forge: any Forge) async {
        var wanted = Set(request.repositories)
        for owner in request.owners {
            var result = SyncResult.OwnerResult(owner: owner)
            let (listed, failure) = await list(owner, from: forge)
            var found = listed.repositories.filter(owner.selects).map(\.id)
            leftOut += listed.repositories.filter { !owner.selects($0) }
            for repository in listed.repositories { request.identities[repository.id] = repository.forgeID }
            let identities = Set(listed.repositories.map(\.forgeID))
            let others = stored.filter { $0.presence == .visible && owner.owns($0.repository.id) }.map(\.repository)
                .filter { !identities.contains($0.forgeID) && request.identities[$0.id] == nil }
            if let failure {
                result.failure = failure
                result.reason = "The repositories of \(owner.login) could not be listed: \(failure.summary)"
                found += others.filter(owner.selects).map(\.id)
            } else if listed.missingCount > 0 {
                result.reason = "\(listed.missingCount) repositories of \(owner.login) were not delivered."
            } else {
                found += others.map(\.id).filter(owner.wants)
            }
            found = found.filter { wanted.insert($0).inserted }
            request.repositories += found
            result.repositoryCount = found.count
            results.append(result)
        }
    }

    /// Reads an owner's list to its end, or as far as it comes.
    private func list(_ owner: RepositoryOwner, from forge: any Forge) async -> (RepositoryPage, FetchError?) {
        var whole = RepositoryPage(repositories: [], next: nil)
        var cursor: String?
        repeat {
            do throws(FetchError) {
                let page = try await forge.repositories(of: owner.login, after: cursor)
                whole.repositories += page.repositories
                whole.missingCount += page.missingCount
                cursor = page.next
            } catch {
                return (whole, error)
            }
        } while cursor != nil
        return (whole, nil)
    }
}
