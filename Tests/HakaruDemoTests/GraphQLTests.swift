import HakaruModel
import Testing

@testable import HakaruDemo

@Suite struct `GraphQL of the demo forge` {
    @Test func `answers fields, aliases, fragments and variables`() {
        let run = GraphQLRun(
            """
            query Look($owner: String!, $number: Int!) {
              shop: repository(owner: $owner, name: "shop") {
                ...Names
                pullRequest(number: $number) { title author { __typename login ... on User { databaseId } } }
              }
            }
            fragment Names on Repository { nameWithOwner defaultBranchRef { name target { oid } } }
            """, variables: #"{"owner": "acme", "number": 1}"#)
        #expect(run.errors == [])
        #expect(run["shop.nameWithOwner"] == .string("acme/shop"))
        #expect(run["shop.defaultBranchRef.target.oid"] == .string(ObjectID.of(4).description))
        #expect(run["shop.pullRequest.title"] == .string("Add cart 🛒 \u{1B}[31m\"quoted\""))
        #expect(run["shop.pullRequest.author.databaseId"] == .int(1))
    }

    @Test func `keeps the order of the query and joins selections of one key`() {
        let run = GraphQLRun(
            """
            { repository(owner: "acme", name: "shop") { name owner { login } ...Id owner { id } } }
            fragment Id on Repository { id }
            """)
        #expect(run["repository.owner"] == .object(["login": .string("acme"), "id": .string("O_5")]))
        #expect(run["repository.id"] == .string("R_7"))
    }

    @Test(arguments: [
        ("@include(if: $yes)", true), ("@include(if: $no)", false), ("@skip(if: $yes)", false),
        ("@skip(if: $no)", true),
    ])
    func `lets directives decide`(directive: String, isThere: Bool) {
        let run = GraphQLRun(
            "query($yes: Boolean!, $no: Boolean = false) { viewer { login \(directive) id @include(if: $yes) @skip(if: $no) } }",
            variables: #"{"yes": true}"#)
        #expect(run.errors == [])
        #expect((run["viewer.login"] != .null) == isThere)
    }

    @Test(arguments: [
        ("{ nothing }", "Field 'nothing' doesn't exist on type 'Query'"),
        ("{ viewer }", "Field must have selections"),
        ("{ viewer { login { x } } }", "Selections can't be made on scalars"),
        ("{ repository(owner: \"a\") { id } }", "missing required arguments: name"),
        ("{ viewer(x: 1) { id } }", "doesn't accept argument 'x'"),
        ("{ repository(owner: 1, name: \"b\") { id } }", "Could not coerce value to String"),
        ("query($a: Int) { viewer { id } }", "Variable $a is declared by anonymous query but not used"),
        ("{ repository(owner: $o, name: \"b\") { id } }", "Variable $o is used but not declared"),
        ("query($o: String) { repository(owner: $o, name: \"b\") { id } }", "Type mismatch on variable $o"),
        ("{ viewer { ...F } }", "Fragment F was used, but not defined"),
        ("{ viewer { id } } fragment F on User { id }", "Fragment F was defined, but not used"),
        ("{ viewer { ...F } } fragment F on User { ...F }", "infinite loop"),
        ("{ viewer { ... on Repository { id } } }", "can't be spread inside User"),
        ("{ viewer { id: login id } }", "has a conflict"), ("{ viewer { id @foo } }", "Directive @foo is not defined"),
        ("mutation { viewer { id } }", "not supported"), ("{ viewer { id }", "Expected a name"),
        ("", "must be specified"),
        (
            "query($n: Int!) { repository(owner: \"acme\", name: \"shop\") { pullRequest(number: $n) { id } } }",
            "provided invalid value"
        ),
        (
            "{ repository(owner: \"acme\", name: \"shop\") { pullRequests(first: 1, states: [NEW]) { totalCount } } }",
            "invalid value"
        ),
    ])
    func `refuses a wrong document before it runs`(query: String, message: String) {
        let run = GraphQLRun(query)
        #expect(run.json["data"] == nil)
        #expect(run.errors.contains { $0.contains(message) }, "\(run.errors)")
    }

    @Test func `puts null and an error where a repository is missing, and answers the rest`() {
        let run = GraphQLRun(
            """
            { a: repository(owner: "acme", name: "none") { id } b: repository(owner: "acme", name: "shop") { id } }
            """)
        #expect(run["a"] == .null)
        #expect(run["b.id"] == .string("R_7"))
        #expect(run.errorTypes == ["NOT_FOUND"])
        #expect(run.json["errors"]?.at("0.path") == .array([.string("a")]))
    }

    @Test func `lets a null take the place of the nearest parent that may be null`() {
        // `pullRequests` must not be null, so its error takes the repository with it.
        let run = GraphQLRun("{ repository(owner: \"acme\", name: \"shop\") { name pullRequests { nodes { id } } } }")
        #expect(run["repository"] == .null)
        #expect(run.errorTypes == ["MISSING_PAGINATION_BOUNDARIES"])
        #expect(run.json["data"] == .object(["repository": .null]))
    }

    @Test func `counts without a page, and pages with one`() {
        let run = GraphQLRun(
            """
            { repository(owner: "acme", name: "shop") {
                all: pullRequests { totalCount }
                first: pullRequests(first: 1) { pageInfo { hasNextPage hasPreviousPage endCursor } nodes { number } }
                wide: refs(refPrefix: "refs/heads/", first: 101) { nodes { name } }
            } }
            """)
        #expect(run["repository.all.totalCount"] == .int(2))
        #expect(run["repository.first.nodes"] == .array([.object(["number": .int(1)])]))
        #expect(run["repository.first.pageInfo.hasNextPage"] == .bool(true))
        #expect(run["repository.wide"] == .null)
        #expect(run.errorTypes == ["EXCESSIVE_PAGINATION"])
    }

    @Test(arguments: ["CREATED_AT", "UPDATED_AT"], ["ASC", "DESC"])
    func `walks all pull requests page by page, each once`(field: String, direction: String) throws {
        var numbers: [Int] = []
        var cursor: JSONValue = .null
        repeat {
            let after = cursor.string.map { ", after: \"\($0)\"" } ?? ""
            let run = GraphQLRun(
                """
                { repository(owner: "acme", name: "api") {
                    pullRequests(first: 100\(after), orderBy: {field: \(field), direction: \(direction)}) {
                      nodes { number } pageInfo { hasNextPage endCursor }
                    } } }
                """, of: demo)
            let page = run["repository.pullRequests"]
            numbers += page["nodes"]?.array?.compactMap { $0["number"]?.int } ?? []
            cursor = page.at("pageInfo.hasNextPage") == .bool(true) ? page.at("pageInfo.endCursor") ?? .null : .null
        } while cursor != .null
        let all = demo.repositories[0].pullRequests.map(\.number)
        #expect(Set(numbers) == Set(all))
        #expect(numbers.count == all.count)
        if field == "CREATED_AT" { #expect(numbers == (direction == "ASC" ? all : all.reversed())) }
    }

    @Test func `tells the parts of a pull request`() {
        let run = GraphQLRun(
            """
            { repository(owner: "acme", name: "shop") { pullRequest(number: 1) {
                state mergedAt closedAt updatedAt isDraft totalCommentsCount
                mergedBy { login }
                mergeCommit { oid parents(first: 5) { totalCount nodes { oid } } }
                commits(first: 10) { totalCount nodes { commit { oid authoredDate committedDate author { user { login } } } } }
                reviews(first: 10) { nodes { state submittedAt } }
                comments(first: 10) { nodes { author { login } } }
                reviewThreads(first: 5) { nodes { comments(first: 5) { nodes { createdAt pullRequestReview { submittedAt } } } } }
                timelineItems(first: 10, itemTypes: [HEAD_REF_FORCE_PUSHED_EVENT, REVIEW_DISMISSED_EVENT]) {
                  nodes {
                    __typename
                    ... on HeadRefForcePushedEvent { beforeCommit { oid } afterCommit { oid } }
                    ... on ReviewDismissedEvent { previousReviewState review { id } }
                  } } } } }
            """)
        let found = run["repository.pullRequest"]
        #expect(run.errors == [])
        #expect(found["state"] == .string("MERGED"))
        #expect(found["mergedAt"] == .string("2026-01-06T03:00:00Z"))
        #expect(found["updatedAt"] == .string("2026-01-06T04:00:00Z"))
        #expect(found["totalCommentsCount"] == .int(2))
        #expect(found.at("mergedBy.login") == .string("taro"))
        #expect(found.at("mergeCommit.parents.totalCount") == .int(2))
        #expect(found.at("commits.totalCount") == .int(1))
        #expect(found.at("commits.nodes.0.commit.oid") == .string(ObjectID.of(3).description))
        #expect(found.at("reviews.nodes.1.state") == .string("DISMISSED"))
        #expect(found.at("comments.nodes.0.author") == .null)
        #expect(
            found.at("reviewThreads.nodes.0.comments.nodes.0.pullRequestReview.submittedAt")
                == .string("2026-01-05T04:00:00Z"))
        #expect(found.at("timelineItems.nodes.0.beforeCommit.oid") == .string(ObjectID.of(2).description))
        #expect(found.at("timelineItems.nodes.1.previousReviewState") == .string("APPROVED"))
    }

    @Test func `finds things by their identity`() {
        let ids = ["R_7", "PR_7_1", "C_7_\(ObjectID.of(4))", "U_2", "PRR_7_1_11", "PRRT_7_1_12", "PR_7_99"]
        let list = ids.map { "\"\($0)\"" }.joined(separator: ", ")
        let run = GraphQLRun("{ nodes(ids: [\(list)]) { __typename id } }")
        let types = run["nodes"].array?.map { $0["__typename"]?.string }
        #expect(
            types == [
                "Repository", "PullRequest", "Commit", "User", "PullRequestReview", "PullRequestReviewThread", nil,
            ])
        #expect(run["nodes"].array?.dropLast().compactMap { $0["id"]?.string } == ids.dropLast())
        #expect(run.errorTypes == ["NOT_FOUND"])
    }

    @Test func `shows what was so at its clock`() {
        let query = """
            { repository(owner: "acme", name: "shop") {
                pullRequests { totalCount }
                pullRequest(number: 1) {
                  state commits(first: 5) { nodes { commit { oid } } } reviews(first: 5) { nodes { state } }
                }
                ref(qualifiedName: "refs/heads/develop") { target { oid } } } }
            """
        let early = GraphQLRun(query, asOf: .at("2026-01-05T04:30:00Z"))
        #expect(early["repository.pullRequests.totalCount"] == .int(1))
        #expect(early["repository.pullRequest.state"] == .string("OPEN"))
        #expect(early["repository.pullRequest.commits.nodes.0.commit.oid"] == .string(ObjectID.of(2).description))
        #expect(early["repository.pullRequest.reviews.nodes"].array?.count == 1)
        #expect(early["repository.ref.target.oid"] == .string(ObjectID.of(1).description))
        let later = GraphQLRun(query, asOf: .at("2026-01-06T03:30:00Z"))
        #expect(later["repository.pullRequest.reviews.nodes.1.state"] == .string("APPROVED"))
    }

    @Test func `walks the history of a branch, newest first`() {
        let run = GraphQLRun(
            """
            { repository(owner: "acme", name: "shop") { object(expression: "develop") { ... on Commit {
                history(first: 2) { totalCount pageInfo { hasNextPage } nodes { oid } }
                status { state contexts { context } } statusCheckRollup { state contexts(first: 5) { totalCount } }
            } } } }
            """)
        #expect(run["repository.object.history.totalCount"] == .int(3))
        #expect(
            run["repository.object.history.nodes"].array?.compactMap { $0["oid"]?.string }
                == [ObjectID.of(4), .of(3)].map(\.description))
        #expect(run["repository.object.history.pageInfo.hasNextPage"] == .bool(true))
        #expect(run["repository.object.status.state"] == .string("SUCCESS"))
        #expect(run["repository.object.statusCheckRollup.state"] == .string("FAILURE"))
    }

