import HakaruFetcher
import HakaruModel
import HakaruTestSupport
import HakaruTransfer
import Testing

@Suite struct `GitHub client` {
    private typealias Fixture = GitHubFixture

    private let query = ListQuery(repository: GitHubHarness.repository, order: .updatedDescending, width: 10)

    private static let list = """
        {"data": {\(GitHubFixture.budget), "repository": {"pullRequests": {"totalCount": 1, \(GitHubFixture.lastPage), "nodes": [
          {"id": "PR_1", "number": 1, "state": "OPEN", "isDraft": false, "updatedAt": "2026-01-05T09:00:00Z",
           "baseRefName": "develop", "commits": {"totalCount": 3}}]}}}}
        """

    private func outcome(
        _ answers: [ScriptedTransport.Answer], width: Int = 10
    ) async throws -> (error: FetchError?, harness: GitHubHarness) {
        let harness = try GitHubHarness(answers)
        var query = query
        query.width = width
        do throws(FetchError) {
            _ = try await harness.forge.list(query)
            return (nil, harness)
        } catch {
            return (error, harness)
        }
    }

    @Test func `sends a query as GitHub wants it, with a token that prints as nothing`() async throws {
        let (error, harness) = try await outcome([.json(Self.list)])
        #expect(error == nil)
        let request = try #require(harness.transport.requests.first)
        #expect(request.method == .post)
        #expect(request.url.absoluteString == "https://api.github.com/graphql")
        #expect(request.headers["Accept"] == "application/vnd.github+json")
        #expect(request.headers["X-GitHub-Api-Version"] == "2022-11-28")
        #expect(request.headers["Content-Type"] == "application/json")
        #expect(request.headers["Authorization"] == "<redacted>")
        let body = try #require(harness.transport.bodies.first)
        #expect(body.hasPrefix(#"{"operationName":"ListPullRequests","query":"query ListPullRequests("#))
        #expect(body.contains(#""direction":"DESC""#))
        #expect(!body.contains("secret-token"))
        #expect(harness.forge.usage.points == 1)
        #expect(harness.forge.usage.requests == 1)
    }

    @Test(arguments: [
        ("https://api.github.com", "https://api.github.com/graphql", "https://api.github.com/", "github.com"),
        (
            "https://git.example.com/api/v3", "https://git.example.com/api/graphql", "https://git.example.com/api/v3",
            "git.example.com"
        ),
        (
            "https://GIT.example.com:8443/api/v3/", "https://git.example.com:8443/api/graphql",
            "https://git.example.com:8443/api/v3", "git.example.com"
        ),
        (
            "https://example.com/git/api/v3", "https://example.com/git/api/graphql", "https://example.com/git/api/v3",
            "example.com"
        ),
        ("http://127.0.0.1:4010", "http://127.0.0.1:4010/graphql", "http://127.0.0.1:4010/", "127.0.0.1"),
        (
            "http://127.0.0.1:4010/api/v3", "http://127.0.0.1:4010/api/graphql", "http://127.0.0.1:4010/api/v3",
            "127.0.0.1"
        ),
        (
            "https://api.acme.ghe.com/", "https://api.acme.ghe.com/graphql", "https://api.acme.ghe.com/",
            "api.acme.ghe.com"
        ),
    ])
    func `knows where each API lies`(text: String, graphql: String, rest: String, host: String) throws {
        let endpoint = try GitHubEndpoint(text)
        #expect(endpoint.graphql.absoluteString == graphql)
        #expect(endpoint.rest.absoluteString == rest)
        #expect(endpoint.host == host)
    }

    @Test(arguments: [
        "", "api.github.com", "http://api.github.com", "ftp://127.0.0.1", "https://user:pw@git.example.com/api/v3",
        "https://git.example.com/api/v4", "https://git.example.com/api/v3?x=1",
    ])
    func `refuses an address that is none`(text: String) {
        #expect(throws: FetchError.invalidAddress(text)) { try GitHubEndpoint(text) }
    }

