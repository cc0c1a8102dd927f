import HakaruFetcher
import HakaruModel
import HakaruTestSupport
import Testing

@Suite struct `GitHub rests` {
    private typealias Fixture = GitHubFixture
    private let one = ForgeID("PR_1")

    @Test func `bring the parts of several pull requests in one request`() async throws {
        let parts = [
            OpenPart(of: one, .commits, after: "A", count: 5),
            OpenPart(of: ForgeID("PR_2"), .reviews, after: "B", count: 100),
            OpenPart(of: one, .reviewThreads, count: 3),
            OpenPart(of: one, .threadComments(thread: ForgeID("T_1")), after: "C", count: 100),
            OpenPart(of: one, .parents(of: [ForgeID("C_d")]), count: 1),
            OpenPart(of: one, .labels, after: "D", count: 100),
            OpenPart(of: one, .timeline, after: "E", count: 100),
        ]
        let comment = """
            {"id": "PRRC_1", "createdAt": "2026-01-05T09:00:00Z", "author": \(Fixture.who("taro")),
             "pullRequestReview": {"id": "PRR_1", "submittedAt": "2026-01-05T10:00:00Z"}}
            """
        let old = #"{"id": "PRRC_2", "createdAt": "2015-01-05T09:00:00Z", "author": null, "pullRequestReview": null}"#
        let answer = """
            {"data": {\(Fixture.budget),
              "part0": {"id": "PR_1", "commits": \(Fixture.page([Fixture.row(Fixture.commit("d", authored: "2026-01-05T08:00:00Z"))], next: "A2", total: 9))},
              "part1": null,
              "part2": {"id": "PR_1", "reviewThreads": \(Fixture.page([#"{"id": "T_9", "comments": \#(Fixture.page([comment], next: "T", total: 60))}"#]))},
              "part3": {"id": "T_1", "comments": \(Fixture.page([old]))},
              "part4": [{"id": "C_d", "parents": {"totalCount": 2}}],
              "part5": {"id": "PR_1", "labels": \(Fixture.page([#"{"name": "x"}"#]))},
              "part6": {"id": "PR_1", "timelineItems": \(Fixture.page([#"{"__typename": "ReopenedEvent", "createdAt": "2026-01-05T09:00:00Z", "actor": null}"#]))}}}
            """
        let harness = try GitHubHarness([.json(answer)])
        let pieces = try await harness.forge.rests(parts, in: GitHubHarness.repository)
        #expect(pieces.count == 6)
        #expect(pieces[parts[1]] == nil)
        #expect(pieces[parts[0]]?.next == "A2")
        guard case .commits(let commits, total: 9, _)? = pieces[parts[0]]?.content else {
            Issue.record("commits were asked for")
            return
        }
        #expect(commits.count == 1)
        #expect(
            pieces[parts[2]]?.content
                == .reviewComments(
                    [
                        ReviewComment(
                            forgeID: ForgeID("PRRC_1"), author: Actor(login: "taro", kind: .user),
                            createdAt: .at("2026-01-05T09:00:00Z"), reviewID: ForgeID("PRR_1"),
                            reviewSubmittedAt: .at("2026-01-05T10:00:00Z"))
                    ], further: [OpenPart(of: one, .threadComments(thread: ForgeID("T_9")), after: "T", count: 100)]))
        #expect(
            pieces[parts[3]]?.content
                == .reviewComments(
                    [
                        ReviewComment(
                            forgeID: ForgeID("PRRC_2"), author: .ghost, createdAt: .at("2015-01-05T09:00:00Z"),
                            reviewID: nil, reviewSubmittedAt: nil)
                    ], further: []))
        #expect(pieces[parts[4]]?.content == .parents([ForgeID("C_d"): 2]))
        #expect(pieces[parts[5]]?.content == .labels(["x"]))
        let body = try #require(harness.transport.bodies.first)
        #expect(body.contains(#""ids4":["C_d"]"#))
        #expect(body.contains(#""id3":"T_1""#))
        #expect(body.contains(#""after2":null"#))
    }

    @Test func `do not trust a part that an error is about`() async throws {
        let parts = [
            OpenPart(of: one, .labels, after: "A", count: 1),
            OpenPart(of: ForgeID("PR_2"), .labels, after: "A", count: 1),
        ]
        let label = #"{"id": "x", "labels": \#(Fixture.page([#"{"name": "x"}"#]))}"#
        let answer =
            #"{"data": {\#(Fixture.budget), "part0": \#(label), "part1": \#(label)}, "errors": [{"message": "x", "path": ["part1", "labels"]}]}"#
        let harness = try GitHubHarness([.json(answer)])
        let pieces = try await harness.forge.rests(parts, in: GitHubHarness.repository)
        #expect(Array(pieces.keys) == [parts[0]])
    }

    @Test(arguments: [
        (OpenPart.Kind.labels, 7, 1), (.commits, 7, 8), (.reviews, 7, 1), (.timeline, 7, 1), (.reviewThreads, 7, 8),
        (.threadComments(thread: ForgeID("T")), 7, 1), (.parents(of: [ForgeID("a"), ForgeID("b")]), 2, 2),
    ])
    func `know their price`(kind: OpenPart.Kind, count: Int, price: Int) {
        #expect(OpenPart(of: one, kind, count: count).price == price)
    }
}
