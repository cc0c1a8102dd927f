import HakaruTransfer
import Testing

@Suite(.timeLimit(.minutes(1))) struct `A connection` {
    @Test func `is used again`() async throws {
        try await withServer(.answering { _ in answer(body: "x") }) { client, server in
            for _ in 0..<50 { _ = try await client.send(HTTPRequest(.get, server.url())) }
            #expect(server.acceptedConnections == 1)
        }
    }

    @Test func `is used again by transfers side by side`() async throws {
        try await withServer(.answering { _ in answer(body: "x") }) { client, server in
            let url = server.url()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<16 {
                    group.addTask { for _ in 0..<25 { _ = try await client.send(HTTPRequest(.get, url)) } }
                }
                try await group.waitForAll()
            }
            #expect(server.requests.count == 400)
            #expect(server.acceptedConnections <= 16)
        }
    }

    @Test func `is one of as many as are allowed`() async throws {
        let server = try LoopbackServer(answering: { _ in answer(body: "x") })
        defer { server.stop() }
        let client = try makeClient(maximumConnections: 3)
        let url = server.url()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<40 { group.addTask { _ = try await client.send(HTTPRequest(.get, url)) } }
            try await group.waitForAll()
        }
        await client.shutdown()
        #expect(server.requests.count == 40)
        #expect((1...3).contains(server.acceptedConnections))
    }

    @Test func `that waits its turn does not lose time`() async throws {
        let server = try LoopbackServer({ connection in
            while connection.readRequest() != nil, connection.pause(milliseconds: 20) { connection.write(answer()) }
        })
        defer { server.stop() }
        let client = try makeClient(maximumConnections: 1)
        var request = HTTPRequest(.get, server.url())
        request.timeouts.connect = .seconds(1)
        request.timeouts.total = .seconds(1)
        // Together they take longer than one may.
        try await withThrowingTaskGroup(of: Int.self) { [request] group in
            for _ in 0..<60 { group.addTask { try await client.send(request).status } }
            for try await status in group { #expect(status == 200) }
        }
        await client.shutdown()
        #expect(server.acceptedConnections == 1)
    }

    @Test func `makes room for one to another server`() async throws {
        let servers = try (0..<3).map { _ in try LoopbackServer(answering: { _ in answer(body: "x") }) }
        defer { for server in servers { server.stop() } }
        let client = try makeClient(maximumConnections: 1)
        for _ in 0..<2 {
            for server in servers {
                var request = HTTPRequest(.get, server.url())
                request.timeouts.total = .seconds(5)
                try await expectAnswer(client, request)
                request.isRepeatable = false
                try await expectAnswer(client, request)
            }
        }
        await client.shutdown()
        #expect(servers.map(\.requests.count) == [4, 4, 4])
    }

    @Test func `that is dead is replaced where a request may be repeated`() async throws {
        try await withServer(
            .each { connection in
                // Answers once and hangs up without a word.
                if connection.readRequest() != nil { connection.write(answer(body: "x")) }
            }
        ) { client, server in
            for _ in 0..<5 { try await expectAnswer(client, HTTPRequest(.get, server.url())) }
            #expect(server.requests.count == 5)
        }
    }

    @Test func `of its own is what an unrepeatable request goes over`() async throws {
        try await withServer(
            .each { connection in
                while let request = connection.readRequest() {
                    if request.method == "POST" { return }
                    connection.write(answer(body: "x"))
                }
            }
        ) { client, server in
            _ = try await client.send(HTTPRequest(.get, server.url()))
            var request = HTTPRequest(.post, server.url(), body: [1])
            request.isRepeatable = false
            let error = await failure(client, request)
            #expect(error == .outcomeUnknown(.interrupted(server: "127.0.0.1:\(server.port)")))
            #expect(error?.isRetryable == false)
            #expect(server.requests.map(\.method) == ["GET", "POST"])
            #expect(server.acceptedConnections == 2)
        }
    }

    @Test func `that does not come up leaves no doubt`() async throws {
        let client = try makeClient()
        let port = try unusedPort()
        var request = HTTPRequest(.post, address("http://127.0.0.1:\(port)/"), body: [1])
        request.isRepeatable = false
        #expect(await failure(client, request) == .refused(server: "127.0.0.1:\(port)"))
        await client.shutdown()
    }

    @Test func `goes through the proxy, whose password nobody sees`() async throws {
        let proxy = try LoopbackServer(answering: { _ in answer("407 Proxy Authentication Required") })
        defer { proxy.stop() }
        let client = try makeClient(
            proxies: ProxySettings(environment: ["https_proxy": "http://me:canary@127.0.0.1:\(proxy.port)"]))
        let error = await failure(client, HTTPRequest(.get, address("https://api.example/a?canary")))
        await client.shutdown()
        #expect(error == .proxyFailed(status: 407))
        #expect(proxy.requests.map { "\($0.method) \($0.target)" } == ["CONNECT api.example:443"])
        #expect(proxy.requests.first?.header("Proxy-Authorization") == "Basic bWU6Y2FuYXJ5")
    }

    @Test func `does not come up without the proxy`() async throws {
        let client = try makeClient(
            proxies: ProxySettings(environment: ["https_proxy": "http://127.0.0.1:\(unusedPort())"]))
        #expect(
            await failure(client, HTTPRequest(.get, address("https://api.example/"))) == .proxyFailed(status: nil))
        await client.shutdown()
    }
}
