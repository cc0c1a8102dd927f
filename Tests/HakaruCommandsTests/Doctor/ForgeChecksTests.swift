import ArgumentParser
import HakaruModel
import HakaruSystem
import HakaruTestSupport
import HakaruTransfer
import Testing

@testable import HakaruCommands

@Suite struct `What doctor says of the forge` {
    /// 2026-11-24T03:00:00Z.
    private static let now = Instant(secondsSinceEpoch: 1_795_489_200)
    private static let date = "Tue, 24 Nov 2026 03:00:00 GMT"

    /// What is said of an answer to the question for the limits, by the name of the check.
    private func checks(
        _ answer: ScriptedTransport.Answer, token: String? = "ghp_canary"
    ) async throws -> [String: DoctorCheck] {
        let environment = ["HAKARU_GITHUB_API_URL": "https://forge.example/api/v3", "HAKARU_GITHUB_TOKEN": token]
        let console = try TestConsole(environment: environment.compactMapValues { $0 }, now: Self.now)
        let transport = ScriptedTransport([answer])
        let access = try AccessOptions.parse([])
        let found = await ForgeChecks(
            access: access, configuration: Configuration(), context: console.context, transport: transport
        ).run()
        #expect(transport.requests.map(\.url.absoluteString) == ["https://forge.example/api/v3/rate_limit"])
        #expect(!found.contains { $0.detail.contains("canary") })
        #expect(found.allSatisfy { ($0.fix == nil) == ($0.status == .ok) })
        return Dictionary(uniqueKeysWithValues: found.map { ($0.name, $0) })
    }

    private func answer(_ headers: [(String, String)] = [], status: Int = 200) -> ScriptedTransport.Answer {
        .response(status: status, headers: [("Date", Self.date)] + headers, body: "{}")
    }

