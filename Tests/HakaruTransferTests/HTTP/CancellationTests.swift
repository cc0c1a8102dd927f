import HakaruTransfer
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Cancelling and shutting down` {
    /// A server that says when a request has come, and never answers.
    private func withSilentServer(_ body: (HTTPClient, HTTPRequest, Signal) async throws -> Void) async throws {
        let arrived = Signal()
        try await withServer(
            .each { connection in
                while connection.readRequest() != nil { arrived.say() }
            }
        ) { client, server in
            try await body(client, HTTPRequest(.get, server.url()), arrived)
        }
    }

    @Test func `before the start ends the request`() async throws {
        try await withSilentServer { client, request, _ in
            let error = await Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return await failure(client, request)
            }.value
            #expect(error == .cancelled)
        }
    }

    @Test func `while it runs ends the request, and the client goes on`() async throws {
        let arrived = Signal()
        try await withServer(
            .each { connection in
                while let request = connection.readRequest() {
                    if request.target == "/slow" { arrived.say() } else { connection.write(answer(body: "x")) }
                }
            }
        ) { client, server in
            let request = HTTPRequest(.get, server.url("/slow"))
            for _ in 0..<5 {
                let task = Task { await failure(client, request) }
                await arrived.wait()
                task.cancel()
                #expect(await task.value == .cancelled)
                try await expectAnswer(client, HTTPRequest(.get, server.url()))
            }
        }
    }

    @Test func `while it waits its turn ends the request`() async throws {
        let arrived = Signal()
        let server = try LoopbackServer({ connection in
            while connection.readRequest() != nil { arrived.say() }
        })
        defer { server.stop() }
        let client = try makeClient(maximumConnections: 1)
        let request = HTTPRequest(.get, server.url())
        let first = Task { await failure(client, request) }
        await arrived.wait()
        let second = Task { await failure(client, request) }
        second.cancel()
        #expect(await second.value == .cancelled)
        first.cancel()
        #expect(await first.value == .cancelled)
        await client.shutdown()
        #expect(server.requests.count == 1)
    }

    @Test func `after the end changes nothing`() async throws {
        try await withServer(.answering { _ in answer(body: "x") }) { client, server in
            let request = HTTPRequest(.get, server.url())
            let task = Task { try await client.send(request).status }
            let status = try await task.value
            task.cancel()
            let statusAfterwards = try await task.value
            #expect(status == 200)
            #expect(statusAfterwards == 200)
        }
    }

    @Test func `leaves an unrepeatable request in doubt once it was sent`() async throws {
        try await withSilentServer { client, request, arrived in
            var request = request
            request.isRepeatable = false
            let task = Task { [request] in await failure(client, request) }
            await arrived.wait()
            task.cancel()
            #expect(await task.value == .outcomeUnknown(.cancelled))
        }
    }

    @Test func `the client ends all requests, those that wait too`() async throws {
        let arrived = Signal()
        let server = try LoopbackServer({ connection in
            while connection.readRequest() != nil { arrived.say() }
        })
        defer { server.stop() }
        let client = try makeClient(maximumConnections: 2)
        let request = HTTPRequest(.get, server.url())
        let tasks = (0..<6).map { _ in Task { await failure(client, request) } }
        await arrived.wait()
        await arrived.wait()
        await client.shutdown()
        for task in tasks { #expect(await task.value == .shutDown) }
    }

    @Test func `the client refuses what comes later, and can be done again`() async throws {
        let client = try makeClient()
        await client.shutdown()
        await client.shutdown()
        #expect(await failure(client, HTTPRequest(.get, address("http://127.0.0.1:1/"))) == .shutDown)
    }

    @Test func `closes the connections`() async throws {
        let hungUp = Signal()
        try await withServer(
            .each { connection in
                while connection.readRequest() != nil { connection.write(answer(body: "x")) }
                hungUp.say()
            }
        ) { client, server in
            _ = try await client.send(HTTPRequest(.get, server.url()))
            await client.shutdown()
            await hungUp.wait()
        }
    }

    @Test func `happens by itself when nobody refers to the client`() async throws {
        let hungUp = Signal()
        let server = try LoopbackServer({ connection in
            while connection.readRequest() != nil { connection.write(answer(body: "x")) }
            hungUp.say()
        })
        defer { server.stop() }
        var client: HTTPClient? = try makeClient()
        _ = try await client?.send(HTTPRequest(.get, server.url()))
        client = nil
        await hungUp.wait()
    }

    /// Cancels tasks and shuts the client down while a server answers some requests, delays some and breaks some.
    ///
    /// A continuation that is resumed twice traps; one that is never resumed hangs.
    @Test func `at any moment ends each request exactly once`() async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<25 {
            try await oneRound(&generator, seed: seed)
        }
    }

    private func oneRound(_ generator: inout SeededGenerator, seed: UInt64) async throws {
        let server = try LoopbackServer({ connection in
            while let request = connection.readRequest() {
                switch request.target {
                case "/answer": connection.write(answer(body: "hello"))
                case "/delay": if connection.pause(milliseconds: 2) { connection.write(answer(body: "hello")) }
                case "/break": return
                default: connection.waitForHangUp()
                }
            }
        })
        defer { server.stop() }
        let client = try makeClient(maximumConnections: Int.random(in: 1...6, using: &generator))
        var tasks: [Task<TransferError?, Never>] = []
        var shutdowns: [Task<Void, Never>] = []
        for _ in 0..<60 {
            let path = ["/answer", "/answer", "/delay", "/break", "/hang"].randomElement(using: &generator) ?? "/"
            var request = HTTPRequest(.get, server.url(path))
            request.isRepeatable = Bool.random(using: &generator)
            let yields = Int.random(in: 0...3, using: &generator)
            tasks.append(
                Task { [request] in
                    for _ in 0..<yields { await Task.yield() }
                    return await failure(client, request)
                })
            if Int.random(in: 0..<3, using: &generator) == 0 {
                tasks.randomElement(using: &generator)?.cancel()
            }
            if Int.random(in: 0..<60, using: &generator) == 0 { shutdowns.append(Task { await client.shutdown() }) }
            if Bool.random(using: &generator) { await Task.yield() }
        }
        if Bool.random(using: &generator) { for task in tasks { task.cancel() } }
        await client.shutdown()
        for shutdown in shutdowns { await shutdown.value }
        let possible: Set<TransferError?> = [
            nil, .cancelled, .shutDown, .interrupted(server: "127.0.0.1:\(server.port)"), .outcomeUnknown(.cancelled),
            .outcomeUnknown(.shutDown), .outcomeUnknown(.interrupted(server: "127.0.0.1:\(server.port)")),
        ]
        for task in tasks {
            let outcome = await task.value
            #expect(possible.contains(outcome), "seed \(seed)")
        }
    }
}
