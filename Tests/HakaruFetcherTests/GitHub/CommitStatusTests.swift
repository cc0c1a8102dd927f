import HakaruFetcher
import HakaruModel
import HakaruTestSupport
import HakaruTransfer
import Testing

@Suite struct `A commit status` {
    private let commit = ObjectID(String(repeating: "a", count: 40))
    private let draft = CommitStatusDraft(
        context: "hakaru/coverage/web", state: .failure, description: "lines 1/2, 50.00 %, v1",
        link: "https://example.com/run/1")

    private func publish(_ answers: [ScriptedTransport.Answer]) async throws -> ScriptedTransport {
        let harness = try GitHubHarness(answers)
        try await harness.forge.publish(draft, on: try #require(commit), of: GitHubHarness.repository)
        return harness.transport
    }

    @Test func `is posted to the commit`() async throws {
        let transport = try await publish([.response(status: 201, body: "{}")])
        let request = try #require(transport.requests.first)
        #expect(request.method == .post)
        #expect(request.url.absoluteString.hasSuffix("/repos/acme/api/statuses/\(String(repeating: "a", count: 40))"))
        #expect(request.headers["Content-Type"] == "application/json")
        let body = try #require(transport.bodies.first)
        for part in [
            #""state":"failure""#, #""context":"hakaru\/coverage\/web""#,
            #""description":"lines 1\/2, 50.00 %, v1""#, #""target_url":"https:\/\/example.com\/run\/1""#,
        ] {
            #expect(body.contains(part) || body.contains(part.replacing("\\/", with: "/")), "\(part) in \(body)")
        }
    }

    @Test(
        arguments: [
            (
                ScriptedTransport.Answer.response(
                    status: 403, body: #"{"message": "Resource not accessible by integration"}"#), 3
            ),
            (.response(status: 401, body: "{}"), 4), (.response(status: 404, body: "{}"), 3),
            (.response(status: 422, body: #"{"message": "No commit found for SHA"}"#), 1),
        ] as [(ScriptedTransport.Answer, Int32)])
    func `that is refused says so`(answer: ScriptedTransport.Answer, code: Int32) async throws {
        let error = await #expect(throws: FetchError.self) { try await publish([answer]) }
        #expect(error?.exitCode.rawValue == code)
    }

    @Test func `is sent again after a failure of the server`() async throws {
        let transport = try await publish([
            .response(status: 502, body: "{}"), .response(status: 201, body: "{}"),
        ])
        #expect(transport.requests.count == 2)
    }
}
