import HakaruModel
import Testing

@testable import HakaruDemo

@Suite(.timeLimit(.minutes(2))) struct `REST of the demo forge` {
    @Test(arguments: [
        ("/user", "login", "hanako"), ("/users/TARO", "login", "taro"),
        ("/users/github-actions", "login", "github-actions[bot]"),
        ("/orgs/acme", "type", "Organization"), ("/repos/ACME/Shop", "default_branch", "develop"),
        ("/repos/acme/shop/branches/develop", "commit.sha", ObjectID.of(4).description),
        ("/repos/acme/shop/branches", "1.name", "develop"), ("/orgs/acme/repos", "0.full_name", "acme/shop"),
        ("/repos/acme/shop/pulls/1", "merged_by.login", "taro"),
        ("/repos/acme/shop/pulls/1", "head.repo.full_name", "acme/shop"),
        ("/repos/acme/shop/pulls/3", "user.login", "ghost"), ("/repos/acme/shop/pulls", "0.title", "Wait"),
        ("/repos/acme/shop/pulls/1/commits", "0.commit.author.date", "2026-01-05T01:00:00Z"),
        ("/repos/acme/shop/pulls/1/reviews", "1.state", "DISMISSED"),
        ("/repos/acme/shop/pulls/1/comments", "0.created_at", "2026-01-05T03:30:00Z"),
        ("/repos/acme/shop/issues/1/comments", "0.user.login", "ghost"),
        ("/repos/acme/shop/issues/1/timeline?per_page=100", "2.event", "reviewed"),
        ("/repos/acme/shop/commits/\(ObjectID.of(2))", "parents.0.sha", ObjectID.of(1).description),
        ("/repos/acme/shop/commits?sha=develop", "0.sha", ObjectID.of(4).description),
        ("/repos/acme/shop/commits/develop/status", "state", "success"),
        ("/repos/acme/shop/commits/develop/statuses", "0.context", "ci/test"),
        ("/repos/acme/shop/commits/develop/check-runs", "check_runs.0.conclusion", "failure"),
        ("/repos/acme/shop/commits/\(ObjectID.of(4))/pulls", "0.title", "Add cart 🛒 \u{1B}[31m\"quoted\""),
        ("/repositories/7/pulls/1", "node_id", "PR_7_1"),
    ])
    func `answers`(path: String, key: String, value: String) async throws {
        try await withForge { _, client in
            let answer = await client.get(path)
            #expect(answer.status == 200)
            #expect(JSONValue(answer.body)?.at(key) == .string(value))
        }
    }

    @Test(arguments: [
        "/repos/acme/none", "/repos/acme/shop/pulls/2", "/repos/acme/shop/pulls/1/", "/nothing", "/orgs/hanako",
        "/users/ghost-writer", "/repos/acme/shop/branches/none",
    ])
    func `does not know`(path: String) async throws {
        try await withForge { _, client in
            let answer = await client.get(path)
            #expect(answer.status == 404)
            #expect(
                JSONValue(answer.body)?["message"]?.string?.contains("ot found") == true
                    || answer.text.contains("Not Found"))
        }
    }

    @Test func `leaves sizes and counts out of lists`() async throws {
        try await withForge { _, client in
            let listed = JSONValue(await client.get("/repos/acme/shop/pulls?state=closed").body)?.at("0")
            let alone = JSONValue(await client.get("/repos/acme/shop/pulls/1").body)
            #expect(listed?["additions"] == nil)
            #expect(alone?["additions"] == .int(10))
            #expect(alone?["commits"] == .int(1))
            #expect(alone?["review_comments"] == .int(1))
        }
    }

    @Test func `pages by links that name the repository by its number`() async throws {
        try await withForge(demo) { forge, client in
            var path: String? = "/api/v3/repos/acme/api/pulls?state=all&sort=updated&direction=desc&per_page=100"
            var numbers: [Int] = []
            var times: [String] = []
            while let next = path {
                let answer = await client.get(next)
                let page = JSONValue(answer.body)?.array ?? []
                numbers += page.compactMap { $0["number"]?.int }
                times += page.compactMap { $0["updated_at"]?.string }
                let links = answer.headers["link"]?.split(separator: ",") ?? []
                let link = links.first { $0.contains("rel=\"next\"") }
                    .flatMap { $0.split(separator: "<").last?.split(separator: ">").first.map(String.init) }
                if let link { #expect(link.hasPrefix(forge.enterpriseURL + "/repositories/1/pulls?")) }
                path = link?.removing(prefix: forge.baseURL)
            }
            let all = demo.repositories[0].pullRequests.map(\.number)
            #expect(numbers.count == all.count)
            #expect(Set(numbers) == Set(all))
            #expect(times == times.sorted(by: >))
        }
    }

    @Test func `moves who asks for a former name`() async throws {
        try await withForge { forge, client in
            let answer = await client.get("/repos/acme/store/pulls/1?x=y")
            #expect(answer.status == 301)
            #expect(answer.headers["location"] == forge.baseURL + "/repositories/7/pulls/1?x=y")
            let post = await client.send("POST", "/repos/acme/store/issues/1/comments", body: "{}")
            #expect(post.status == 307)
        }
    }

    @Test func `takes statuses and comments, and shows them afterwards`() async throws {
        try await withForge { _, client in
            let sha = ObjectID.of(4)
            let status = await client.send(
                "POST", "/repos/acme/shop/statuses/\(sha)",
                body:
                    #"{"state": "success", "context": "hakaru/coverage/backend", "description": "lines 1/2, 50.00 %, v1"}"#
            )
            #expect(status.status == 201)
            let combined = JSONValue(await client.get("/repos/acme/shop/commits/\(sha)/status").body)
            #expect(combined?.at("total_count") == .int(2))
            #expect(combined?.at("statuses.1.description") == .string("lines 1/2, 50.00 %, v1"))
            let bad = await client.send("POST", "/repos/acme/shop/statuses/\(sha)", body: #"{"state": "great"}"#)
            #expect(bad.status == 422)

            let posted = await client.send("POST", "/repos/acme/shop/issues/3/comments", body: #"{"body": "週報"}"#)
            let id = try #require(JSONValue(posted.body)?["id"]?.int)
            let patched = await client.send(
                "PATCH", "/repos/acme/shop/issues/comments/\(id)", body: #"{"body": "新しい"}"#)
            #expect(patched.status == 200)
            let shown = JSONValue(await client.get("/repos/acme/shop/issues/3/comments").body)
            #expect(shown?.array?.count == 1)
            #expect(shown?.at("0.body") == .string("新しい"))
            #expect(shown?.at("0.user.login") == .string("hanako"))
            #expect(
                await client.send("PATCH", "/repos/acme/shop/issues/comments/999", body: #"{"body": "x"}"#).status
                    == 404)
        }
    }
}
