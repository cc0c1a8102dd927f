import HakaruDemo
import HakaruModel

/// The instant with which every generated story of these tests ends: a Tuesday noon in Tokyo.
let endOfStory = Instant(secondsSinceEpoch: 1_795_489_200)

/// The demo's own team, generated once for all tests.
let demo = DemoTeam(end: endOfStory).dataset()

extension Instant {
    /// The instant of a text that is known to be well formed.
    static func at(_ text: String) -> Instant { Instant(rfc3339: text) ?? Instant(secondsSinceEpoch: 0) }
}

extension ObjectID {
    /// An object name that repeats one digit pair.
    static func of(_ byte: UInt8) -> ObjectID {
        ObjectID(bytes: [UInt8](repeating: byte, count: 20)) ?? .of(byte &+ 1)
    }
}

/// One repository with two pull requests: an open one, and one that was reviewed, rewritten, approved and merged.
let small: DemoDataset = {
    let root = DemoCommit(
        sha: .of(1), parents: [], authorLogin: "hanako", authorName: "花子", authorEmail: "h@acme.example",
        authoredAt: .at("2026-01-01T00:00:00Z"), message: "Initial commit")
    let old = DemoCommit(
        sha: .of(2), parents: [.of(1)], authorLogin: "hanako", authorName: "花子", authorEmail: "h@acme.example",
        authoredAt: .at("2026-01-05T01:00:00Z"), message: "Add cart\n\nBody", replacedAt: .at("2026-01-05T05:00:00Z"))
    let new = DemoCommit(
        sha: .of(3), parents: [.of(1)], authorLogin: "hanako", authorName: "花子", authorEmail: "h@acme.example",
        authoredAt: .at("2026-01-05T01:00:00Z"), committedAt: .at("2026-01-05T05:00:00Z"), message: "Add cart")
    let merge = DemoCommit(
        sha: .of(4), parents: [.of(1), .of(3)], authorLogin: "taro", authorName: "太郎", authorEmail: "t@acme.example",
        authoredAt: .at("2026-01-06T03:00:00Z"), message: "Merge pull request #1 from acme/cart")
    let merged = DemoPullRequest(
        number: 1, title: "Add cart 🛒 \u{1B}[31m\"quoted\"", body: "カート", author: "hanako",
        createdAt: .at("2026-01-05T02:00:00Z"), baseBranch: "develop", headBranch: "cart", additions: 10, deletions: 3,
        changedFiles: 2, labels: ["enhancement"], commits: [old, new],
        reviews: [
            DemoReview(
                databaseID: 11, author: "taro", state: .changesRequested, submittedAt: .at("2026-01-05T04:00:00Z"),
                comments: [
                    DemoReviewComment(
                        databaseID: 12, author: "taro", createdAt: .at("2026-01-05T03:30:00Z"), path: "cart.swift",
                        body: "ここは？")
                ]),
            DemoReview(
                databaseID: 13, author: "taro", state: .approved, submittedAt: .at("2026-01-06T02:00:00Z"),
                dismissedAt: .at("2026-01-06T04:00:00Z")),
        ],
        comments: [
            DemoComment(databaseID: 14, author: "ghost-writer", createdAt: .at("2026-01-05T02:10:00Z"), body: "👀")
        ],
        events: [
            DemoEvent(.reviewRequested(of: "taro"), at: .at("2026-01-05T02:01:00Z"), actor: "hanako"),
            DemoEvent(
                .headForcePushed(before: .of(2), after: .of(3)), at: .at("2026-01-05T05:00:00Z"), actor: "hanako"),
            DemoEvent(.merged(commit: .of(4)), at: .at("2026-01-06T03:00:00Z"), actor: "taro"),
            DemoEvent(.closed, at: .at("2026-01-06T03:00:00Z"), actor: "taro"),
            DemoEvent(
                .reviewDismissed(review: 13, previousState: .approved), at: .at("2026-01-06T04:00:00Z"), actor: "taro"),
        ])
    let open = DemoPullRequest(
        number: 3, title: "Wait", author: "ghost-writer", createdAt: .at("2026-01-07T00:00:00Z"), opensAsDraft: true,
        baseBranch: "develop", headBranch: "wait",
        commits: [
            DemoCommit(
                sha: .of(5), parents: [.of(4)], authorLogin: nil, authorName: "x", authorEmail: "x@local",
                authoredAt: .at("2026-01-06T22:00:00Z"), message: "wip")
        ])
    let repository = DemoRepository(
        databaseID: 7, id: RepositoryID("acme/shop") ?? DemoTeam.defaultRepositories[0], defaultBranch: "develop",
        createdAt: .at("2026-01-01T00:00:00Z"), formerIDs: [RepositoryID("acme/store")].compactMap { $0 },
        pullRequests: [merged, open],
        branches: [
            DemoBranch(
                name: "develop",
                moves: [
                    DemoBranch.Move(at: .at("2026-01-01T00:00:00Z"), tip: .of(1)),
                    DemoBranch.Move(at: .at("2026-01-06T03:00:00Z"), tip: .of(4)),
                ])
        ], commits: [root, merge],
        statuses: [
            DemoStatus(
                databaseID: 20, commit: .of(4), context: "ci/test", state: "success", description: "ok",
                creator: "github-actions", createdAt: .at("2026-01-06T03:05:00Z")),
            DemoStatus(
                databaseID: 21, form: .checkRun, commit: .of(4), context: "build", state: "failure", description: "",
                creator: "github-actions", createdAt: .at("2026-01-06T03:06:00Z")),
        ])
    return DemoDataset(
        accounts: [
            DemoAccount(login: "hanako", databaseID: 1), DemoAccount(login: "taro", databaseID: 2),
            DemoAccount(login: "ghost-writer", databaseID: 3, deletedAt: .at("2026-01-08T00:00:00Z")),
            DemoAccount(login: "github-actions", kind: .bot, databaseID: 4),
            DemoAccount(login: "acme", kind: .organization, databaseID: 5),
        ], viewer: "hanako", repositories: [repository])
}()
