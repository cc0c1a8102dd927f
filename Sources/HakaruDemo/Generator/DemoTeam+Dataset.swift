package import HakaruModel

extension DemoTeam {
    /// Generates everything that the demo forge serves of this team; it is all held in memory.
    package func dataset() -> DemoDataset {
        let world = DemoWorld(self)
        let all = repositories.indices.map { index in
            var simulator = RepositorySimulator(world, index: index, keepsHistory: true)
            var pullRequests: [DemoPullRequest] = []
            while let done = simulator.advance() { pullRequests += done }
            return simulator.finished(with: pullRequests)
        }
        return DemoDataset(accounts: world.roster.accounts, viewer: world.roster.people[0].login, repositories: all)
    }

    /// Generates the pull requests of one of the repositories in pieces, without holding more than a few weeks of them.
    ///
    /// - Parameters:
    ///   - repository: The position among ``repositories``.
    ///   - size: How many pull requests a piece holds at least, the last one apart.
    /// - Returns: The pieces in the order of the numbers.
    package func pullRequests(ofRepositoryAt repository: Int, inPiecesOf size: Int = 1_000) -> DemoPullRequestStream {
        DemoPullRequestStream(self, repository: repository, size: size)
    }

    /// The repositories as values of the model, without their pull requests.
    package var repositoryValues: [Repository] {
        let world = DemoWorld(self)
        return repositories.indices.map { index in
            RepositorySimulator(world, index: index, keepsHistory: false).repository.value(branches: [
                "develop", "main",
            ])
        }
    }
}

extension RepositorySimulator {
    /// The repository at the end of the story.
    fileprivate func finished(with pullRequests: [DemoPullRequest]) -> DemoRepository {
        let end = world.team.end
        var finished = repository
        finished.pullRequests = pullRequests
        finished.branches = [develop, main].map { DemoBranch(name: $0.name, moves: $0.moves) }
        finished.releases.removeAll { $0.publishedAt >= end }
        finished.deployments.removeAll { $0.createdAt >= end }
        for index in finished.deployments.indices { finished.deployments[index].statuses.removeAll { $0.at >= end } }
        finished.statuses.removeAll { $0.createdAt >= end }
        return finished
    }
}

/// The pull requests of one generated repository, in pieces, as values of the model.
package struct DemoPullRequestStream: Sequence, IteratorProtocol {
    private let size: Int
    private let accounts: [String: DemoAccount]
    private let end: Instant
    private var simulator: RepositorySimulator

    fileprivate init(_ team: DemoTeam, repository: Int, size: Int) {
        let world = DemoWorld(team)
        self.size = Swift.max(1, size)
        self.end = team.end
        self.accounts = Dictionary(
            world.roster.accounts.map { ($0.login, $0) }, uniquingKeysWith: { first, _ in first })
        simulator = RepositorySimulator(world, index: repository, keepsHistory: false)
    }

    /// The next piece, in the order of the numbers; nil after the last.
    package mutating func next() -> [PullRequest]? {
        var piece: [PullRequest] = []
        while piece.count < size, let done = simulator.advance() {
            let values = DemoValues(
                repository: simulator.repository, accounts: accounts, now: end, parents: simulator.mergeParents)
            let views = done.compactMap { DemoPullRequestView($0, asOf: end, viewer: "") }
            piece += views.map(values.pullRequest)
            for view in views { view.mergeCommit.map { simulator.mergeParents[$0] = nil } }
        }
        return piece.isEmpty ? nil : piece
    }
}

// It holds pull requests that refer to each other while their lives are written.
@available(*, unavailable)
extension DemoPullRequestStream: Sendable {}
