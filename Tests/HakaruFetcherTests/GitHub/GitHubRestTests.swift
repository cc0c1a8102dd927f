import HakaruFetcher
import HakaruModel
import HakaruTestSupport
import HakaruTransfer
import Testing

@Suite struct `GitHub over REST` {
    private static let pull = """
        {"node_id": "PR_1", "number": 7, "title": "Add login", "body": "Reverts acme/api#3", "state": "closed", "draft": false,
         "created_at": "2026-01-05T09:00:00Z", "updated_at": "2026-01-07T09:00:00Z", "closed_at": "2026-01-06T09:00:00Z",
         "merged_at": "2026-01-06T09:00:00Z", "user": {"login": "dependabot[bot]", "type": "Bot"},
         "merged_by": {"login": "taro", "type": "User"}, "merge_commit_sha": "\(GitHubFixture.sha("b"))",
         "head": {"ref": "login", "sha": "\(GitHubFixture.sha("a"))", "repo": {"node_id": "R_1"}},
         "base": {"ref": "develop", "sha": "\(GitHubFixture.sha("0"))", "repo": {"node_id": "R_1"}},
         "labels": [{"name": "bug"}], "additions": 1, "deletions": 2, "changed_files": 3, "commits": 2, "review_comments": 1}
        """

    private static func commit(_ digit: Character, parents: [Character]) -> String {
        let list = parents.map { #"{"sha": "\#(GitHubFixture.sha($0))"}"# }.joined(separator: ",")
        return """
            {"sha": "\(GitHubFixture.sha(digit))", "node_id": "C_\(digit)", "author": {"login": "hana", "type": "User"},
             "parents": [\(list)], "commit": {"message": "Work", "author": {"email": "hana@example.com", "date": "2026-01-05T08:00:00Z"},
             "committer": {"email": "x", "date": "2026-01-05T08:30:00Z"}}}
            """
    }

    private static let timeline = """
        [{"event": "committed", "sha": "x"},
         {"event": "commented", "node_id": "IC_1", "created_at": "2026-01-05T10:00:00Z", "user": {"login": "taro", "type": "User"}},
         {"event": "reviewed", "node_id": "PRR_1"},
         {"event": "ready_for_review", "created_at": "2026-01-05T11:00:00Z", "actor": {"login": "hana", "type": "User"}},
         {"event": "review_dismissed", "created_at": "2026-01-05T13:00:00Z", "actor": null, "dismissed_review": {"state": "approved", "review_id": 11}},
         {"event": "merged", "created_at": "2026-01-06T09:00:00Z", "actor": null}]
        """

    private static let review = """
        [{"id": 11, "node_id": "PRR_1", "user": {"login": "linter", "type": "Bot"}, "state": "DISMISSED",
          "submitted_at": "2026-01-05T10:30:00Z"}]
        """

    private static let inline = """
        [{"node_id": "PRRC_1", "user": {"login": "taro", "type": "User"}, "created_at": "2026-01-05T10:00:00Z",
          "pull_request_review_id": 11}]
        """

    private static func answer(to request: HTTPRequest, pull: String = pull, timeline: String = timeline)
        -> ScriptedTransport.Answer
    {
        switch request.url.absoluteString {
        case "https://api.github.com/repos/acme/api/pulls/7": .json(pull)
        case "https://api.github.com/repos/acme/api/commits/\(GitHubFixture.sha("b"))":
            .json(commit("b", parents: ["c", "a"]))
        case "https://api.github.com/repos/acme/api/pulls/7/commits?per_page=100":
            .response(
                status: 200,
                headers: [
                    (
                        "Link",
                        #"<https://api.github.com/repositories/1/pulls/7/commits?page=2>; rel="next", <x>; rel="last""#
                    )
                ],
                body: "[\(commit("a", parents: ["c"]))]")
        case "https://api.github.com/repositories/1/pulls/7/commits?page=2":
            .json("[\(commit("d", parents: ["a", "c"]))]")
        case "https://api.github.com/repos/acme/api/pulls/7/reviews?per_page=100": .json(review)
        case "https://api.github.com/repos/acme/api/issues/7/timeline?per_page=100": .json(timeline)
        case "https://api.github.com/repos/acme/api/pulls/7/comments?per_page=100": .json(inline)
        default: .response(status: 404, body: #"{"message": "Not Found"}"#)
        }
    }

    @Test func `brings the same facts as a query, along the links of lists`() async throws {
        let harness = try GitHubHarness(ScriptedTransport { request, _ in Self.answer(to: request) })
        let draft = try await harness.forge.pullRequest(7, in: GitHubHarness.repository)
        #expect(draft.open == [])
        let pullRequest = draft.finished()
        #expect(pullRequest.gaps == [])
        #expect(pullRequest.state == .merged)
        #expect(pullRequest.author == Actor(login: "dependabot", kind: .bot))
        #expect(pullRequest.headOrigin == .sameRepository)
        #expect(pullRequest.mergeCommitFirstParent?.description == GitHubFixture.sha("c"))
        #expect(pullRequest.commits.map(\.parentCount) == [1, 2])
        #expect(pullRequest.commits.first?.author == Actor(login: "hana", kind: .user))
        #expect(pullRequest.commits.first?.authorEmailHash == EmailHasher(key: [1, 2, 3]).hash("hana@example.com"))
        #expect(pullRequest.commitCount == 2)
        #expect(pullRequest.textFacts.revertedNumber == 3)
        #expect(pullRequest.reviews.map(\.forgeID) == [ForgeID("PRR_1")])
        #expect(pullRequest.comments.map(\.forgeID) == [ForgeID("IC_1")])
        #expect(
            pullRequest.events.map(\.kind) == [
                .readyForReview, .reviewDismissed(review: ForgeID("PRR_1"), previousState: .approved), .merged,
            ])
        // The only review is a bot's, so inline comments are asked for.
        #expect(pullRequest.reviewComments.map(\.reviewSubmittedAt) == [.at("2026-01-05T10:30:00Z")])
        #expect(harness.transport.requests.count == 7)
    }

    @Test func `tells as little of a deleted account as a query does`() async throws {
        let ghost = #"{"login": "ghost", "type": "User"}"#
        let timeline = """
            [{"event": "merged", "created_at": "2026-01-05T11:00:00Z", "actor": \(ghost)},
             {"event": "commented", "node_id": "IC_9", "created_at": "2026-01-05T12:00:00Z", "user": \(ghost)}]
            """
        let harness = try GitHubHarness(
            ScriptedTransport { request, _ in Self.answer(to: request, timeline: timeline) })
        let pullRequest = try await harness.forge.pullRequest(7, in: GitHubHarness.repository).finished()
        #expect(pullRequest.events.map(\.kind) == [.merged])
        #expect(pullRequest.events.map(\.actor) == [nil])
        #expect(pullRequest.comments.map(\.author) == [.ghost])
    }

    @Test(arguments: ["base_ref_changed", "automatic_base_change_succeeded", "head_ref_force_pushed"])
    func `notes a gap where the API does not tell the branches of a changed base, or what was replaced`(
        event: String
    ) async throws {
        let timeline = #"[{"event": "\#(event)", "created_at": "2026-01-05T11:00:00Z", "actor": null}]"#
        let harness = try GitHubHarness(
            ScriptedTransport { request, _ in Self.answer(to: request, timeline: timeline) })
        let pullRequest = try await harness.forge.pullRequest(7, in: GitHubHarness.repository).finished()
        #expect(pullRequest.gaps == .events)
        let push = TimelineEvent.Kind.headForcePushed(before: nil, after: nil)
        #expect(pullRequest.events.map(\.kind) == (event == "head_ref_force_pushed" ? [push] : []))
    }

    @Test func `notes a gap where a part can't be had, and keeps the rest`() async throws {
        let harness = try GitHubHarness(
            ScriptedTransport { request, _ in
                request.url.path.hasSuffix("/reviews") ? .response(status: 500, body: "") : Self.answer(to: request)
            })
        let pullRequest = try await harness.forge.pullRequest(7, in: GitHubHarness.repository).finished()
        #expect(pullRequest.gaps == .reviews)
        #expect(pullRequest.commits.count == 2)
    }

    @Test func `does not follow a link to another host`() async throws {
        let harness = try GitHubHarness(
            ScriptedTransport { request, _ in
                guard request.url.path.hasSuffix("/commits") else { return Self.answer(to: request) }
                return .response(status: 200, headers: [("Link", #"<https://evil.example/x>; rel="next""#)], body: "[]")
            })
        await #expect(throws: FetchError.redirectedElsewhere(host: "github.com", to: "https://evil.example")) {
            _ = try await harness.forge.pullRequest(7, in: GitHubHarness.repository)
        }
        #expect(harness.transport.requests.allSatisfy { $0.url.host == "api.github.com" })
    }

    @Test func `has nothing where there is no such pull request`() async throws {
        let harness = try GitHubHarness(ScriptedTransport { _, _ in .response(status: 404, body: "{}") })
        await #expect(throws: FetchError.repositoryNotFound(GitHubHarness.repository, host: "github.com")) {
            _ = try await harness.forge.pullRequest(8, in: GitHubHarness.repository)
        }
    }
}
