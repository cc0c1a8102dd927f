import HakaruTransfer
import Testing

@Suite(.timeLimit(.minutes(1))) struct `An error of a transfer` {
    private static let server = "host:8443"

    @Test(arguments: [
        (TransferError.refused(server: server), true, "host:8443 can't be reached: nothing accepts connections there."),
        (.nameNotResolved(host: "host"), true, "The name host has no address."),
        (.proxyFailed(status: nil), true, "The proxy can't be reached."),
        (.proxyFailed(status: 407), true, "The proxy refused with status 407."),
        (
            .untrusted(server: server, .expired), false,
            "host:8443 is not to be trusted: its certificate is not valid at this time."
        ),
        (.connectTimedOut(server: server), true, "host:8443 did not take the connection in time."),
        (.stalled(server: server), true, "host:8443 stopped sending."),
        (.timedOut(server: server), true, "host:8443 did not answer in time."),
        (.interrupted(server: server), true, "The answer of host:8443 broke off."),
        (.malformedResponse(server: server), true, "The answer of host:8443 is not valid."),
        (.bodyTooLarge(server: server, limit: 7), false, "The answer of host:8443 is longer than 7 bytes."),
        (.headTooLarge(server: server), false, "The headers of host:8443 are longer than 131072 bytes."),
        (
            .refusedURL(.plaintext(host: "host")), false,
            "host is asked for without encryption, which only this machine itself may be."
        ),
        (.refusedInput(.header(name: "X-A")), false, "The header X-A can't be sent like this."),
        (
            .crossOriginRedirect(from: "https://a", to: "https://b"), false,
            "https://a sends us to https://b, which was not asked."
        ),
        (.tooManyRedirects(server: server), false, "host:8443 sends us on more than 5 times."),
        (.mailRefused(server: server, code: 451), true, "host:8443 refused the mail with code 451."),
        (.mailRefused(server: server, code: 550), false, "host:8443 refused the mail with code 550."),
        (.mailLoginRefused(server: server), false, "host:8443 refused the user or the password."),
        (
            .outcomeUnknown(.stalled(server: server)), false,
            "Whether it arrived is not known. host:8443 stopped sending."
        ),
        (.cancelled, false, "The transfer was cancelled."),
        (.shutDown, false, "The transfer was ended, as the program stops."),
        (.unavailable(code: 2), false, "The transfer could not be started (libcurl's code 2)."),
    ])
    func `says what happened, and whether to try again`(error: TransferError, isRetryable: Bool, summary: String) {
        #expect(error.summary == summary)
        #expect(error.isRetryable == isRetryable)
    }

    @Test func `holds nothing of path, query, headers, body or credentials`() async throws {
        let faults: [String: [UInt8]] = [
            "/canary/close": [], "/canary/head": Array("HTTP/1.1 200 OK\r\nX-Canary: canary".utf8),
            "/canary/text": Array("canary canary canary\r\n\r\n".utf8),
            "/canary/length": Array("HTTP/1.1 200 OK\r\nContent-Length: canary\r\n\r\n".utf8),
            "/canary/gzip": answer(headers: ["Content-Encoding: gzip"], body: "canary"),
            "/canary/away": answer("301 Moved", headers: ["Location: https://other.example/canary?canary"]),
            "/canary/bad": answer("301 Moved", headers: ["Location: http://canary:canary@h/"]),
            "/canary/long": answer(body: String(repeating: "canary", count: 99)),
        ]
        let script = Script.each { connection in
            guard let request = connection.readRequest() else { return }
            connection.write(faults[String(request.target.prefix { $0 != "?" })] ?? [])
        }
        try await withServer(script) { client, server in
            for path in faults.keys {
                var request = HTTPRequest(.get, server.url(path + "?token=canary"))
                request.headers.append("Authorization", Secret("canary"))
                request.headers.append("X-Plain", "canary")
                request.maximumBodySize = 100
                let error = try #require(await failure(client, request), "\(path)")
                let texts = "\(error) \(error.summary) \(String(reflecting: error))"
                #expect(!texts.lowercased().contains("canary"), "\(path)")
            }
        }
        for text in ["https://canary:canary@host/", "https://host/canary canary", "canary://host/canary"] {
            let error = #expect(throws: TransferError.self) { try TransferURL(text) }
            #expect(error?.summary.contains("canary") == false)
        }
    }
}
