import HakaruDelivery
import HakaruModel
import HakaruTestSupport
import HakaruTransfer
import Synchronization
import Testing

@Suite struct `A message to Slack` {
    private func outcome(_ answer: ScriptedTransport.Answer) async throws -> DeliveryOutcome {
        let transport = ScriptedTransport([answer])
        let url = try TransferURL("https://hooks.slack.example/services/T0/B0/canary")
        let channel = SlackChannel(name: "slack", url: url, transport: transport)
        let payload = channel.payload(of: try .sample(), key: try .sample())
        let outcome = await channel.send(payload, key: try .sample())
        #expect(transport.bodies == [#"{"text":"Week 47","blocks":[]}"#])
        #expect(transport.requests.allSatisfy { !$0.isRepeatable && $0.method == .post })
        #expect(!"\(channel) \(outcome) \(channel.destination)".contains("canary"))
        return outcome
    }

    @Test(
        arguments: [
            (200, [], "ok", DeliveryOutcome.sent),
            (
                429, [("Retry-After", "7")], "rate_limited",
                .retry(
                    after: .seconds(7), reason: "hooks.slack.example answered with status 429 (rate_limited)")
            ),
            (
                404, [], "no_service",
                .failed(
                    reason: "hooks.slack.example answered with status 404 (no_service): the webhook was removed; "
                        + "make a new one in Slack")
            ),
            (
                410, [], "channel_is_archived",
                .failed(
                    reason:
                        "hooks.slack.example answered with status 410 (channel_is_archived): the webhook was removed; "
                        + "make a new one in Slack")
            ),
            (
                403, [], "action_prohibited",
                .failed(
                    reason: "hooks.slack.example answered with status 403 (action_prohibited): it does not let us in")
            ),
            (400, [], "Bad <canary>", .failed(reason: "hooks.slack.example answered with status 400")),
            (
                302, [("Location", "https://x.example")], "",
                .failed(reason: "hooks.slack.example answered with status 302")
            ),
            (
                500, [], "server_error",
                .unknown(
                    reason:
                        "hooks.slack.example answered with status 500, which does not say whether the message was taken"
                )
            ),
            (
                504, [], "",
                .unknown(
                    reason:
                        "hooks.slack.example answered with status 504, which does not say whether the message was taken"
                )
            ),
        ] as [(Int, [(String, String)], String, DeliveryOutcome)])
    func `means by its status whether it was taken`(
        status: Int, headers: [(String, String)], body: String, expected: DeliveryOutcome
    ) async throws {
        #expect(try await outcome(.response(status: status, headers: headers, body: body)) == expected)
    }

    @Test func `that broke off may have arrived only where it had left`() async throws {
        let refused = try await outcome(.failure(.refused(server: "hooks.slack.example")))
        #expect(
            refused
                == .refused(reason: "hooks.slack.example can't be reached: nothing accepts connections there"))
        let cut = try await outcome(.failure(.outcomeUnknown(.timedOut(server: "hooks.slack.example"))))
        #expect(cut == .unknown(reason: "hooks.slack.example did not answer in time"))
        let untrusted = try await outcome(.failure(.untrusted(server: "hooks.slack.example", .expired)))
        #expect(
            untrusted
                == .failed(
                    reason: "hooks.slack.example is not to be trusted: its certificate is not valid at this time"))
        #expect(
            try await outcome(.failure(.cancelled)) == .refused(reason: "the run was stopped before it was sent"))
    }
}

@Suite struct `A message to a webhook` {
    private func sent(secret: Secret?) async throws -> HTTPRequest {
        let transport = ScriptedTransport([.json("{}")])
        let channel = WebhookChannel(
            name: "hook", url: try TransferURL("https://ci.example/hook"), secret: secret, transport: transport)
        let payload = channel.payload(of: try .sample(), key: try .sample())
        #expect(await channel.send(payload, key: try .sample()) == .sent)
        return try #require(transport.requests.first)
    }

    @Test func `carries a key by which a repetition is known`() async throws {
        let request = try await sent(secret: nil)
        #expect(request.headers["Idempotency-Key"] == "hakaru-weekly-2026-W47-0123456789abcdef")
        #expect(request.headers["X-Hakaru-Signature-256"] == nil)
        #expect(request.body == Array(#"{"schema":"hakaru.weekly_summary/1"}"#.utf8))
    }

    @Test func `is signed where there is a secret`() async throws {
        let request = try await sent(secret: Secret("key"))
        // echo -n '{"schema":"hakaru.weekly_summary/1"}' | openssl dgst -sha256 -hmac key
        #expect(
            request.headers["X-Hakaru-Signature-256"]
                == "sha256=5d7809a30b21769d4e8282d72e2446ec81bcac9f305b311a5feaba4b0fb36acd")
    }
}

