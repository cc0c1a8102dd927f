import HakaruFetcher
import HakaruModel
import HakaruTestSupport
import HakaruTransfer
import Testing

@Suite struct `A comment that is kept up to date` {
    private static let mark = "<!-- hakaru:coverage:api -->"
    private static let body = "\(mark)\nnew"

    private static func comment(_ id: Int, _ login: String, _ body: String, type: String = "User") -> String {
        #"{"id": \#(id), "user": {"login": "\#(login)", "type": "\#(type)"}, "body": "\#(body)"}"#
    }

    /// A forge with these comments, in pages, where a token speaks for `me`.
    private func harness(
        me: String = "hakaru-ci", _ pages: [[String]], write: ScriptedTransport.Answer = .json("{}")
    ) throws -> GitHubHarness {
        try GitHubHarness(
            ScriptedTransport { request, _ in
                let path = request.url.absoluteString.split(separator: "api.github.com").last ?? ""
                switch (request.method, path) {
                case (.post, "/graphql"): return .json(#"{"data": {"viewer": {"login": "\#(me)"}}}"#)
                case (.get, _):
                    let page = path.hasSuffix("page=2") ? 1 : 0
                    let next = "<https://api.github.com/repositories/1/issues/7/comments?page=2>; rel=\"next\""
                    return .response(
                        status: 200, headers: page + 1 < pages.count ? [("Link", next)] : [],
                        body: "[\(pages[page].joined(separator: ","))]")
                default: return write
                }
            })
    }

    private func keep(_ harness: GitHubHarness) async throws -> GitHubForge.CommentChange {
        try await harness.forge.keepComment(
            Self.body, beginningWith: Self.mark, on: 7, of: GitHubHarness.repository)
    }

    /// What was written, as `PATCH path`.
    private func writes(_ harness: GitHubHarness) -> [String] {
        harness.transport.requests.filter { $0.method != .get && !$0.url.absoluteString.hasSuffix("/graphql") }
            .map { "\($0.method.rawValue) \($0.url.absoluteString.dropFirst("https://api.github.com".count))" }
    }

    @Test func `is written where there is none`() async throws {
        let harness = try harness([[Self.comment(1, "taro", "Nice")]], write: .response(status: 201, body: "{}"))
        #expect(try await keep(harness) == .posted)
        #expect(writes(harness) == ["POST /repos/acme/api/issues/7/comments"])
        #expect(harness.transport.bodies.last == #"{"body":"<!-- hakaru:coverage:api -->\nnew"}"#)
        #expect(harness.transport.requests.last?.isRepeatable == false)
    }

    @Test func `is edited where it is this account's, on whatever page`() async throws {
        let harness = try harness([
            [Self.comment(1, "taro", "Nice")], [Self.comment(9, "Hakaru-CI", "\(Self.mark)\\nold")],
        ])
        #expect(try await keep(harness) == .edited)
        #expect(writes(harness) == ["PATCH /repos/acme/api/issues/comments/9"])
    }

    @Test(arguments: [
        Self.comment(1, "mallory", "\(mark)\\nold"), Self.comment(1, "hakaru-ci", "Look: \(mark)"),
        Self.comment(1, "hakaru-ci", "<!-- hakaru:coverage:web -->\\nold"),
        Self.comment(1, "hakaru-ci[bot]", "\(mark)\\nold"),
        #"{"id": 1, "user": null, "body": "\#(mark)\nold"}"#, #"{"id": 1, "user": null, "body": null}"#,
    ])
    func `is never another's, and never one with another mark`(comment: String) async throws {
        let harness = try harness([[comment]])
        #expect(try await keep(harness) == .posted)
        #expect(writes(harness) == ["POST /repos/acme/api/issues/7/comments"])
    }

    @Test(arguments: ["github-actions", "github-actions[bot]"])
    func `is found where a job's token wrote it`(me: String) async throws {
        let harness = try harness(
            me: me, [[Self.comment(3, "github-actions[bot]", "\(Self.mark)\\nold", type: "Bot")]])
        #expect(try await keep(harness) == .edited)
        #expect(writes(harness) == ["PATCH /repos/acme/api/issues/comments/3"])
    }

    @Test func `is left alone where it says so already`() async throws {
        let harness = try harness([[Self.comment(3, "hakaru-ci", "\(Self.mark)\\nnew")]])
        #expect(try await keep(harness) == .unchanged)
        #expect(writes(harness).isEmpty)
    }

    @Test func `is refused to a token that may only read`() async throws {
        let refusal = ScriptedTransport.Answer.response(
            status: 403, body: #"{"message": "Resource not accessible by integration"}"#)
        let harness = try harness([[]], write: refusal)
        let error = await #expect(throws: FetchError.self) { try await keep(harness) }
        guard case .forbidden? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(writes(harness).count == 1)
    }

    @Test func `is not written again where nobody knows whether it was`() async throws {
        let harness = try harness([[]], write: .response(status: 502, body: "Bad Gateway"))
        await #expect(throws: FetchError.self) { try await keep(harness) }
        #expect(writes(harness).count == 1)
    }
}
