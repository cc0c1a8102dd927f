import Glibc
import HakaruModel
import Testing

@testable import HakaruDemo

@Suite(.timeLimit(.minutes(2))) struct `Faults of the demo forge` {
    private static let query =
        "query List { repository(owner: \"acme\", name: \"shop\") { pullRequests(first: 5) { nodes { number } } } }"

    @Test(arguments: [
        (DemoFault.Effect.answer(status: 503, headers: ["retry-after": "7"], body: "busy"), 503, "busy"),
        (.html(), 502, "<h1>Bad Gateway</h1>"), (.graphQLTimeout, 502, #""data":null"#),
        (.graphQLErrors(type: "ODD", message: "Something"), 200, #""type":"ODD""#),
        (.nullNodes(positions: [1]), 200, #""nodes":[{"number":1},null]"#),
        (.allNodesNull(), 200, #""nodes":[null,null]"#),
        (.primaryLimit(resetsIn: 60), 200, "RATE_LIMITED"),
        (.secondaryLimit(retryAfter: 60), 403, "secondary rate limit"),
        (.secondaryLimit(status: 200, retryAfter: nil), 200, "secondary rate limit"),
        (.unauthorized, 401, "Bad credentials"),
        (.redirect(location: "{base}/elsewhere{path}"), 301, "Moved"),
    ])
    func `answer otherwise`(effect: DemoFault.Effect, status: Int, text: String) async throws {
        try await withForge { forge, client in
            forge.script(DemoFault(effect))
            let answer = await client.graphQL(Self.query)
            #expect(answer.status == status)
            #expect(answer.text.contains(text), "\(answer.text)")
            #expect(forge.unusedFaults == [])
            if effect != .primaryLimit(resetsIn: 60) {
                #expect(await client.graphQL(Self.query).text.contains(#"[{"number":1},{"number":3}]"#))
            }
        }
    }

    @Test func `tell the headers that a client has to obey`() async throws {
        try await withForge { forge, client in
            forge.script(
                DemoFault(.secondaryLimit(status: 429, retryAfter: 33)), DemoFault(.secondaryLimit(retryAfter: nil)),
                DemoFault(.redirect(status: 307, location: "{base}{path}&x=1")), DemoFault(.primaryLimit(resetsIn: 50)))
            #expect(await client.get("/user").headers["retry-after"] == "33")
            #expect(await client.get("/user").headers["retry-after"] == nil)
            let moved = await client.get("/api/v3/user?a=b")
            #expect(moved.headers["location"] == forge.enterpriseURL + "/user?a=b&x=1")
            let spent = await client.get("/user")
            #expect(spent.status == 403)
            #expect(spent.headers["x-ratelimit-remaining"] == "0")
        }
    }

    @Test func `cut a body short with its full length announced`() async throws {
        try await withForge { forge, client in
            let whole = await client.get("/repos/acme/shop").body.count
            forge.script(
                DemoFault(.truncate(fraction: 0.5)), DemoFault(.wrongLength(delta: 10)), DemoFault(.invalidJSON))
            let cut = await client.get("/repos/acme/shop")
            #expect(cut.headers["content-length"] == String(whole))
            #expect(cut.body.count == whole / 2)
            let wrong = await client.get("/repos/acme/shop")
            #expect(wrong.headers["content-length"] == String(whole + 10))
            #expect(wrong.body.count == whole)
            let invalid = await client.get("/repos/acme/shop")
            #expect(invalid.headers["content-length"] == String(whole / 2))
            #expect(JSONValue(invalid.body) == nil)
        }
    }

    @Test func `reset the connection, or never answer`() async throws {
        try await withForge { forge, client in
            forge.script(DemoFault(.reset), DemoFault(.hang))
            let reset = await client.get("/user")
            #expect(reset.status == 0)
            #expect(reset.error == ECONNRESET)
            let hung = await client.get("/user", timeout: 1)
            #expect(hung.status == 0)
            #expect(hung.error == EAGAIN)
            #expect(forge.statistics.entries.map(\.status) == [0, 0])
        }
    }

    @Test func `answer slowly but whole`() async throws {
        try await withForge { forge, client in
            let whole = await client.get("/repos/acme/shop").body
            forge.script(
                DemoFault(.slow(chunk: 200, milliseconds: 5)), DemoFault(.delay(milliseconds: 20)))
            for _ in 0..<2 { #expect(await client.get("/repos/acme/shop").body == whole) }
        }
    }

    @Test(arguments: [
        (DemoFault.Match.any, [true, true]), (.graphQL, [false, true]), (.rest, [true, false]),
        (.operation("List"), [false, true]), (.operation("Other"), [false, false]),
        (.path("/repos/acme"), [true, false]),
        (.path("/repos/other"), [false, false]), (DemoFault.Match(method: "POST"), [false, true]),
        (DemoFault.Match(body: "pullRequests"), [false, true]), (DemoFault.Match(widerThan: 4), [true, true]),
        (DemoFault.Match(widerThan: 5), [true, false]),
    ])
    func `hit the requests that they are meant for`(match: DemoFault.Match, hits: [Bool]) async throws {
        try await withForge { forge, client in
            forge.script(DemoFault(.unauthorized, on: match, times: .max))
            let rest = await client.get("/repos/acme/shop?per_page=50")
            let graphQL = await client.graphQL(Self.query)
            #expect([rest, graphQL].map { $0.status == 401 } == hits)
            #expect(forge.unusedFaults.isEmpty == hits.contains(true))
        }
    }

    @Test func `wait their turn, and say when they were not needed`() async throws {
        try await withForge { forge, client in
            let late = DemoFault(.answer(status: 500), on: .path("/user"), skipping: 1, times: 2, name: "late")
            forge.script(late)
            var statuses: [Int] = []
            for _ in 0..<2 { statuses.append(await client.get("/user").status) }
            #expect(forge.unusedFaults == [late])
            for _ in 0..<2 { statuses.append(await client.get("/user").status) }
            #expect(statuses == [200, 500, 500, 200])
            #expect(forge.unusedFaults == [])
            #expect(forge.statistics.entries.map(\.fault) == [nil, "late", "late", nil])
            forge.script(late)
            forge.clearFaults()
            #expect(forge.unusedFaults == [])
        }
    }
}