    @Test func `is ok where all is well`() async throws {
        let checks = try await checks(
            answer([
                ("X-RateLimit-Limit", "5000"), ("X-RateLimit-Remaining", "4000"), ("X-RateLimit-Reset", "1795492800"),
                ("X-OAuth-Scopes", "repo, read:org"),
                ("GitHub-Authentication-Token-Expiration", "2027-03-06 16:10:25 UTC"),
            ]))
        #expect(
            checks == [
                "token": .ok(
                    "token",
                    "personal access token from HAKARU_GITHUB_TOKEN, scopes repo, read:org, "
                        + "expires 2027-03-06T16:10:25Z"),
                "forge": .ok("forge", "https://forge.example/api/v3 answers"),
                "budget": .ok("budget", "4000 of 5000 requests left, reset at 2026-11-24T04:00:00Z"),
                "clock": .ok("clock", "within 0 s of the forge's"),
            ])
    }

    @Test(arguments: [
        ("github_pat_x", "fine-grained personal access token"), ("ghp_x", "personal access token"),
        ("gho_x", "OAuth token"), ("ghs_x", "installation token"), ("ghu_x", "user token of an app"),
        ("x", "token of unknown kind"),
    ])
    func `is the kind of the token`(token: String, kind: String) async throws {
        let checks = try await checks(answer(), token: token)
        #expect(checks["token"] == .ok("token", "\(kind) from HAKARU_GITHUB_TOKEN"))
    }

    /// What is said where a GitHub App asks, whose token comes with the first answer.
    private func checksOfApp(_ token: ScriptedTransport.Answer) async throws -> [String: DoctorCheck] {
        let directory = try TemporaryDirectory()
        let file = directory.path("app.pem")
        try FileSystem.write(Array(AppKeyFixture.pem.utf8), to: file)
        let console = try TestConsole(
            environment: [
                "HAKARU_GITHUB_API_URL": "https://forge.example/api/v3", "HAKARU_GITHUB_APP_ID": "4242",
                "HAKARU_GITHUB_APP_KEY_FILE": file, "HAKARU_GITHUB_APP_INSTALLATION": "7",
            ], now: Self.now)
        let transport = ScriptedTransport([token, answer()])
        let found = await ForgeChecks(
            access: try AccessOptions.parse([]), configuration: Configuration(), context: console.context,
            transport: transport
        ).run()
        let asked = ["app/installations/7/access_tokens"] + (found.count > 1 ? ["rate_limit"] : [])
        #expect(transport.requests.map(\.url.absoluteString) == asked.map { "https://forge.example/api/v3/\($0)" })
        #expect(!found.contains { $0.detail.contains("canary") })
        return Dictionary(uniqueKeysWithValues: found.map { ($0.name, $0) })
    }

    @Test func `is that a GitHub App asks, or why it gets no token`() async throws {
        let token = #"{"token": "ghs_canary", "expires_at": "2026-11-24T04:00:00Z"}"#
        let checks = try await checksOfApp(.response(status: 201, headers: [("Date", Self.date)], body: token))
        #expect(checks["token"] == .ok("token", "installation token of GitHub App 4242 from HAKARU_GITHUB_APP_ID"))
        #expect(checks["forge"]?.status == .ok)
        let refusal = #"{"message": "A JSON web token could not be decoded"}"#
        #expect(
            try await checksOfApp(.response(status: 401, body: refusal)) == [
                "token": .fail(
                    "token", "forge.example gives the app no token: A JSON web token could not be decoded",
                    fix: "Check the id, the key file and the installation of the app.")
            ])
    }

    @Test func `is that a token is missing, has no scopes, or ends soon`() async throws {
        #expect(
            try await checks(answer(), token: nil)["token"]
                == .warn(
                    "token", "none was given", fix: "Set HAKARU_GITHUB_TOKEN, or token_command: gh auth token."))
        #expect(
            try await checks(answer([("X-OAuth-Scopes", "")]))["token"]
                == .ok("token", "personal access token from HAKARU_GITHUB_TOKEN, no scopes"))
        #expect(
            try await checks(answer([("GitHub-Authentication-Token-Expiration", "2026-12-01 09:00:00 +0900")]))["token"]
                == .warn(
                    "token", "personal access token from HAKARU_GITHUB_TOKEN, expires 2026-12-01T00:00:00Z",
                    fix: "Make a new one before that."))
    }

    @Test func `is what is left of the budget`() async throws {
        let little = answer([("X-RateLimit-Limit", "5000"), ("X-RateLimit-Remaining", "499")])
        #expect(
            try await checks(little)["budget"]
                == .warn("budget", "499 of 5000 requests left", fix: "Wait for the reset."))
        #expect(try await checks(answer(status: 404))["budget"] == .ok("budget", "the forge names no limit"))
    }

    @Test(arguments: [
        ("Tue, 24 Nov 2026 03:02:00 GMT", "this machine is 120 s behind the forge"),
        ("Tue, 24 Nov 2026 02:58:00 GMT", "this machine is 120 s ahead of the forge"),
    ])
    func `is how far the clocks lie apart`(date: String, detail: String) async throws {
        let checks = try await checks(.response(status: 200, headers: [("Date", date)], body: "{}"))
        #expect(checks["clock"] == .warn("clock", detail, fix: "Set the clock, with NTP best."))
        #expect(try await self.checks(.json("{}"))["clock"] == .ok("clock", "the forge names no time"))
    }

    @Test(arguments: [
        (404, DoctorCheck.ok("forge", "https://forge.example/api/v3 answers, and has no rate limits")),
        (
            401,
            .fail(
                "forge", "https://forge.example/api/v3 refuses the token",
                fix: "Make a new token, and see that it has not expired.")
        ),
        (
            503,
            .fail("forge", "https://forge.example/api/v3 answers with status 503", fix: "Check --api-url.")
        ),
    ])
    func `is how it answers`(status: Int, expected: DoctorCheck) async throws {
        #expect(try await checks(answer(status: status))["forge"] == expected)
    }

    @Test func `is that it cannot be reached`() async throws {
        let checks = try await checks(.failure(.refused(server: "forge.example:443")))
        #expect(checks.keys.sorted() == ["forge"])
        #expect(checks["forge"]?.status == .fail)
        #expect(checks["forge"]?.fix == "Check the network and --api-url.")
    }
}
