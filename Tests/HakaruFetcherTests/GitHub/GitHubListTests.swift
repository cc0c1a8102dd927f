import HakaruFetcher
import HakaruModel
import HakaruTestSupport
import Testing

@Suite struct `GitHub lists` {
    private typealias Fixture = GitHubFixture

    private func row(_ number: Int, state: String = "OPEN") -> String {
        """
        {"id": "PR_\(number)", "number": \(number), "state": "\(state)", "isDraft": false,
         "updatedAt": "2026-01-05T09:00:00Z", "baseRefName": "develop", "commits": {"totalCount": 3}}
        """
    }

    private let facts = """
        "id": "R_1", "nameWithOwner": "acme/new-api", "isArchived": true, "isFork": false, "isPrivate": true,
        "createdAt": "2020-01-01T00:00:00Z",
        "defaultBranchRef": {"name": "main", "target": {"oid": "\(String(repeating: "1", count: 40))"}}
        """

    @Test func `open a walk with the facts of the repository and the branches that count`() async throws {
        let answer = """
            {"data": {\(Fixture.budget), "repository": {\(facts),
              "newest": {"nodes": [{"updatedAt": "2026-01-07T09:00:00Z"}]},
              "branch0": {"name": "develop", "target": {"oid": "\(Fixture.sha("2"))"}}, "branch1": null,
              "part0": {"nodes": [{"name": "release/1", "target": {"oid": "\(Fixture.sha("3"))"}}, {"name": "old-release/1", "target": null}]},
              "pullRequests": \(Fixture.page([row(1), row(2, state: "MERGED")], next: "CUR", total: 250))}}}
            """
        let transport = ScriptedTransport([
            .response(status: 200, headers: [("Date", "Tue, 24 Nov 2026 09:00:00 GMT")], body: answer)
        ])
        let harness = try GitHubHarness(transport)
        let patterns = ["develop", "trunk", "release/*"].compactMap(BranchPattern.init)
        let opening = try await harness.forge.openWalk(
            ListQuery(repository: GitHubHarness.repository, order: .createdAscending, width: 100), branches: patterns)
        #expect(opening.repository.forgeID == ForgeID("R_1"))
        #expect(opening.repository.id == RepositoryID("acme/new-api"))
        #expect(opening.repository.isArchived && opening.repository.isPrivate && !opening.repository.isFork)
        #expect(opening.repository.defaultBranch == "main")
        #expect(opening.repository.knownBranches == ["main", "develop", "release/1"])
        #expect(
            opening.tips.mapValues(\.description) == [
                "main": Fixture.sha("1"), "develop": Fixture.sha("2"), "release/1": Fixture.sha("3"),
            ])
        #expect(opening.newestUpdatedAt == .at("2026-01-07T09:00:00Z"))
        #expect(opening.answeredAt == .at("2026-11-24T09:00:00Z"))
        #expect(opening.page.next == "CUR")
        #expect(opening.page.total == 250)
        #expect(opening.page.rows.map(\.state) == [.open, .merged])
        #expect(opening.page.rows[0].commitCount == 3)
        let body = try #require(transport.bodies.first)
        #expect(body.contains(#""branch0":"refs/heads/develop","branch1":"refs/heads/trunk""#))
        #expect(body.contains(#""part0":"release/""#))
        #expect(body.contains(#""field":"CREATED_AT""#))
    }

    @Test func `take an empty repository as one with nothing in it`() async throws {
        let facts = facts.replacing(
            #"{"name": "main", "target": {"oid": "\#(String(repeating: "1", count: 40))"}}"#, with: "null")
        let answer =
            #"{"data": {\#(Fixture.budget), "repository": {\#(facts), "newest": {"nodes": []}, "pullRequests": \#(Fixture.page([]))}}}"#
        let harness = try GitHubHarness([.json(answer)])
        let opening = try await harness.forge.openWalk(
            ListQuery(repository: GitHubHarness.repository, order: .createdAscending, width: 100), branches: [])
        #expect(opening.repository.defaultBranch == nil)
        #expect(opening.newestUpdatedAt == nil)
        #expect(opening.page.rows == [])
        #expect(opening.page.next == nil)
    }

    @Test func `count a row that is missing even alone`() async throws {
        let answer =
            #"{"data": {\#(Fixture.budget), "repository": {"pullRequests": \#(Fixture.page(["null"], next: "CUR", total: 5))}}}"#
        let harness = try GitHubHarness([.json(answer)])
        let page = try await harness.forge.list(
            ListQuery(repository: GitHubHarness.repository, order: .createdAscending, width: 1))
        #expect(page.missingCount == 1)
        #expect(page.next == "CUR")
    }

    @Test func `never take a page without a way on for the last`() async throws {
        let answer =
            #"{"data": {\#(Fixture.budget), "repository": {"pullRequests": {"totalCount": 5, "pageInfo": {"hasNextPage": true, "endCursor": null}, "nodes": []}}}}"#
        let harness = try GitHubHarness([.json(answer)])
        await #expect(
            throws: FetchError.malformedAnswer(
                host: "github.com", detail: "a page that goes on without a place to go on from")
        ) {
            _ = try await harness.forge.list(
                ListQuery(repository: GitHubHarness.repository, order: .createdAscending, width: 10))
        }
    }

    @Test func `read a history with all parents`() async throws {
        let parents = #"{"totalCount": 2, "nodes": [{"oid": "\#(Fixture.sha("2"))"}, {"oid": "\#(Fixture.sha("3"))"}]}"#
        let node = #"{"oid": "\#(Fixture.sha("1"))", "committedDate": "2026-01-05T09:00:00Z", "parents": \#(parents)}"#
        let end = #""totalCount": 7, "pageInfo": {"hasNextPage": true, "endCursor": "CUR"}"#
        let answer =
            #"{"data": {\#(Fixture.budget), "repository": {"object": {"history": {\#(end), "nodes": [\#(node)]}}}}}"#
        let failed = #"{"data": {"repository": {"object": {"history": null}}}, "errors": [{"message": "Too deep"}]}"#
        let harness = try GitHubHarness([
            .json(answer), .json(#"{"data": {"repository": {"object": null}}}"#), .json(failed),
        ])
        let tip = try #require(ObjectID(Fixture.sha("1")))
        let request = HistoryPlan.Request(from: tip, isCounted: true)
        let page = try await harness.forge.history(request, in: GitHubHarness.repository)
        #expect(page.entries.map(\.sha) == [tip])
        #expect(page.entries.first?.parents.map(\.description) == [Fixture.sha("2"), Fixture.sha("3")])
        #expect(page.total == 7 && page.next == "CUR")
        #expect(harness.transport.bodies.first?.contains(#""isCounted":true"#) == true)
        #expect(try await harness.forge.history(request, in: GitHubHarness.repository) == HistoryPage([]))
        // A history that was not delivered is not the end of the line.
        await #expect(throws: FetchError.malformedAnswer(host: "github.com", detail: "Too deep")) {
            _ = try await harness.forge.history(request, in: GitHubHarness.repository)
        }
    }

    @Test func `tell of many repositories in one request what has changed`() async throws {
        let answer = """
            {"data": {\(Fixture.budget),
              "repository0": {\(facts), "newest": {"totalCount": 3, "nodes": [{"updatedAt": "2026-01-07T09:00:00Z"}]},
                "branch0x0": {"name": "develop", "target": {"oid": "\(Fixture.sha("2"))"}},
                "part0x0": {"nodes": [{"name": "release/1", "target": {"oid": "\(Fixture.sha("3"))"}},
                  {"name": "old-release/1", "target": {"oid": "\(Fixture.sha("4"))"}}]},
                "open": {"totalCount": 1, "nodes": [{"id": "PR_1", "baseRefName": "develop"}]}},
              "repository1": null}}
            """
        let harness = try GitHubHarness([.json(answer)])
        let questions = [
            ChangeQuestion(
                repository: ForgeID("R_1"), branches: ["develop"], patterns: [try #require(BranchPattern("release/*"))],
                asksForOpen: true),
            ChangeQuestion(repository: ForgeID("R_2"), branches: []),
        ]
        let changes = try await harness.forge.changes(of: questions, since: .at("2026-01-01T00:00:00Z"))
        #expect(Array(changes.keys) == [ForgeID("R_1")])
        #expect(changes[ForgeID("R_1")]?.newestUpdatedAt == .at("2026-01-07T09:00:00Z"))
        #expect(changes[ForgeID("R_1")]?.tips.keys.sorted() == ["develop", "main", "release/1"])
        #expect(changes[ForgeID("R_1")]?.open == [ForgeID("PR_1"): "develop"])
        #expect(harness.transport.bodies.first?.contains(#""branch0x0":"refs/heads/develop""#) == true)
        #expect(harness.transport.bodies.first?.contains(#""part0x0":"release/""#) == true)
    }

    @Test func `name the repositories of an organization, page by page`() async throws {
        let harness = try GitHubHarness([
            .json(
                """
                {"data": {\(Fixture.budget), "repositoryOwner": {"repositories":
                  {"pageInfo": {"hasNextPage": true, "endCursor": "CUR"}, "nodes": [{\(facts)}, null]}}}}
                """),
            .json(
                """
                {"data": {\(Fixture.budget), "repositoryOwner": null},
                 "errors": [{"type": "NOT_FOUND", "path": ["repositoryOwner"], "message": "No such owner."}]}
                """),
        ])
        let page = try await harness.forge.repositories(of: "acme", after: nil)
        #expect(page.repositories.map(\.id.description) == ["acme/new-api"])
        #expect(page.missingCount == 1)
        #expect(page.next == "CUR")
        await #expect(throws: FetchError.ownerNotFound("acme", host: "github.com")) {
            try await harness.forge.repositories(of: "acme", after: "CUR")
        }
        #expect(harness.transport.bodies.last?.contains(#""after":"CUR""#) == true)
    }
}
