import Glibc
import HakaruModel
import Testing

@testable import HakaruDemo

@Suite(.timeLimit(.minutes(2))) struct `The demo forge` {
    @Test func `serves both APIs under both prefixes`() async throws {
        try await withForge { forge, client in
            let rest = await client.get("/repos/acme/shop")
            #expect(rest.status == 200)
            #expect(JSONValue(rest.body)?["full_name"] == .string("acme/shop"))
            let enterprise = await client.get("/api/v3/repos/acme/shop")
            #expect(JSONValue(enterprise.body)?["node_id"] == .string("R_7"))
            for path in ["/graphql", "/api/graphql"] {
                let answer = await client.graphQL("{ viewer { login } }", path: path)
                #expect(answer.text == #"{"data":{"viewer":{"login":"hanako"}}}"#)
            }
            #expect(forge.enterpriseURL == forge.baseURL + "/api/v3")
        }
    }

    @Test func `starts again and again, and is gone after a stop`() async throws {
        for _ in 0..<3 {
            let forge = try await DemoForge.start(small)
            let client = LoopbackClient(forge: forge)
            #expect(await client.get("/user").status == 200)
            await forge.stop()
            #expect(await client.get("/user").error == ECONNREFUSED)
        }
    }

    @Test func `says why it cannot listen`() async throws {
        try await withForge { forge, _ in
            let port = try #require(Int(forge.baseURL.split(separator: ":").last ?? ""))
            await #expect(throws: DemoError.self) {
                _ = try await DemoForge.start(small, options: DemoForgeOptions(port: port))
            }
        }
    }

    @Test(arguments: [("Bearer secret", 200), ("token secret", 200), ("Bearer wrong", 401), ("", 401)])
    func `wants its token`(header: String, status: Int) async throws {
        try await withForge(options: DemoForgeOptions(token: "secret")) { _, client in
            let answer = await client.get("/user", headers: ["Authorization": header])
            #expect(answer.status == status)
            if status == 401 { #expect(JSONValue(answer.body)?["message"]?.string?.isEmpty == false) }
        }
    }

    @Test func `refuses who does not name a user agent`() async throws {
        try await withForge { _, client in
            let answer = await client.get("/user", headers: ["User-Agent": ""])
            #expect(answer.status == 403)
        }
    }

    @Test func `tells of its limits, and refuses when they are spent`() async throws {
        try await withForge(options: DemoForgeOptions(hourlyLimit: 2)) { _, client in
            let first = await client.get("/user")
            #expect(first.headers["x-ratelimit-limit"] == "2")
            #expect(first.headers["x-ratelimit-remaining"] == "1")
            #expect(first.headers["x-ratelimit-resource"] == "core")
            _ = await client.get("/user")
            let refused = await client.get("/user")
            #expect(refused.status == 403)
            #expect(refused.headers["x-ratelimit-remaining"] == "0")
            #expect(await client.get("/rate_limit").status == 200)
            // GraphQL has a limit of its own, and refuses with 200.
            _ = await client.graphQL("{ viewer { login } }")
            _ = await client.graphQL("{ viewer { login } }")
            let spent = await client.graphQL("{ viewer { login } }")
            #expect(spent.status == 200)
            #expect(JSONValue(spent.body)?.at("errors.0.type") == .string("RATE_LIMITED"))
            let free = await client.graphQL("{ rateLimit { remaining } }")
            #expect(JSONValue(free.body)?.at("errors.0.type") == .string("RATE_LIMITED"))
        }
    }

    @Test func `has no limits where an Enterprise Server has none`() async throws {
        try await withForge(options: DemoForgeOptions(hourlyLimit: nil)) { _, client in
            #expect(await client.get("/user").headers["x-ratelimit-limit"] == nil)
            let answer = await client.graphQL("{ rateLimit { cost } viewer { login } }")
            #expect(JSONValue(answer.body)?.at("data.rateLimit") == .null)
        }
    }

    @Test func `answers 304 to who has the body, without a charge`() async throws {
        try await withForge { forge, client in
            let first = await client.get("/repos/acme/shop/pulls?state=all")
            let tag = try #require(first.headers["etag"])
            let second = await client.get("/repos/acme/shop/pulls?state=all", headers: ["If-None-Match": tag])
            #expect(second.status == 304)
            #expect(second.body.isEmpty)
            #expect(second.headers["x-ratelimit-used"] == "1")
            let other = await client.get(
                "/repos/acme/shop/pulls?state=all", headers: ["If-None-Match": tag, "Authorization": "Bearer x"])
            #expect(other.status == 200)
            #expect(forge.statistics.notModifiedCount == 1)
        }
    }

    @Test func `shows another instant after its clock was set, and changes that are made`() async throws {
        try await withForge(options: DemoForgeOptions(asOf: .at("2026-01-04T00:00:00Z"))) { forge, client in
            #expect(await client.get("/repos/acme/shop/pulls?state=all").text == "[]")
            forge.setClock(.at("2026-01-07T00:00:00Z"))
            #expect(JSONValue(await client.get("/repos/acme/shop/pulls?state=all").body)?.array?.count == 2)
            forge.update { $0.repositories[0].isHidden = true }
            #expect(await client.get("/repos/acme/shop").status == 404)
        }
    }

    @Test func `counts what it was asked`() async throws {
        try await withForge { forge, client in
            _ = await client.get("/repos/acme/shop")
            _ = await client.graphQL("query Ask { viewer { login } }")
            let statistics = forge.statistics
            #expect(statistics.requestCount == 2)
            #expect(statistics.count(operation: "Ask") == 1)
            #expect(statistics.count(path: "/repos/acme") == 1)
            #expect(statistics.points == 1)
            #expect(statistics.sizeInBytes > 300)
            #expect(statistics.entries.map(\.status) == [200, 200])
            forge.resetStatistics()
            #expect(forge.statistics.requestCount == 0)
        }
    }
}
