import HakaruTransfer
import Testing

@Suite(.timeLimit(.minutes(1))) struct `A redirect` {
    private static func moved(_ status: Int, _ location: String) -> [UInt8] {
        answer("\(status) Moved", headers: ["Location: \(location)"], body: "gone")
    }

    @Test(arguments: [(301, true), (302, false), (307, false), (308, true)])
    func `is followed on the same server`(status: Int, isPermanent: Bool) async throws {
        try await withServer(
            .answering { request in
                request.target == "/old" ? Self.moved(status, "/new?page=2") : answer(body: "here")
            }
        ) { client, server in
            var request = HTTPRequest(.get, server.url("/old"))
            request.headers.append("Authorization", Secret("canary"))
            let response = try await client.send(request)
            #expect(response.body == Array("here".utf8))
            #expect(response.url == server.url("/new?page=2"))
            #expect(response.permanentURL == (isPermanent ? server.url("/new?page=2") : nil))
            #expect(server.requests.map { $0.header("Authorization") } == ["canary", "canary"])
            #expect(server.acceptedConnections == 1)
        }
    }

    @Test func `for good counts up to the first that is not`() async throws {
        try await withServer(
            .answering { request in
                switch request.target {
                case "/1": Self.moved(301, "http://\(request.header("Host") ?? "")/2")
                case "/2": Self.moved(308, "3")
                case "/3": Self.moved(302, "/4")
                case "/4": Self.moved(301, "/5")
                default: answer(body: "here")
                }
            }
        ) { client, server in
            let response = try await client.send(HTTPRequest(.get, server.url("/1")))
            #expect(response.url == server.url("/5"))
            #expect(response.permanentURL == server.url("/3"))
        }
    }

    @Test(arguments: [301, 302, 307, 308])
    func `to another server is refused, and nothing is sent there`(status: Int) async throws {
        let other = try LoopbackServer(answering: { _ in answer(body: "stolen") })
        defer { other.stop() }
        let targets = [
            "http://127.0.0.1:\(other.port)/x?canary", "//127.0.0.1:\(other.port)/x", "http://localhost:\(other.port)/",
            "https://127.0.0.1:\(other.port)/",
        ]
        for target in targets {
            try await withServer(.answering { _ in Self.moved(status, target) }) { client, server in
                var request = HTTPRequest(.get, server.url())
                request.headers.append("PRIVATE-TOKEN", Secret("canary"))
                let error = await failure(client, request)
                guard case .crossOriginRedirect(let from, let to) = error else {
                    Issue.record("\(target): \(String(describing: error))")
                    return
                }
                #expect(from == "http://127.0.0.1:\(server.port)")
                #expect(to.hasSuffix(":\(other.port)"))
                #expect(error?.summary.contains("canary") == false)
            }
        }
        #expect(other.acceptedConnections == 0)
    }

    @Test func `to the same host under another name or scheme is refused too`() async throws {
        for target in ["http://localhost:PORT/", "https://127.0.0.1:PORT/"] {
            try await withServer(
                .answering { request in
                    Self.moved(
                        301, target.replacing("PORT", with: request.header("Host")?.split(separator: ":").last ?? ""))
                }
            ) { client, server in
                let error = await failure(client, HTTPRequest(.get, server.url()))
                #expect(
                    error
                        == .crossOriginRedirect(
                            from: "http://127.0.0.1:\(server.port)",
                            to: String(target.replacing("PORT", with: "\(server.port)").dropLast())))
                #expect(server.requests.count == 1)
            }
        }
    }

    @Test func `that goes round is left after five`() async throws {
        try await withServer(.answering { Self.moved(302, $0.target + "x") }) { client, server in
            #expect(
                await failure(client, HTTPRequest(.get, server.url("/")))
                    == .tooManyRedirects(server: "127.0.0.1:\(server.port)"))
            #expect(server.requests.count == 6)
        }
    }

    @Test(arguments: ["ftp://127.0.0.1/", "http://me:canary@127.0.0.1/", "http://[/", "javascript:alert(1)", "/a b"])
    func `to what is no address is not valid`(location: String) async throws {
        try await withServer(.answering { _ in Self.moved(301, location) }) { client, server in
            #expect(
                await failure(client, HTTPRequest(.get, server.url()))
                    == .malformedResponse(server: "127.0.0.1:\(server.port)"))
        }
    }

    @Test func `is an answer where it is not to be followed`() async throws {
        try await withServer(
            .answering { request in
                request.target == "/bare"
                    ? answer("301 Moved") : Self.moved(request.target == "/303" ? 303 : 307, "/new")
            }
        ) { client, server in
            var unfollowed = HTTPRequest(.get, server.url("/"))
            unfollowed.followsRedirects = false
            let requests = [
                unfollowed, HTTPRequest(.post, server.url("/"), body: [1]), HTTPRequest(.get, server.url("/bare")),
                HTTPRequest(.get, server.url("/303")),
            ]
            var statuses: [Int] = []
            for request in requests { statuses.append(try await client.send(request).status) }
            #expect(statuses == [307, 307, 301, 303])
            #expect(server.requests.count == 4)
        }
    }
}
