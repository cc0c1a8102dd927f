import HakaruFetcher
import HakaruModel
import HakaruTestSupport
import Testing

@Suite struct `GitHub's activity` {
    private typealias Fixture = GitHubFixture

    private func part(_ digit: Character, after cursor: String? = nil) throws -> ActivityQuestion.CommitPart {
        ActivityQuestion.CommitPart(try #require(ObjectID(Fixture.sha(digit))), after: cursor)
    }

    private func commit(_ contexts: [String], next: String? = nil) -> String {
        #"{"statusCheckRollup": {"contexts": \#(Fixture.page(contexts, next: next))}}"#
    }

    private let status = """
        {"__typename": "StatusContext", "context": "coverage/api", "state": "SUCCESS", "description": "81 %",
         "createdAt": "2026-01-05T09:00:00Z", "creator": {"__typename": "Bot", "login": "ci"}}
        """
    private let check = """
        {"__typename": "CheckRun", "name": "test", "conclusion": "TIMED_OUT", "title": "",
         "completedAt": "2026-01-05T10:00:00Z", "checkSuite": {"id": "CS_1", "app": {"slug": "github-actions"}}},
        {"__typename": "CheckRun", "name": "test", "conclusion": "SUCCESS", "title": null,
         "completedAt": "2026-01-05T10:30:00Z", "checkSuite": {"id": "CS_2", "app": {"slug": "github-actions"}}}
        """
    private let running = """
        {"__typename": "CheckRun", "name": "lint", "conclusion": null, "title": null, "completedAt": null,
         "checkSuite": {"app": null}}
        """
    private let release = """
        {"id": "RE_1", "tagName": "v1", "isDraft": false, "isPrerelease": true, "createdAt": "2026-01-01T00:00:00Z",
         "publishedAt": "2026-01-02T00:00:00Z", "tagCommit": {"oid": "\(String(repeating: "7", count: 40))"},
         "author": null}
        """
    private let deployment = """
        {"id": "DE_1", "commitOid": "\(String(repeating: "8", count: 40))", "environment": "production",
         "createdAt": "2026-01-03T00:00:00Z", "creator": {"__typename": "User", "login": "hana"},
         "statuses": {"nodes": [{"state": "SUCCESS", "createdAt": "2026-01-03T00:02:00Z"},
           {"state": "NEW_WORD", "createdAt": "2026-01-03T00:01:00Z"}]}}
        """

    @Test func `is read in one request, and tells what is left to ask`() async throws {
        let answer = """
            {"data": {\(Fixture.budget), "repository": {"id": "R_1",
              "releases": \(Fixture.page([release], next: "R2")),
              "commit0": \(commit([status, check, running], next: "C2")),
              "commit1": {"statusCheckRollup": null}, "commit2": null},
              "deployed": {"deployments": \(Fixture.page([deployment]))}}}
            """
        let harness = try GitHubHarness([.json(answer)])
        let question = ActivityQuestion(
            commits: [try part("1"), try part("2"), try part("3", after: "X")], releases: .init(after: "R1"),
            deployments: .init())
        let page = try await harness.forge.activity(question, in: GitHubHarness.repository)
        let sha = try part("1").sha
        #expect(
            page.activity.statuses == [
                CommitStatus(
                    sha: sha, context: "coverage/api", state: .success, description: "81 %",
                    creator: Actor(login: "ci", kind: .bot), createdAt: .at("2026-01-05T09:00:00Z")),
                CommitStatus(
                    sha: sha, form: .checkRun, context: "test", suite: ForgeID("CS_1"), state: .timedOut,
                    creator: Actor(login: "github-actions", kind: .bot), createdAt: .at("2026-01-05T10:00:00Z")),
                CommitStatus(
                    sha: sha, form: .checkRun, context: "test", suite: ForgeID("CS_2"), state: .success,
                    creator: Actor(login: "github-actions", kind: .bot), createdAt: .at("2026-01-05T10:30:00Z")),
            ])
        #expect(
            page.activity.releases == [
                Release(
                    forgeID: ForgeID("RE_1"), tag: "v1", sha: try part("7").sha, isPrerelease: true,
                    createdAt: .at("2026-01-01T00:00:00Z"), publishedAt: .at("2026-01-02T00:00:00Z"))
            ])
        #expect(
            page.activity.deployments == [
                Deployment(
                    forgeID: ForgeID("DE_1"), sha: try part("8").sha, environment: "production",
                    creator: Actor(login: "hana", kind: .user), createdAt: .at("2026-01-03T00:00:00Z"),
                    statuses: [
                        .init(state: .unknown, createdAt: .at("2026-01-03T00:01:00Z")),
                        .init(state: .success, createdAt: .at("2026-01-03T00:02:00Z")),
                    ])
            ])
        #expect(page.further == [try part("1", after: "C2")])
        #expect(page.missing == [] && page.refused == [])
        #expect(page.nextReleases == "R2" && page.nextDeployments == nil)
        let body = try #require(harness.transport.bodies.first)
        #expect(body.contains(#""after2":"X""#) && body.contains(#""releases":"R1""#))
        #expect(body.contains(#""oid0":"\#(Fixture.sha("1"))""#))
    }

    @Test func `that a token may not read is named, and the rest is there`() async throws {
        let answer = """
            {"data": {\(Fixture.budget), "repository": {"id": "R_1", "releases": \(Fixture.page([release])),
              "commit0": {"statusCheckRollup": null}}, "deployed": null},
             "errors": [
              {"type": "FORBIDDEN", "path": ["deployed", "deployments"], "message": "Resource not accessible"},
              {"type": "FORBIDDEN", "path": ["repository", "commit0", "statusCheckRollup"], "message": "No"}]}
            """
        let harness = try GitHubHarness([.json(answer)])
        let question = ActivityQuestion(commits: [try part("1")], releases: .init(), deployments: .init())
        let page = try await harness.forge.activity(question, in: GitHubHarness.repository)
        #expect(page.refused == [.deployments, .statuses])
        #expect(page.activity.releases.count == 1)
        #expect(page.missing == [])
    }

    @Test func `of a commit that an error is about is missing`() async throws {
        let answer = """
            {"data": {\(Fixture.budget), "repository": {"id": "R_1", "commit0": \(commit([status])), "commit1": null}},
             "errors": [{"path": ["repository", "commit1", "statusCheckRollup"], "message": "Something went wrong"}]}
            """
        let harness = try GitHubHarness([.json(answer)])
        let page = try await harness.forge.activity(
            ActivityQuestion(commits: [try part("1"), try part("2")]), in: GitHubHarness.repository)
        #expect(page.missing == [try part("2")])
        #expect(page.activity.statuses.count == 1)
    }

    @Test func `that is too much is asked for in smaller pages`() async throws {
        let answer = #"{"data": null, "errors": [{"type": "RESOURCE_LIMITS_EXCEEDED", "message": "no"}]}"#
        let harness = try GitHubHarness([.json(answer)])
        await #expect(throws: FetchError.pageTooWide(host: "github.com")) {
            try await harness.forge.activity(
                ActivityQuestion(commits: [try part("1"), try part("2")]), in: GitHubHarness.repository)
        }
    }

    @Test(arguments: [nil, "MORE"] as [String?])
    func `of many repositories comes with what has changed, or not at all`(next: String?) async throws {
        let history = """
            {"pageInfo": {"hasNextPage": \(next == nil ? "false" : "true"), "endCursor": null},
             "nodes": [{"oid": "\(Fixture.sha("1"))", "statusCheckRollup": {"contexts": \(Fixture.page([status]))}}]}
            """
        let answer = """
            {"data": {\(Fixture.budget),
              "repository0": {"id": "R_1", "nameWithOwner": "acme/api", "isArchived": false, "isFork": false,
                "isPrivate": false, "createdAt": "2020-01-01T00:00:00Z", "defaultBranchRef": null,
                "newest": {"nodes": []}, "recent": {"target": {"history": \(history)}},
                "releases": {"nodes": [{"id": "RE_9"}]}},
              "deployed0": {"deployments": {"nodes": [{"id": "DE_9", "latestStatus": {"state": "FAILURE"}}]}}}}
            """
        let harness = try GitHubHarness([.json(answer)])
        let changes = try await harness.forge.changes(
            of: [ChangeQuestion(repository: ForgeID("R_1"), branches: [], activityBranch: "develop")],
            since: .at("2026-01-01T00:00:00Z"))
        let activity = changes[ForgeID("R_1")]?.activity
        #expect((activity == nil) == (next != nil))
        if let activity {
            #expect(activity.statuses.map(\.context) == ["coverage/api"])
            #expect(activity.newestRelease == ForgeID("RE_9"))
            #expect(activity.newestDeployment == ForgeID("DE_9"))
            #expect(activity.newestDeploymentState == .failure)
        }
        let body = try #require(harness.transport.bodies.first)
        #expect(body.contains(#""recent0":"refs/heads/develop""#))
        #expect(body.contains(#""since":"2026-01-01T00:00:00Z""#))
    }
}
