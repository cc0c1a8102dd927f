import HakaruTransfer
import Testing

@Suite(.timeLimit(.minutes(1))) struct `An HTTP client` {
    @Test func `brings the whole answer`() async throws {
        try await withServer(
            .answering { _ in
                answer("203 Odd", headers: ["ETag: \"7\"", "X-A: 1", "X-A: 2"], body: "hello")
            }
        ) { client, server in
            let response = try await client.send(HTTPRequest(.get, server.url("/a?b=c")))
            #expect(response.status == 203)
            #expect(response.headers["etag"] == "\"7\"")
            #expect(response.headers.values("x-a") == ["1", "2"])
            #expect(response.body == Array("hello".utf8))
            #expect(response.url == server.url("/a?b=c"))
            #expect(response.permanentURL == nil)
            #expect(response.wireBytes == 5)
            #expect(response.version == .http11)
        }
    }

    @Test(arguments: [
        (HTTPRequest.Method.get, nil, "GET"), (.head, nil, "HEAD"), (.delete, nil, "DELETE"),
        (.post, [UInt8]("{\"query\":\"é\"}".utf8), "POST"), (.put, [0, 1, 0], "PUT"), (.patch, [], "PATCH"),
        (.delete, [1], "DELETE"), (.post, nil, "POST"),
    ])
    func `sends method and body`(method: HTTPRequest.Method, body: [UInt8]?, name: String) async throws {
        try await withServer(
            .answering { request in
                request.method == "HEAD" ? Array("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n".utf8) : answer()
            }
        ) { client, server in
            let response = try await client.send(HTTPRequest(method, server.url(), body: body))
            #expect(response.status == 200)
            #expect(response.body.isEmpty)
            let request = try #require(server.requests.first)
            #expect(request.method == name)
            #expect(request.body == body ?? [])
        }
    }

    @Test func `sends its headers, secrets too, and no others than it must`() async throws {
        try await withServer(.answering { _ in answer() }) { client, server in
            var request = HTTPRequest(.post, server.url(), body: Array("{}".utf8))
            request.headers.append("Authorization", Secret("Bearer canary"))
            request.headers.append("Content-Type", "application/json")
            request.headers.append("X-Empty", "")
            _ = try await client.send(request)
            let lines = try #require(server.requests.first).lines
            #expect(
                lines.sorted() == [
                    "Accept-Encoding: gzip, br", "Accept: */*", "Authorization: Bearer canary", "Content-Length: 2",
                    "Content-Type: application/json", "Host: 127.0.0.1:\(server.port)", "User-Agent: hakaru/test",
                    "X-Empty:",
                ])
        }
    }

    @Test func `invents no content type`() async throws {
        try await withServer(.answering { _ in answer() }) { client, server in
            _ = try await client.send(HTTPRequest(.post, server.url(), body: [1]))
            #expect(server.requests.first?.header("Content-Type") == nil)
        }
    }

    @Test func `asks only for what changed`() async throws {
        try await withServer(
            .answering { request in
                request.header("If-None-Match") == "\"7\""
                    ? Array("HTTP/1.1 304 Not Modified\r\nETag: \"7\"\r\nContent-Length: 5\r\n\r\n".utf8)
                    : answer(headers: ["ETag: \"7\""], body: "hello")
            }
        ) { client, server in
            var request = HTTPRequest(.get, server.url())
            let first = try await client.send(request)
            request.headers.set("If-None-Match", try #require(first.headers["ETag"]))
            let second = try await client.send(request)
            #expect(second.status == 304)
            #expect(second.body.isEmpty)
            #expect(second.headers["ETag"] == "\"7\"")
            #expect(server.acceptedConnections == 1)
        }
    }

    @Test(arguments: [("gzip", Compressed.gzip), ("br", Compressed.brotli)])
    func `decompresses`(encoding: String, body: [UInt8]) async throws {
        try await withServer(.answering { _ in answer(headers: ["Content-Encoding: \(encoding)"], body: body) }) {
            client, server in
            let response = try await client.send(HTTPRequest(.get, server.url()))
            #expect(String(decoding: response.body, as: UTF8.self) == Compressed.text)
            #expect(response.wireBytes == body.count)
        }
    }

    @Test func `reads chunks, and what ends with the connection`() async throws {
        try await withServer(
            .each { connection in
                while let request = connection.readRequest() {
                    guard request.target == "/chunks" else {
                        connection.write("HTTP/1.0 200 OK\r\n\r\nabcde")
                        return
                    }
                    connection.write(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nX-Late: 1\r\n\r\n"
                    )
                }
            }
        ) { client, server in
            for path in ["/chunks", "/end"] {
                let response = try await client.send(HTTPRequest(.get, server.url(path)))
                #expect(response.body == Array("abcde".utf8))
                #expect(response.headers["X-Late"] == nil)
                #expect(response.version == (path == "/end" ? .http10 : .http11))
            }
        }
    }

    @Test func `keeps no cookies`() async throws {
        try await withServer(.answering { _ in answer(headers: ["Set-Cookie: a=canary; Path=/"]) }) { client, server in
            for _ in 0..<2 { _ = try await client.send(HTTPRequest(.get, server.url())) }
            #expect(server.requests.count == 2)
            #expect(server.requests.allSatisfy { $0.header("Cookie") == nil })
        }
    }

    @Test(arguments: [
        ("http://api.github.com/", TransferError.refusedURL(.plaintext(host: "api.github.com"))),
        ("http://169.254.169.254/latest", .refusedURL(.plaintext(host: "169.254.169.254"))),
        ("http://2130706433/", .refusedURL(.plaintext(host: "2130706433"))),
        ("smtp://localhost/", .refusedURL(.unsupportedScheme)),
    ])
    func `goes to no other address`(url: String, error: TransferError) async throws {
        let client = try makeClient()
        #expect(await failure(client, HTTPRequest(.get, address(url))) == error)
        await client.shutdown()
    }

    @Test(arguments: [
        ("X-A", "b\r\nX-B: c", "X-A"), ("X-A", "b\nc", "X-A"), ("X-A", "\u{0}", "X-A"), ("X A", "b", "X?A"),
        ("", "b", ""),
        ("X-A:", "b", "X-A:"), ("X\r\nY", "b", "X??Y"), ("Host", "evil.example", "Host"),
        ("content-length", "1", "content-length"),
        ("Transfer-Encoding", "chunked", "Transfer-Encoding"), ("Cookie", "a=b", "Cookie"),
    ])
    func `refuses headers that would not arrive as they are meant`(name: String, value: String, shown: String)
        async throws
    {
        let client = try makeClient()
        for isSecret in [false, true] {
            var request = HTTPRequest(.get, address("http://127.0.0.1:1/"))
            if isSecret { request.headers.append(name, Secret(value)) } else { request.headers.append(name, value) }
            #expect(await failure(client, request) == .refusedInput(.header(name: shown)))
        }
        await client.shutdown()
    }
}
