import HakaruFetcher
import HakaruModel
import HakaruStore

extension SyncEngine {
    /// Adds to a request the repositories of its users and organizations, and notes what is new of those left out.
    func discoverRepositories(for request: inout SyncRequest) async throws(StoreError) -> [SyncResult.OwnerResult] {
        guard !request.owners.isEmpty else { return [] }
        let stored = try await store.repositories().filter { $0.host == forge.host }
        var listing = OwnerListing()
        await listing.add(to: &request, stored: stored, from: forge)
        for repository in listing.leftOut {
            guard let known = stored.first(where: { $0.repository.forgeID == repository.forgeID }) else { continue }
            try await note(repository, over: known)
        }
        return listing.results
    }

    /// Notes what the forge says of a repository that is stored and no longer collected, such as that it is archived.
    private func note(_ repository: Repository, over known: StoredRepository) async throws(StoreError) {
        var news = known.repository
        news.id = repository.id
        news.isArchived = repository.isArchived
        news.isFork = repository.isFork
        news.isPrivate = repository.isPrivate
        guard news != known.repository || known.presence != .visible else { return }
        if news.id != known.repository.id { observe(.renamed(known.repository.id, to: news.id)) }
        try await store.save(news, on: forge.host)
    }
}
