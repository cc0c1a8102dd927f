import HakaruMetrics
import HakaruModel
import Testing

@Suite struct `What as_of hides (definitions §10)` {
    private static let reopened: [TimelineEvent] = [
        .sample(.closed, at: 4), .sample(.reopened, at: 6), .sample(.closed, at: 9), .sample(.merged, at: 9),
    ]

    @Test func `a pull request that was opened later`() {
        #expect(RepositoryFacts.sample([.sample(1, opened: 5)], asOf: .hour(4)).facts.isEmpty)
        #expect(RepositoryFacts.sample([.sample(1, opened: 5)], asOf: .hour(5)).facts.count == 1)
    }

    @Test(arguments: [
        (3, PullRequest.State.open, 0), (4, .closed, 0), (5, .closed, 0), (6, .open, 2), (8, .open, 2), (9, .merged, 2),
    ])
    func `closings, reopenings and the merge`(hour: Int, state: PullRequest.State, closedHours: Int64) throws {
        let pullRequest = PullRequest.sample(1, opened: 0, merged: 9, events: Self.reopened)
        let facts = try facts(pullRequest, asOf: .hour(hour))
        let found: PullRequest.State = facts.mergedAt != nil ? .merged : facts.closedAt != nil ? .closed : .open
        #expect(found == state)
        #expect(facts.closedSeconds == closedHours * 3_600)
        #expect(facts.createdAt == .hour(0), "a reopened one keeps its opening")
        #expect(facts.integratedAt == (hour >= 9 ? .hour(9) : nil))
    }

    @Test(arguments: [(9, nil, Instant.hour(9)), (nil, 7, Instant.hour(7)), (nil, nil, nil)])
    func `nothing of when one was closed, merged or not`(merged: Int?, closed: Int?, expected: Instant?) throws {
        let facts = try facts(.sample(1, opened: 0, merged: merged, closed: closed))
        #expect(facts.closedAt == expected)
        #expect(facts.mergedAt == merged.map { .hour($0) })
    }

    @Test(arguments: [(2, "feature"), (3, "develop"), (7, "develop"), (8, "main")])
    func `changes of the base`(hour: Int, base: String) throws {
        let events: [TimelineEvent] = [
            .sample(.baseChanged(from: "feature", to: "develop"), at: 3),
            .sample(.baseChanged(from: "develop", to: "main"), at: 8),
        ]
        let facts = try facts(.sample(1, into: "main", opened: 0, events: events), asOf: .hour(hour))
        #expect(facts.base == base)
    }

    @Test func `commits of a branch`() {
        let pullRequests = [PullRequest.sample(1, into: "feature", opened: 0, merged: 2, mergeCommit: 10)]
        let history = BranchHistory.sample("develop", [(1_000, -5, []), (10, 6, [])])
        #expect(RepositoryFacts.sample(pullRequests, histories: [history], asOf: .hour(5)).facts[0].integratedAt == nil)
        #expect(RepositoryFacts.sample(pullRequests, histories: [history], asOf: .hour(6)).facts[0].integratedAt != nil)
    }

    @Test func `nothing that had happened: facts at an instant do not depend on what comes later`() {
        let before = [
            PullRequest.sample(1, from: "a", into: "develop", opened: 0),
            .sample(2, into: "a", opened: 1, merged: 3, mergeCommit: 20),
        ]
        let after = [
            PullRequest.sample(
                1, from: "a", into: "develop", opened: 0, merged: 9, commits: [.sample(1, at: 0), .sample(20, at: 3)],
                reviews: [.sample(.approved, at: 8)]),
            .sample(2, into: "a", opened: 1, merged: 3, mergeCommit: 20),
            .sample(3, opened: 7),
        ]
        let asOf = Instant.hour(5)
        #expect(RepositoryFacts.sample(before, asOf: asOf).facts == RepositoryFacts.sample(after, asOf: asOf).facts)
    }
}