@Suite struct `A message to the forge` {
    private func channel(
        _ place: ForgeChannel.Place, _ transport: ScriptedTransport,
        credential: @escaping @Sendable () async -> ForgeCredential = { .header(Secret("Bearer canary")) }
    ) throws -> ForgeChannel {
        ForgeChannel(
            name: "comment", api: try TransferURL("https://api.github.com"), credential: credential,
            repository: try #require(RepositoryID("acme/team")), place: place, transport: transport)
    }

    @Test func `is a comment with a mark that nobody sees`() async throws {
        let transport = ScriptedTransport([.response(status: 201, body: "{}")])
        let channel = try channel(.comment(on: 12), transport)
        let payload = channel.payload(of: try .sample(markdown: "say \"hi\"\n"), key: try .sample())
        #expect(await channel.send(payload, key: try .sample()) == .sent)
        let request = try #require(transport.requests.first)
        #expect(request.url.absoluteString == "https://api.github.com/repos/acme/team/issues/12/comments")
        #expect(
            transport.bodies == [
                #"{"body":"say \"hi\"\n\n\n<!-- hakaru-weekly-2026-W47-0123456789abcdef -->"}"#
            ])
        #expect(request.headers["Authorization"] == "<redacted>")
    }

    @Test func `is an issue with a title and labels`() async throws {
        let transport = ScriptedTransport([.response(status: 201, body: "{}")])
        let channel = try channel(.issue(labels: ["weekly", "a \"b\""]), transport)
        let payload = channel.payload(of: try .sample(markdown: "x"), key: try .sample())
        #expect(await channel.send(payload, key: try .sample()) == .sent)
        #expect(transport.requests.first?.url.absoluteString == "https://api.github.com/repos/acme/team/issues")
        #expect(
            transport.bodies.first?.hasSuffix(#","title":"Week 2026-W47 (週報)","labels":["weekly","a \"b\""]}"#) == true)
    }

    @Test func `is cut at a row where the forge takes no more`() async throws {
        let rows = (1...20_000).map { "| row \($0) | 週 |" }.joined(separator: "\n")
        let channel = try channel(.comment(on: 1), ScriptedTransport([]))
        let payload = String(
            decoding: channel.payload(of: try .sample(markdown: rows), key: try .sample()), as: UTF8.self)
        let text = payload.replacing("\\n", with: "\n")
        #expect(text.utf16.count - 11 <= 65_536)
        #expect(text.utf16.count > 65_000)
        let lines = text.split(separator: "\n")
        let note = try #require(lines.first { $0.hasPrefix("… ") })
        let left = try #require(Int(note.split(separator: " ")[1]))
        #expect(lines.contains("| row \(20_000 - left) | 週 |"))
        #expect(!lines.contains("| row \(20_001 - left) | 週 |"))
    }

    @Test func `can be found again by its mark, on any page of its own origin`() async throws {
        let next = [("Link", "<https://api.github.com/next?page=2>; rel=\"next\"")]
        let found = ScriptedTransport([
            .response(status: 200, headers: next, body: "[]"),
            .json(#"[{"body":"x\n\u003c!-- hakaru-weekly-2026-W47-0123456789abcdef --\u003e"}]"#),
        ])
        #expect(try await channel(.comment(on: 1), found).hasArrived(try .sample()) == true)
        #expect(found.requests.map(\.url.path) == ["/repos/acme/team/issues/1/comments", "/next"])
        let absent = ScriptedTransport([.json("[]")])
        #expect(try await channel(.issue(labels: []), absent).hasArrived(try .sample()) == false)
        let elsewhere = ScriptedTransport([
            .response(status: 200, headers: [("Link", "<https://evil.example/>; rel=\"next\"")], body: "[]")
        ])
        #expect(try await channel(.comment(on: 1), elsewhere).hasArrived(try .sample()) == false)
        #expect(elsewhere.requests.count == 1)
        let broken = ScriptedTransport([.response(status: 500, body: "")])
        #expect(try await channel(.comment(on: 1), broken).hasArrived(try .sample()) == nil)
    }

    @Test func `asks for each request who writes, and leaves where that is known alone`() async throws {
        let count = Mutex(0)
        let transport = ScriptedTransport([
            .response(status: 201, body: "{}"), .json("[]"), .response(status: 201, body: "{}"),
        ])
        let channel = try channel(.comment(on: 1), transport) {
            let number = count.withLock { count in
                count += 1
                return count
            }
            return number < 4 ? .header(Secret("token \(number)")) : .missing(.refused(reason: "the app has no token"))
        }
        #expect(await channel.send([], key: try .sample()) == .sent)
        #expect(await channel.hasArrived(try .sample()) == false)
        #expect(await channel.send([], key: try .sample()) == .sent)
        #expect(await channel.send([], key: try .sample()) == .refused(reason: "the app has no token"))
        #expect(await channel.hasArrived(try .sample()) == nil)
        let sent = transport.requests.flatMap(\.headers.fields).compactMap { field in
            if case .secret(let secret) = field.value { secret.withValue { $0 } } else { nil }
        }
        #expect(sent == ["token 1", "token 2", "token 3"])
    }

    @Test func `asks for patience where the forge limits writers`() async throws {
        let transport = ScriptedTransport([.response(status: 403, headers: [("Retry-After", "60")], body: "{}")])
        let outcome = try await channel(.comment(on: 1), transport).send([], key: try .sample())
        #expect(outcome == .retry(after: .seconds(60), reason: "api.github.com answered with status 403"))
    }
}