    @Test(arguments: [
        ScriptedTransport.Answer.response(status: 500, body: "{}"), .response(status: 503, body: ""),
        .response(status: 502, body: "<html>Bad Gateway</html>"), .response(status: 200, body: "<html>Sign in</html>"),
        .response(status: 200, body: #"{"data": {"rateLi"#), .response(status: 200, body: ""),
        .failure(.interrupted(server: "s")), .failure(.refused(server: "s")), .failure(.nameNotResolved(host: "s")),
        .failure(.connectTimedOut(server: "s")), .failure(.malformedResponse(server: "s")),
    ])
    func `tries again after a fault, later each time`(fault: ScriptedTransport.Answer) async throws {
        let (error, harness) = try await outcome([fault, fault, .json(Self.list)])
        #expect(error == nil)
        #expect(harness.clock.sleeps == [.seconds(1), .seconds(2)])
        #expect(harness.transport.requests.count == 3)
        #expect(harness.forge.usage.waited == .seconds(3))
    }

    @Test func `gives up after five more, and takes the host as down when nothing accepts connections`() async throws {
        let harness = try GitHubHarness(ScriptedTransport { _, _ in .failure(.refused(server: "s")) })
        let down = FetchError.unreachable(host: "github.com", reason: .refused)
        await #expect(throws: down) {
            _ = try await harness.forge.history(.init(from: try shaOne()), in: GitHubHarness.repository)
        }
        #expect(harness.transport.requests.count == 6)
        #expect(harness.clock.sleeps == [1, 2, 4, 8, 16].map { .seconds($0) })
        await #expect(throws: down) {
            _ = try await harness.forge.history(.init(from: try shaOne()), in: GitHubHarness.repository)
        }
        #expect(harness.transport.requests.count == 6)
    }

    private func shaOne() throws -> ObjectID { try #require(ObjectID(Fixture.sha("1"))) }

    @Test(arguments: [
        ScriptedTransport.Answer.response(status: 502, body: #"{"data": null}"#), .response(status: 504, body: ""),
        .failure(.stalled(server: "s")), .failure(.timedOut(server: "s")),
        .failure(.bodyTooLarge(server: "s", limit: 1)),
        .json(#"{"data": null, "errors": [{"message": "Something went wrong while executing your query."}]}"#),
        .json(
            #"{"data": {}, "errors": [{"type": "RESOURCE_LIMITS_EXCEEDED", "message": "Resource limits for this query exceeded."}]}"#
        ),
        .json(
            #"{"data": {"repository": {"pullRequests": {"totalCount": 9, "pageInfo": {"hasNextPage": false, "endCursor": null}, "nodes": [null]}}}}"#
        ),
    ])
    func `asks for a smaller page where the size may be the reason`(fault: ScriptedTransport.Answer) async throws {
        let (error, harness) = try await outcome([fault], width: 100)
        #expect(error == .pageTooWide(host: "github.com"))
        #expect(harness.transport.requests.count == 1)
    }

    @Test func `stops everything when the token is refused`() async throws {
        let (error, harness) = try await outcome([.response(status: 401, body: #"{"message": "Bad credentials"}"#)])
        #expect(error == .unauthorized(host: "github.com"))
        #expect(error?.exitCode == .authentication)
        await #expect(throws: FetchError.unauthorized(host: "github.com")) { _ = try await harness.forge.list(query) }
        #expect(harness.transport.requests.count == 1)
    }

    @Test(arguments: [
        (
            ScriptedTransport.Answer.response(
                status: 403, headers: [("Retry-After", "7")],
                body: #"{"message": "You have exceeded a secondary rate limit."}"#),
            7
        ),
        (.response(status: 403, body: #"{"message": "You have exceeded a secondary rate limit."}"#), 60),
        (.response(status: 429, headers: [("Retry-After", "9")], body: ""), 9),
        (.response(status: 429, body: ""), 60),
        (
            .json(
                #"{"data": null, "errors": [{"type": "RATE_LIMITED", "message": "You have exceeded a secondary rate limit."}]}"#
            ), 60
        ),
        (
            .response(
                status: 200,
                headers: [
                    ("Date", "Tue, 24 Nov 2026 09:00:00 GMT"), ("x-ratelimit-remaining", "0"),
                    ("x-ratelimit-reset", "1795510830"),
                ], body: #"{"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded"}]}"#),
            31
        ),
        (
            .response(
                status: 403,
                headers: [
                    ("Date", "Tue, 24 Nov 2026 09:00:00 GMT"), ("x-ratelimit-remaining", "0"),
                    ("x-ratelimit-reset", "1795510830"),
                ], body: #"{"message": "API rate limit exceeded for user ID 1."}"#),
            31
        ),
        (.response(status: 503, headers: [("Retry-After", "20")], body: ""), 20),
    ])
    func `waits as long as a limit asks`(limit: ScriptedTransport.Answer, seconds: Int) async throws {
        let (error, harness) = try await outcome([limit, .json(Self.list)])
        #expect(error == nil)
        #expect(harness.clock.sleeps == [.seconds(seconds)])
    }

    @Test func `saves itself the wait where the reset is too far away`() async throws {
        let spent = ScriptedTransport.Answer.response(
            status: 200,
            headers: [
                ("Date", "Tue, 24 Nov 2026 09:00:00 GMT"), ("x-ratelimit-remaining", "0"),
                ("x-ratelimit-reset", "1795513200"),
            ], body: #"{"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded"}]}"#)
        let (error, harness) = try await outcome([spent])
        #expect(error == .rateLimited(host: "github.com", until: .at("2026-11-24T09:40:01Z")))
        #expect(error?.exitCode == .unavailable)
        #expect(harness.transport.requests.count == 1)
        #expect(harness.clock.sleeps == [])
    }

    @Test(arguments: [
        (
            ScriptedTransport.Answer.json(
                #"{"data": {"repository": null}, "errors": [{"type": "NOT_FOUND", "path": ["repository"], "message": "Could not resolve to a Repository"}]}"#
            ),
            FetchError.repositoryNotFound(GitHubHarness.repository, host: "github.com")
        ),
        (
            .json(
                #"{"data": {"repository": null}, "errors": [{"type": "FORBIDDEN", "path": ["repository"], "message": "Resource not accessible"}]}"#
            ),
            .forbidden(host: "github.com", reason: "Resource not accessible")
        ),
        (
            .json(
                #"{"data": {"repository": null}, "errors": [{"type": "FORBIDDEN", "path": ["repository"], "extensions": {"saml_failure": true}, "message": "SSO"}]}"#
            ),
            .forbidden(host: "github.com", reason: "the token needs single sign-on.")
        ),
        (
            .response(status: 403, body: #"{"message": "Resource not accessible by integration"}"#),
            .forbidden(host: "github.com", reason: "Resource not accessible by integration")
        ),
        (
            .json(
                #"{"errors": [{"path": ["query"], "extensions": {"code": "undefinedField"}, "message": "Field 'x' doesn't exist"}]}"#
            ),
            .refusedQuery(host: "github.com", reason: "Field 'x' doesn't exist")
        ),
        (
            .json(
                #"{"data": null, "errors": [{"type": "INVALID_CURSOR_ARGUMENTS", "message": "`x` is not a valid cursor."}]}"#
            ),
            .invalidCursor(host: "github.com")
        ),
        (.failure(.untrusted(server: "s", .expired)), .untrusted(host: "github.com")),
        (
            .failure(.crossOriginRedirect(from: "https://api.github.com", to: "https://evil.example")),
            .redirectedElsewhere(host: "github.com", to: "https://evil.example")
        ),
        (
            .json(#"{"data": {"repository": {"pullRequests": {"totalCount": "many"}}}}"#),
            .malformedAnswer(
                host: "github.com", detail: "another type than expected at data.repository.pullRequests.totalCount")
        ),
        (.failure(.cancelled), .cancelled),
    ])
    func `takes no for an answer`(answer: ScriptedTransport.Answer, expected: FetchError) async throws {
        let (error, harness) = try await outcome([answer])
        #expect(error == expected)
        #expect(harness.transport.requests.count == 1)
    }

    @Test func `shows nothing of control characters that the forge sends`() async throws {
        let (error, _) = try await outcome([.response(status: 403, body: #"{"message": "no\u001b[31m\nway"}"#)])
        #expect(error == .forbidden(host: "github.com", reason: "no [31m way"))
    }

    @Test func `ends at once when its task is cancelled`() async throws {
        let harness = try GitHubHarness([.json(Self.list)])
        let query = query
        let task = Task { () throws -> ListPage in
            withUnsafeCurrentTask { $0?.cancel() }
            return try await harness.forge.list(query)
        }
        await #expect(throws: FetchError.cancelled) { _ = try await task.value }
        #expect(harness.transport.requests.count == 0)
    }

    @Test func `needs no limits to be told`() async throws {
        let list = Self.list.replacing(Fixture.budget, with: #""rateLimit": null"#)
        let (error, harness) = try await outcome([.json(list)])
        #expect(error == nil)
        #expect(harness.forge.usage.points == 0)
        #expect(harness.forge.usage.limit == nil)
    }
}
