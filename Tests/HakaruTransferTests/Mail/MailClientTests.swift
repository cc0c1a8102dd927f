import HakaruTransfer
import Testing

@Suite(.timeLimit(.minutes(1))) struct `A mail client` {
    private let message = MailMessage(
        from: "hakaru@example.com", to: ["a@example.com", "b@example.org"],
        content: Array("Subject: Week 46\r\n\r\n.dot\r\nend\r\n".utf8))

    /// Sends a mail through a client that is shut down afterwards.
    private func send(
        _ message: MailMessage, to server: TransferURL, user: String? = nil, password: Secret? = nil,
        total: Duration = .seconds(20)
    ) async throws -> TransferError? {
        var configuration = MailClient.Configuration(server: server)
        configuration.user = user
        configuration.password = password
        configuration.timeouts.total = total
        let client = try MailClient(configuration)
        let result: TransferError?
        do throws(TransferError) {
            try await client.send(message)
            result = nil
        } catch {
            result = error
        }
        await client.shutdown()
        return result
    }

    @Test func `hands a mail over, and takes its leave`() async throws {
        let server = try MailServer()
        defer { server.stop() }
        let error = try await send(message, to: server.url)
        #expect(error == nil)
        #expect(
            server.commands == [
                "EHLO me.example", "MAIL FROM:<hakaru@example.com> SIZE=\(message.content.count)",
                "RCPT TO:<a@example.com>", "RCPT TO:<b@example.org>", "DATA", "QUIT",
            ])
        // A dot at the start of a line is doubled on the way.
        #expect(server.received == ["Subject: Week 46\n\n..dot\nend\n"])
    }

    @Test func `sends a long mail whole`() async throws {
        let server = try MailServer()
        defer { server.stop() }
        let lines = (0..<4_000).map { "line \($0) of a long mail\r\n" }.joined()
        var long = message
        long.content = Array(lines.utf8)
        let error = try await send(long, to: server.url)
        #expect(error == nil)
        #expect(server.received == [lines.replacing("\r\n", with: "\n")])
    }

    @Test func `logs in where it has a user`() async throws {
        let server = try MailServer()
        defer { server.stop() }
        let error = try await send(message, to: server.url, user: "me", password: Secret("canary"))
        #expect(error == nil)
        // NUL, user, NUL, password, in base 64.
        #expect(server.commands[1...2] == ["AUTH PLAIN", "AG1lAGNhbmFyeQ=="])
    }

    @Test func `says that the login was refused`() async throws {
        let server = try MailServer(["AUTH": .say("535 no")])
        defer { server.stop() }
        let error = try await send(message, to: server.url, user: "me", password: Secret("canary"))
        #expect(error == .mailLoginRefused(server: "127.0.0.1:\(server.port)"))
        #expect(server.received.isEmpty)
    }

    @Test(arguments: [
        ("greeting", 421, true), ("greeting", 554, false), ("MAIL", 451, true), ("MAIL", 550, false),
        ("RCPT", 450, true),
        ("RCPT", 550, false), ("DATA", 452, true), ("DATA", 554, false), ("message", 451, true),
        ("message", 552, false),
        ("AUTH", 454, true),
    ])
    func `knows a no at every point, and whether it is for good`(point: String, code: Int, isRetryable: Bool)
        async throws
    {
        let server = try MailServer([point: .say("\(code) secret reason")])
        defer { server.stop() }
        let isLogin = point == "AUTH"
        let error = try await send(
            message, to: server.url, user: isLogin ? "me" : nil, password: isLogin ? Secret("canary") : nil)
        #expect(error == .mailRefused(server: "127.0.0.1:\(server.port)", code: code))
        #expect(error?.isRetryable == isRetryable)
        #expect(server.received.count == (point == "message" ? 1 : 0))
    }

    @Test(arguments: ["greeting", "EHLO", "MAIL", "RCPT", "DATA"])
    func `knows that a mail did not leave when the connection breaks before it`(point: String) async throws {
        for (reply, isHangUp) in [(MailServer.Reply.hangUp, true), (.beSilent, false)] {
            let server = try MailServer([point: reply])
            defer { server.stop() }
            let error = try await send(message, to: server.url, total: isHangUp ? .seconds(20) : .milliseconds(80))
            let name = "127.0.0.1:\(server.port)"
            #expect(error == (isHangUp ? .interrupted(server: name) : .timedOut(server: name)))
            #expect(error?.isRetryable == true)
        }
    }

    @Test func `does not know after it`() async throws {
        for (reply, isHangUp) in [(MailServer.Reply.hangUp, true), (.beSilent, false)] {
            let server = try MailServer(["message": reply])
            defer { server.stop() }
            let error = try await send(message, to: server.url, total: isHangUp ? .seconds(20) : .milliseconds(500))
            let name = "127.0.0.1:\(server.port)"
            #expect(error == .outcomeUnknown(isHangUp ? .interrupted(server: name) : .timedOut(server: name)))
            #expect(error?.isRetryable == false)
        }
    }

    @Test func `does not know when it is cancelled or shut down after it`() async throws {
        for isShutdown in [false, true] {
            let server = try MailServer(["message": .beSilent])
            defer { server.stop() }
            let client = try MailClient(MailClient.Configuration(server: server.url))
            let task = Task { [message] () -> TransferError? in
                do throws(TransferError) {
                    try await client.send(message)
                    return nil
                } catch {
                    return error
                }
            }
            await server.messageArrived.wait()
            if isShutdown { await client.shutdown() } else { task.cancel() }
            #expect(await task.value == .outcomeUnknown(isShutdown ? .shutDown : .cancelled))
            await client.shutdown()
        }
    }

    @Test func `counts a mail as taken though the server does not say goodbye`() async throws {
        for reply in [MailServer.Reply.hangUp, .beSilent, .say("451 no")] {
            let server = try MailServer(["QUIT": reply])
            defer { server.stop() }
            let error = try await send(message, to: server.url)
            #expect(error == nil)
        }
    }

    @Test func `is refused where nothing listens`() async throws {
        let port = try unusedPort()
        let error = try await send(message, to: address("smtp://127.0.0.1:\(port)/"))
        #expect(error == .refused(server: "127.0.0.1:\(port)"))
    }

    @Test(arguments: ["https://example.com/", "http://127.0.0.1/"]) func `speaks to mail servers only`(url: String) {
        #expect(throws: TransferError.refusedURL(.unsupportedScheme)) {
            try MailClient(MailClient.Configuration(server: TransferURL(url)))
        }
    }

    @Test(arguments: [
        "", "a", "a@", "@b", "a@b@c", "a b@c", "a@b\r\nRCPT TO:<x@y>", "<a@b>", "a@b,c@d", "é@b", "a@b\u{0}",
    ])
    func `refuses an address that could change the envelope`(text: String) async throws {
        let server = address("smtp://127.0.0.1:1/")
        var mail = message
        mail.recipients = ["a@b", text]
        #expect(try await send(mail, to: server) == .refusedInput(.mailAddress))
        mail.recipients = ["a@b"]
        mail.sender = text
        #expect(try await send(mail, to: server) == .refusedInput(.mailAddress))
        mail.recipients = []
        mail.sender = "a@b"
        #expect(try await send(mail, to: server) == .refusedInput(.mailAddress))
    }

    @Test(arguments: ["a\nb\r\n", "a\rb\r\n", "a\r\n.\nb\r\n", "a", "a\r", "a\n", ""])
    func `refuses a mail whose lines end otherwise than in CR LF`(content: String) async throws {
        var mail = message
        mail.content = Array(content.utf8)
        #expect(try await send(mail, to: address("smtp://127.0.0.1:1/")) == .refusedInput(.mailLineEnds))
    }
}

@Suite(.timeLimit(.minutes(1)), .enabled(if: Tool.areInstalled("openssl", "timeout"))) struct `Mail over TLS` {
    @Test func `is refused where the server can't be who it says`() async throws {
        let certificate = try Certificate()
        let server = try Tool([
            "openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", certificate.file, "-key", certificate.key, "-www",
        ])
        var port: Int?
        while port == nil, let line = server.readLine() {
            if line.hasPrefix("ACCEPT") { port = line.split(separator: ":").last.flatMap { Int($0) } }
        }
        let client = try MailClient(
            MailClient.Configuration(server: address("smtps://localhost:\(try #require(port))/")))
        await #expect(throws: TransferError.untrusted(server: "localhost:\(port ?? 0)", .unknownIssuer)) {
            try await client.send(MailMessage(from: "a@b", to: ["c@d"], content: Array("x\r\n".utf8)))
        }
        await client.shutdown()
    }
}
