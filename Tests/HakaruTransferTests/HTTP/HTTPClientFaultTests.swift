import HakaruTransfer
import Testing

@Suite(.timeLimit(.minutes(1))) struct `A fault of the network or the server` {
    private static let head = "HTTP/1.1 200 OK\r\n"

    /// What the server does after it has read a request.
    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let act: @Sendable (Connection) -> Void

        init(_ name: String, _ act: @escaping @Sendable (Connection) -> Void) {
            testDescription = name
            self.act = act
        }
    }

    @Test(arguments: [
        Fault("closes before the answer") { _ in },
        Fault("resets before the answer") { $0.reset() },
        Fault("closes within the head") { $0.write("HTTP/1.1 200 OK\r\nContent-Le") },
        Fault("closes within the body") { $0.write(head + "Content-Length: 10\r\n\r\nhello") },
        Fault("resets within the body") {
            $0.write(head + "Content-Length: 10\r\n\r\nhello")
            $0.reset()
        },
        Fault("closes within a chunk") { $0.write(head + "Transfer-Encoding: chunked\r\n\r\na\r\nhello") },
        Fault("closes before the last chunk") { $0.write(head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n") },
        Fault("promises more than it sends, compressed") {
            $0.write(answerHead("Content-Encoding: gzip", "Content-Length: 69") + Compressed.gzip)
        },
        Fault("promises less than it sends, compressed") {
            $0.write(answerHead("Content-Encoding: gzip", "Content-Length: 49") + Compressed.gzip)
        },
        Fault("leaves the last byte of gzip out, and says so") {
            $0.write(answer(headers: ["Content-Encoding: gzip"], body: Compressed.gzip.dropLast()))
        },
        Fault("ends within gzip with the connection") {
            $0.write(answerHead("Content-Encoding: gzip", "Connection: close") + Compressed.gzip[..<30])
        },
        Fault("ends within gzip with a last chunk") {
            $0.write(answerHead("Content-Encoding: gzip", "Transfer-Encoding: chunked"))
            $0.write(Array("1e\r\n".utf8) + Compressed.gzip[..<30] + Array("\r\n0\r\n\r\n".utf8))
        },
        Fault("ends within brotli, and says so") {
            $0.write(answer(headers: ["Content-Encoding: br"], body: Compressed.brotli.dropLast(9)))
        },
    ])
    func `is no answer when it`(fault: Fault) async throws {
        try await withServer(
            .each { connection in
                if connection.readRequest() != nil { fault.act(connection) }
            }
        ) { client, server in
            let error = await failure(client, HTTPRequest(.get, server.url()))
            #expect(error == .interrupted(server: "127.0.0.1:\(server.port)"))
            #expect(error?.isRetryable == true)
        }
    }

    @Test(arguments: [
        Fault("speaks another protocol") { $0.write("SSH-2.0-OpenSSH_9.2\r\n") },
        Fault("sends a length that is none") { $0.write(head + "Content-Length: ten\r\n\r\nhello") },
        Fault("sends plain text as gzip") { $0.write(answer(headers: ["Content-Encoding: gzip"], body: "<html>")) },
        Fault("sends what was not asked for") { $0.write(answer(headers: ["Content-Encoding: zstd"], body: "x")) },
        Fault("has no status") { $0.write("HTTP/1.1 OK\r\nContent-Length: 0\r\n\r\n") },
    ])
    func `is not valid when it`(fault: Fault) async throws {
        try await withServer(
            .each { connection in
                if connection.readRequest() != nil { fault.act(connection) }
            }
        ) { client, server in
            #expect(
                await failure(client, HTTPRequest(.get, server.url()))
                    == .malformedResponse(server: "127.0.0.1:\(server.port)"))
        }
    }

    @Test func `is known as refused where nothing listens`() async throws {
        let client = try makeClient()
        let port = try unusedPort()
        #expect(
            await failure(client, HTTPRequest(.get, address("http://127.0.0.1:\(port)/")))
                == .refused(server: "127.0.0.1:\(port)"))
        await client.shutdown()
    }

    @Test func `is known where the name has no address`() async throws {
        let client = try makeClient()
        // A label of 64 letters is too long for DNS, so that nobody is asked.
        let host = String(repeating: "a", count: 64) + ".invalid"
        #expect(await failure(client, HTTPRequest(.get, address("https://\(host)/"))) == .nameNotResolved(host: host))
        await client.shutdown()
    }

    @Test func `does not end the client`() async throws {
        try await withServer(
            .each { connection in
                guard let request = connection.readRequest() else { return }
                if request.target == "/good" { connection.write(answer(body: "hello")) }
            }
        ) { client, server in
            for _ in 0..<5 {
                #expect(await failure(client, HTTPRequest(.get, server.url("/bad"))) != nil)
                try await expectAnswer(client, HTTPRequest(.get, server.url("/good")))
            }
        }
    }
}

/// The head of an answer without a length.
private func answerHead(_ headers: String...) -> [UInt8] {
    Array((["HTTP/1.1 200 OK"] + headers + ["", ""]).joined(separator: "\r\n").utf8)
}
