package import HakaruDemo
package import HakaruModel

extension DemoDataset {
    /// The instant with which the generated stories of the tests end: 2026-11-24, noon in Tokyo, a Tuesday.
    package static let endOfStory = Instant(secondsSinceEpoch: 1_795_489_200)

    /// The demo's own team up to ``endOfStory``; generated once for all tests of a process.
    package static let demo = DemoTeam(end: endOfStory).dataset()

    /// A quiet team of one repository, `acme/api`, up to ``endOfStory``: some 150 pull requests.
    package static let quiet = DemoTeam(
        end: endOfStory, people: 4, pullRequestsPerWeek: 2, repositories: [DemoTeam.defaultRepositories[0]]
    ).dataset()

    /// One repository with the given pull requests, for tests that need to know each of them.
    ///
    /// Every login that the pull requests name is an account: `[bot]` at its end, and the list's machines, make a bot. The
    /// branches `develop` (default) and `main` exist, and a commit for each merge that the events tell.
    ///
    /// - Parameters:
    ///   - repository: The name.
    ///   - pullRequests: In the order of their numbers.
    /// - Returns: The dataset; tokens belong to the account `viewer`.
    package static func only(_ repository: RepositoryID, _ pullRequests: [DemoPullRequest]) -> DemoDataset {
        let start = Instant(secondsSinceEpoch: 1_700_000_000)
        let root = ObjectID(bytes: [UInt8](repeating: 0xEE, count: 20))
        var tip = root
        var commits: [DemoCommit] = []
        var moves: [DemoBranch.Move] = []
        func add(_ sha: ObjectID, parents: [ObjectID], at instant: Instant, message: String) {
            commits.append(
                DemoCommit(
                    sha: sha, parents: parents, authorLogin: nil, authorName: "Test", authorEmail: "test@example.com",
                    authoredAt: instant, message: message))
            moves.append(DemoBranch.Move(at: instant, tip: sha))
            tip = sha
        }
        if let root { add(root, parents: [], at: start, message: "Initial commit") }
        let main = moves
        var logins: Set<String> = ["viewer"]
        let events = pullRequests.flatMap { pullRequest in pullRequest.events.map { (pullRequest, $0) } }
        for (pullRequest, event) in events.sorted(by: { $0.1.at < $1.1.at }) {
            if case .merged(let sha) = event.kind {
                let head = pullRequest.commits.last?.sha
                add(sha, parents: [tip, head].compactMap { $0 }, at: event.at, message: "Merge #\(pullRequest.number)")
            }
        }
        for pullRequest in pullRequests {
            logins.insert(pullRequest.author)
            logins.formUnion(pullRequest.reviews.map(\.author))
            logins.formUnion(pullRequest.comments.map(\.author))
            logins.formUnion(pullRequest.events.compactMap(\.actor))
            logins.formUnion(pullRequest.commits.compactMap(\.authorLogin))
        }
        let machines: Set<String> = ["renovate", "github-actions", "copilot", "copilot-pull-request-reviewer"]
        var accounts = logins.sorted().enumerated().map { index, login in
            let isBot = login.hasSuffix("[bot]") || machines.contains(login)
            return DemoAccount(
                login: Actor(login: login, kind: .user).login, kind: isBot ? .bot : .user, databaseID: index + 10)
        }
        accounts.append(DemoAccount(login: repository.owner, kind: .organization, databaseID: 1))
        let record = DemoRepository(
            databaseID: 1, id: repository, defaultBranch: "develop", createdAt: start, pullRequests: pullRequests,
            branches: [DemoBranch(name: "develop", moves: moves), DemoBranch(name: "main", moves: main)],
            commits: commits)
        return DemoDataset(accounts: accounts, viewer: "viewer", repositories: [record])
    }
}
