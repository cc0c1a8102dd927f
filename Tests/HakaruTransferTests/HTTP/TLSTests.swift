import HakaruTransfer
import Testing

@Suite(.timeLimit(.minutes(1)), .enabled(if: Tool.areInstalled("openssl", "timeout"))) struct `Encryption` {
    /// OpenSSL's own server on a port that it chooses; answers each request with a page.
    private func startServer(_ certificate: Certificate, _ options: String...) throws -> (Tool, port: Int) {
        let server = try Tool(
            [
                "openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", certificate.file, "-key", certificate.key,
                "-www",
            ]
                + options)
        while let line = server.readLine() {
            guard line.hasPrefix("ACCEPT"), let port = line.split(separator: ":").last.flatMap({ Int($0) }) else {
                continue
            }
            return (server, port)
        }
        throw Tool.Failure(command: "openssl s_server")
    }

    private func client(trusting file: String?) throws -> HTTPClient {
        try HTTPClient(HTTPClient.Configuration(userAgent: "hakaru/test", certificateFile: file))
    }

    @Test func `is verified against the given certificates`() async throws {
        let certificate = try Certificate()
        let (server, port) = try startServer(certificate)
        let client = try client(trusting: certificate.file)
        try await expectAnswer(client, HTTPRequest(.get, address("https://localhost:\(port)/")))
        await client.shutdown()
        withExtendedLifetime(server) {}
    }

    @Test(arguments: [
        ("localhost", false, false, TransferError.TLSFailure.unknownIssuer),
        ("other.example", false, true, .wrongHost),
        ("localhost", true, true, .expired),
    ])
    func `is refused where the server can't be who it says`(
        name: String, isExpired: Bool, isTrusted: Bool, reason: TransferError.TLSFailure
    ) async throws {
        let certificate = try Certificate(name: name, isExpired: isExpired)
        let (server, port) = try startServer(certificate)
        let client = try client(trusting: isTrusted ? certificate.file : nil)
        let error = await failure(client, HTTPRequest(.get, address("https://localhost:\(port)/")))
        #expect(error == .untrusted(server: "localhost:\(port)", reason))
        #expect(error?.isRetryable == false)
        await client.shutdown()
        withExtendedLifetime(server) {}
    }

    @Test(arguments: ["-tls1", "-tls1_1"]) func `is at least TLS 1.2`(version: String) async throws {
        let certificate = try Certificate()
        let (server, port) = try startServer(certificate, version, "-cipher", "ALL:@SECLEVEL=0")
        let client = try client(trusting: certificate.file)
        #expect(
            await failure(client, HTTPRequest(.get, address("https://localhost:\(port)/")))
                == .untrusted(server: "localhost:\(port)", .handshake))
        await client.shutdown()
        withExtendedLifetime(server) {}
    }

    @Test func `needs the file of certificates that it was told to use`() async throws {
        let certificate = try Certificate()
        let (server, port) = try startServer(certificate)
        let client = try client(trusting: "/nonexistent/ca.pem")
        #expect(
            await failure(client, HTTPRequest(.get, address("https://localhost:\(port)/")))
                == .untrusted(server: "localhost:\(port)", .unreadableCertificateFile))
        await client.shutdown()
        withExtendedLifetime(server) {}
    }

    @Test func `that breaks off in the handshake is a lost connection, not a lack of trust`() async throws {
        for ending in ["end", "reset", "half"] {
            let server = try LoopbackServer { connection in
                _ = connection.read(16)
                if ending == "reset" { connection.reset() }
                if ending == "half" { connection.endWriting() }
            }
            defer { server.stop() }
            let client = try client(trusting: nil)
            #expect(
                await failure(client, HTTPRequest(.get, server.url(scheme: "https")))
                    == .interrupted(server: "127.0.0.1:\(server.port)"), "\(ending)")
            await client.shutdown()
        }
    }

    @Test func `is not what a plain server speaks`() async throws {
        let server = try LoopbackServer({ connection in
            _ = connection.read(16)
            connection.write("HTTP/1.1 400 Bad Request\r\n\r\n")
            connection.waitForHangUp()
        })
        defer { server.stop() }
        let client = try client(trusting: nil)
        #expect(
            await failure(client, HTTPRequest(.get, server.url(scheme: "https")))
                == .untrusted(server: "127.0.0.1:\(server.port)", .handshake))
        await client.shutdown()
    }
}