    @Test(arguments: [
        ("{ rateLimit { cost } }", 0, 0), ("{ viewer { login } }", 1, 0),
        // 1 + 25 × 4 connections is 101 requests.
        (
            """
            { repository(owner: "a", name: "b") { pullRequests(first: 25) { nodes {
              labels(first: 5) { nodes { name } } commits(first: 2) { nodes { id } } reviews(first: 2) { nodes { id } }
              comments(first: 2) { nodes { id } } } } } }
            """, 1, 25 + 25 * 11
        ),
        (
            "{ repository(owner: \"a\", name: \"b\") { pullRequests(first: 100) { nodes { commits(first: 2) { nodes { id } } labels(first: 1) { nodes { id } } } } } }",
            2, 400
        ),
        ("{ nodes(ids: [\"a\", \"b\"]) { ... on PullRequest { commits(first: 10) { nodes { id } } } } }", 1, 22),
    ])
    func `costs what GitHub documents`(query: String, points: Int, nodes: Int) {
        let run = GraphQLRun(query)
        #expect(run.cost.points == points)
        #expect(run.cost.nodes == nodes)
    }

    @Test func `tells the price of a query without running it`() {
        let run = GraphQLRun(
            "{ rateLimit(dryRun: true) { cost nodeCount } repository(owner: \"acme\", name: \"shop\") { pullRequests(first: 50) { nodes { id } } } }"
        )
        #expect(run["rateLimit"] == .object(["cost": .int(1), "nodeCount": .int(50)]))
        #expect(run["repository"] == .null)
        #expect(run.cost.points == 0)
    }

    @Test func `makes entries of the outermost lists null for a fault`() {
        let query = """
            { repository(owner: "acme", name: "shop") {
                pullRequests(first: 5) { nodes { number commits(first: 3) { nodes { id } } } } } }
            """
        let run = GraphQLRun(query, nullNodes: GraphQLExecutor.NullNodes(positions: [0], type: "SOMETHING"))
        #expect(run["repository.pullRequests.nodes.0"] == .null)
        #expect(run["repository.pullRequests.nodes.1.number"] == .int(3))
        #expect(run["repository.pullRequests.nodes.1.commits.nodes"].array?.count == 1)
        #expect(run.errorTypes == ["SOMETHING"])
        #expect(
            run.json["errors"]?.at("0.path")
                == .array([.string("repository"), .string("pullRequests"), .string("nodes"), .int(0)]))
    }
}
