import HakaruTransfer
import Testing

@Suite(.timeLimit(.minutes(1))) struct `A limit of a transfer` {
    /// Answers with the head at once, then with a byte each few milliseconds until the client has enough.
    private static func drip(_ connection: Connection, every milliseconds: Int32, count: Int) {
        guard connection.readRequest() != nil else { return }
        connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(count)\r\n\r\n")
        for _ in 0..<count {
            guard connection.pause(milliseconds: milliseconds), connection.write([0]) else { return }
        }
    }

    @Test func `ends a connection that does not come up`() async throws {
        // A server that accepts, but never speaks TLS.
        try await withServer(.each { $0.waitForHangUp() }) { client, server in
            var request = HTTPRequest(.get, server.url(scheme: "https"))
            request.timeouts.connect = .milliseconds(60)
            #expect(await failure(client, request) == .connectTimedOut(server: "127.0.0.1:\(server.port)"))
        }
    }

    @Test func `ends a transfer that takes too long`() async throws {
        try await withServer(.each { Self.drip($0, every: 5, count: 10_000) }) { client, server in
            var request = HTTPRequest(.get, server.url())
            request.timeouts.stall = nil
            // Long enough that the connection is up by then, also on a busy machine.
            request.timeouts.total = .milliseconds(400)
            #expect(await failure(client, request) == .timedOut(server: "127.0.0.1:\(server.port)"))
        }
    }

    @Test func `ends a transfer without a single byte`() async throws {
        try await withServer(.each { $0.waitForHangUp() }) { client, server in
            var request = HTTPRequest(.get, server.url())
            request.timeouts.stall = .milliseconds(60)
            #expect(await failure(client, request) == .stalled(server: "127.0.0.1:\(server.port)"))
        }
    }

    @Test func `ends a drip`() async throws {
        try await withServer(.each { Self.drip($0, every: 5, count: 10_000) }) { client, server in
            var request = HTTPRequest(.get, server.url())
            request.timeouts.stall = .milliseconds(80)
            #expect(await failure(client, request) == .stalled(server: "127.0.0.1:\(server.port)"))
        }
    }

    @Test func `lets a slow transfer go on that is fast enough`() async throws {
        try await withServer(.each { Self.drip($0, every: 5, count: 150) }) { client, server in
            var request = HTTPRequest(.get, server.url())
            request.timeouts.stall = .milliseconds(500)
            request.timeouts.minimumBytesPerSecond = 10
            let response = try await client.send(request)
            #expect(response.body.count == 150)
        }
    }

    @Test(arguments: [
        answer(body: [UInt8](repeating: 0, count: 2_000)),
        Array("HTTP/1.1 200 OK\r\n\r\n".utf8) + [UInt8](repeating: 0, count: 2_000),
        Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n".utf8)
            + [UInt8](repeating: 0, count: 2_000),
        answer(headers: ["Content-Encoding: gzip"], body: Compressed.gzipBomb),
    ])
    func `bounds the body`(response: [UInt8]) async throws {
        try await withServer(
            .each { connection in
                guard connection.readRequest() != nil else { return }
                connection.write(response)
                connection.waitForHangUp()
            }
        ) { client, server in
            var request = HTTPRequest(.get, server.url())
            request.maximumBodySize = 1_999
            #expect(
                await failure(client, request) == .bodyTooLarge(server: "127.0.0.1:\(server.port)", limit: 1_999))
        }
    }

    @Test(arguments: [
        String(repeating: "X-Many: 0123456789\r\n", count: 20_000),
        "X-Long: " + String(repeating: "0", count: 90_000) + "\r\n" + "X-Long: "
            + String(repeating: "0", count: 90_000),
        "X-Long: " + String(repeating: "0", count: 300_000) + "\r\n",
    ])
    func `bounds the head`(headers: String) async throws {
        try await withServer(
            .each { connection in
                guard connection.readRequest() != nil else { return }
                connection.write("HTTP/1.1 200 OK\r\n\(headers)\r\n\r\n")
                connection.waitForHangUp()
            }
        ) { client, server in
            #expect(
                await failure(client, HTTPRequest(.get, server.url()))
                    == .headTooLarge(server: "127.0.0.1:\(server.port)"))
        }
    }
}
