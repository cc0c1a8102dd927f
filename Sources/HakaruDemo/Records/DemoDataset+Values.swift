package import HakaruModel

extension DemoDataset {
    /// What a complete collection of a repository must hold, as of an instant; empty where there is no such repository.
    ///
    /// E-mail hashes are not part of it; of inline comments only those where nobody else reviewed.
    package func pullRequests(of repository: RepositoryID, asOf now: Instant? = nil) -> [PullRequest] {
        guard let record = repositories.first(where: { $0.id == repository }) else { return [] }
        let now = now ?? .endOfTime
        let accounts = Dictionary(accounts.map { ($0.login, $0) }, uniquingKeysWith: { first, _ in first })
        let parents = Dictionary(record.commits.map { ($0.sha, $0.parents) }, uniquingKeysWith: { first, _ in first })
        let values = DemoValues(repository: record, accounts: accounts, now: now, parents: parents)
        return record.pullRequests.compactMap { DemoPullRequestView($0, asOf: now, viewer: viewer) }
            .map(values.pullRequest)
    }
}
