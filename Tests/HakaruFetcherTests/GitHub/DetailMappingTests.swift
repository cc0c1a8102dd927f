import HakaruFetcher
import HakaruModel
import HakaruTestSupport
import Testing

@Suite struct `GitHub details` {
    private typealias Fixture = GitHubFixture

    private func fetch(_ changes: [String: String]) async throws -> PullRequestDraft {
        let harness = try GitHubHarness([Fixture.nodes([Fixture.details(changes)])])
        let delivered = try await harness.forge.details(
            of: [ForgeID("PR_1")], in: GitHubHarness.repository, commitCount: 1)
        let delivery = try #require(delivered[ForgeID("PR_1")])
        guard case .draft(let draft) = delivery else { throw NoDraft(delivery: delivery) }
        return draft
    }

    private struct NoDraft: Error {
        let delivery: DetailDelivery
    }

    private func sha(_ digit: Character) throws -> ObjectID { try #require(ObjectID(Fixture.sha(digit))) }

    @Test func `bring every fact of a pull request`() async throws {
        let draft = try await fetch(["labels": Fixture.page([#"{"name": "size/S"}"#, #"{"name": "Bug"}"#])])
        #expect(draft.open == [])
        let expected = PullRequest(
            forgeID: ForgeID("PR_1"), number: 1, title: "Add login", state: .merged,
            createdAt: .at("2026-01-05T09:00:00Z"), updatedAt: .at("2026-01-07T09:00:00Z"),
            closedAt: .at("2026-01-06T09:00:00Z"), mergedAt: .at("2026-01-06T09:00:00Z"),
            author: Actor(login: "hana", kind: .user), mergedBy: Actor(login: "taro", kind: .user),
            baseBranch: "develop", headBranch: "login", headSHA: try sha("a"), mergeCommitSHA: try sha("b"),
            mergeCommitFirstParent: try sha("c"), additions: 10, deletions: 2, changedFiles: 3,
            labels: ["Bug", "size/S"],
            commits: [
                Commit(
                    sha: try sha("a"), authoredAt: .at("2026-01-05T08:00:00Z"),
                    committedAt: .at("2026-01-05T08:00:00Z"),
                    parentCount: 1, authorEmailHash: EmailHasher(key: [1, 2, 3]).hash("hana@example.com"))
            ], earliestAuthoredAtSeen: .at("2026-01-05T08:00:00Z"), textFacts: TextFacts(messagesRead: true))
        #expect(draft.finished() == expected)
    }

    @Test(arguments: [
        ("User", Actor.Kind.user), ("Bot", .bot), ("Mannequin", .mannequin), ("Organization", .organization),
        ("EnterpriseUserAccount", .user), ("Enterprise", .unknown),
    ])
    func `tell the kinds of accounts`(name: String, kind: Actor.Kind) async throws {
        let draft = try await fetch(["author": Fixture.who("x", name)])
        #expect(draft.pullRequest.author == Actor(login: "x", kind: kind))
    }

    @Test func `take a missing author as a deleted account`() async throws {
        #expect(try await fetch(["author": "null"]).pullRequest.author == .ghost)
    }

    @Test(arguments: [
        ("false", #"{"id": "R_1"}"#, PullRequest.HeadOrigin.sameRepository), ("true", #"{"id": "R_2"}"#, .fork),
        ("true", "null", .gone), ("false", "null", .sameRepository),
    ])
    func `tell where the head lies`(isCross: String, head: String, origin: PullRequest.HeadOrigin) async throws {
        let draft = try await fetch(["isCrossRepository": isCross, "headRepository": head])
        #expect(draft.pullRequest.headOrigin == origin)
    }

    @Test func `keep every event that a metric needs, and the conversation`() async throws {
        let at = #""createdAt": "2026-01-05T10:00:00Z""#
        let who = #""actor": \#(Fixture.who("taro"))"#
        let items = [
            #"{"__typename": "IssueComment", "id": "IC_1", \#(at), "author": null}"#,
            #"{"__typename": "ReadyForReviewEvent", \#(at), \#(who)}"#,
            #"{"__typename": "ConvertToDraftEvent", \#(at), "actor": null}"#,
            #"{"__typename": "ClosedEvent", \#(at), \#(who)}"#,
            #"{"__typename": "ReopenedEvent", \#(at), \#(who)}"#,
            #"{"__typename": "MergedEvent", \#(at), \#(who)}"#,
            #"{"__typename": "BaseRefChangedEvent", \#(at), \#(who), "previousRefName": "a", "currentRefName": "b"}"#,
            #"{"__typename": "AutomaticBaseChangeSucceededEvent", \#(at), \#(who), "oldBase": "b", "newBase": "c"}"#,
            #"{"__typename": "ReviewDismissedEvent", \#(at), \#(who), "previousReviewState": "APPROVED", "review": {"id": "PRR_1"}}"#,
            #"{"__typename": "ReviewRequestedEvent", \#(at), \#(who)}"#,
            #"{"__typename": "AddedToMergeQueueEvent", \#(at), \#(who)}"#,
            #"{"__typename": "RemovedFromMergeQueueEvent", \#(at), \#(who)}"#,
            #"{"__typename": "HeadRefDeletedEvent", \#(at), \#(who)}"#,
            #"{"__typename": "HeadRefRestoredEvent", \#(at), \#(who)}"#,
            #"{"__typename": "AddedToTheMoonEvent", \#(at)}"#,
        ]
        let pullRequest = try await fetch(["timelineItems": Fixture.page(items)]).finished()
        #expect(
            pullRequest.comments == [
                Comment(forgeID: ForgeID("IC_1"), author: .ghost, createdAt: .at("2026-01-05T10:00:00Z"))
            ])
        #expect(
            pullRequest.events.map(\.kind) == [
                .readyForReview, .convertedToDraft, .closed, .reopened, .merged, .baseChanged(from: "a", to: "b"),
                .baseChanged(from: "b", to: "c"), .reviewDismissed(review: ForgeID("PRR_1"), previousState: .approved),
                .reviewRequested, .addedToMergeQueue, .removedFromMergeQueue, .headDeleted, .headRestored,
            ])
        #expect(pullRequest.events.map(\.actor).prefix(2) == [Actor(login: "taro", kind: .user), nil])
    }

    @Test func `keep reviews, and tolerate a verdict that is not known`() async throws {
        let reviews = ["APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED", "APPLAUDED"].enumerated().map {
            #"{"id": "PRR_\#($0)", "state": "\#($1)", "submittedAt": "2026-01-05T1\#($0):00:00Z", "author": \#(Fixture.who("taro"))}"#
        }
        let pending = #"{"id": "PRR_9", "state": "PENDING", "submittedAt": null, "author": \#(Fixture.who("me"))}"#
        let pullRequest = try await fetch(["reviews": Fixture.page(reviews + [pending])]).pullRequest
        #expect(
            pullRequest.reviews.map(\.state) == [
                .approved, .changesRequested, .commented, .dismissed, .commented, .pending,
            ])
        #expect(pullRequest.reviews.last?.submittedAt == nil)
    }

    @Test func `keep what a force-push replaced, and ask for parents only where they can matter`() async throws {
        let early = Fixture.commit("d", authored: "2026-01-04T08:00:00Z", parents: nil)
        let late = Fixture.commit("e", authored: "2026-01-06T08:00:00Z", parents: nil)
        let own = Fixture.commit("a", authored: "2026-01-05T08:00:00Z", parents: nil)
        let pushes = [early, late, own].map {
            #"{"__typename": "HeadRefForcePushedEvent", "createdAt": "2026-01-05T10:00:00Z", "actor": null, "beforeCommit": \#($0), "afterCommit": {"oid": "\#(Fixture.sha("a"))"}}"#
        }
        var draft = try await fetch(["timelineItems": Fixture.page(pushes)])
        let part = try #require(draft.open.first)
        #expect(draft.open.count == 1)
        #expect(part.kind == .parents(of: [ForgeID("C_d")]))
        #expect(draft.absorb(DraftPiece(.parents([ForgeID("C_d"): 1])), for: part) == [])
        let pullRequest = draft.finished()
        #expect(pullRequest.replacedCommits.map(\.sha) == [try sha("d"), try sha("e")])
        #expect(pullRequest.earliestAuthoredAtSeen == .at("2026-01-04T08:00:00Z"))
        #expect(pullRequest.events.first?.kind == .headForcePushed(before: try sha("d"), after: try sha("a")))
    }

    @Test func `take no merge commit as the first commit`() async throws {
        let merge = Fixture.row(Fixture.commit("d", authored: "2026-01-01T08:00:00Z", parents: 2))
        let own = Fixture.row(Fixture.commit("a", authored: "2026-01-05T08:00:00Z"))
        let pullRequest = try await fetch(["commits": Fixture.page([merge, own])]).finished()
        #expect(pullRequest.earliestAuthoredAtSeen == .at("2026-01-05T08:00:00Z"))
    }

    @Test(arguments: [
        // reviewer, its kind, comments counted, whether inline comments are asked for
        ("taro", "User", 3, false), ("hana", "User", 3, true), ("HANA", "User", 3, true), ("renovate", "User", 3, true),
        ("linter", "Bot", 3, true), ("ghost", "User", 3, false), ("hana", "User", 0, false),
    ])
    func `lead to inline comments only where nobody else has reviewed`(
        reviewer: String, kind: String, comments: Int, isAsked: Bool
    ) async throws {
        let review =
            #"{"id": "PRR_1", "state": "COMMENTED", "submittedAt": "2026-01-05T10:00:00Z", "author": \#(Fixture.who(reviewer, kind))}"#
        let draft = try await fetch(["reviews": Fixture.page([review]), "totalCommentsCount": "\(comments)"])
        #expect(draft.open.map(\.kind) == (isAsked ? [.reviewThreads] : []))
        #expect(draft.open.allSatisfy { $0.count == comments })
    }

    @Test func `go on where a list is longer than its first page`() async throws {
        let commits = Fixture.page(
            [Fixture.row(Fixture.commit("a", authored: "2026-01-05T08:00:00Z"))], next: "C1", total: 31)
        var draft = try await fetch(["commits": commits, "totalCommentsCount": "2"])
        #expect(draft.open == [OpenPart(of: ForgeID("PR_1"), .commits, after: "C1", count: 30)])
        let more = Commit(
            sha: try sha("f"), authoredAt: .at("2026-01-02T08:00:00Z"), committedAt: .at("2026-01-05T08:00:00Z"),
            parentCount: 1)
        let piece = DraftPiece(
            .commits([more], total: 31, facts: TextFacts(aiTrailers: ["claude"], messagesRead: true)))
        // Only now everything is there that decides about inline comments.
        let further = draft.absorb(piece, for: draft.open[0])
        #expect(further == [OpenPart(of: ForgeID("PR_1"), .reviewThreads, count: 2)])
        #expect(draft.finished().commitCount == 31)
        #expect(draft.finished().textFacts.aiTrailers == ["claude"])
        #expect(draft.finished().earliestAuthoredAtSeen == .at("2026-01-02T08:00:00Z"))
    }

    @Test func `cut a title at a whole character`() async throws {
        let title = String(repeating: "é", count: 600)
        let pullRequest = try await fetch(["title": "\"a\(title)\""]).pullRequest
        #expect(pullRequest.title.utf8.count == 1_023)
    }

    @Test func `put a pull request apart that lacks what it must have, and keep the others`() async throws {
        let broken = Fixture.details(id: "PR_2", number: 2, ["createdAt": #""yesterday""#])
        let harness = try GitHubHarness([Fixture.nodes([Fixture.details(), broken, "null"])])
        let delivered = try await harness.forge.details(
            of: [ForgeID("PR_1"), ForgeID("PR_2"), ForgeID("PR_3")], in: GitHubHarness.repository, commitCount: 1)
        #expect(delivered[ForgeID("PR_2")] == .malformed("an unreadable value at data.nodes.1.createdAt"))
        #expect(delivered[ForgeID("PR_3")] == nil)
        #expect(delivered.count == 2)
    }

    @Test func `trust no pull request that an error is about`() async throws {
        let error = #"{"message": "x", "path": ["nodes", 0, "mergedBy"]}"#
        let harness = try GitHubHarness([
            Fixture.nodes(
                [Fixture.details(["mergedBy": "null"]), Fixture.details(id: "PR_2", number: 2)], errors: error)
        ])
        let delivered = try await harness.forge.details(
            of: [ForgeID("PR_1"), ForgeID("PR_2")], in: GitHubHarness.repository, commitCount: 1)
        #expect(Array(delivered.keys) == [ForgeID("PR_2")])
    }

    @Test func `trust nothing where an error is about no pull request`() async throws {
        let harness = try GitHubHarness([Fixture.nodes([Fixture.details()], errors: #"{"message": "x"}"#)])
        await #expect(throws: FetchError.pageTooWide(host: "github.com")) {
            _ = try await harness.forge.details(of: [ForgeID("PR_1")], in: GitHubHarness.repository, commitCount: 1)
        }
    }
}
