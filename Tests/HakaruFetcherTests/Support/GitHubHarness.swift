import HakaruFetcher
import HakaruModel
import HakaruTestSupport
import HakaruTransfer

/// A GitHub client over a script instead of a network, and a clock that tests move.
struct GitHubHarness {
    let clock = ManualClock()
    let transport: ScriptedTransport
    let gate: RequestGate
    let forge: GitHubForge

    init(_ transport: ScriptedTransport, address: String = "https://api.github.com", token: String? = "secret-token")
        throws
    {
        self.transport = transport
        let endpoint = try GitHubEndpoint(address)
        gate = RequestGate(host: endpoint.host, clock: clock.fetchClock)
        forge = GitHubForge(
            endpoint, transport: transport, authorizer: TokenAuthorizer(token.map { Secret($0) }),
            emails: EmailHasher(key: [1, 2, 3]), gate: gate)
    }

    init(_ answers: [ScriptedTransport.Answer]) throws {
        try self.init(ScriptedTransport(answers))
    }

    /// The repository of all these tests.
    static let repository: RepositoryID = {
        guard let id = RepositoryID("acme/api") else { preconditionFailure("a valid name") }
        return id
    }()
}

/// The parts of GitHub's answers that many tests need.
enum GitHubFixture {
    static let budget = #""rateLimit": {"cost": 1, "remaining": 4999, "resetAt": "2026-11-24T10:00:00Z"}"#

    static func who(_ login: String, _ kind: String = "User") -> String {
        #"{"__typename": "\#(kind)", "login": "\#(login)"}"#
    }

    static func sha(_ digit: Character) -> String { String(repeating: digit, count: 40) }

    static let lastPage = #""pageInfo": {"hasNextPage": false, "endCursor": null}"#

    static func page(_ nodes: [String], next: String? = nil, total: Int? = nil) -> String {
        let info =
            next.map { #"{"hasNextPage": true, "endCursor": "\#($0)"}"# }
            ?? #"{"hasNextPage": false, "endCursor": null}"#
        return
            #"{"totalCount": \#(total ?? nodes.count), "pageInfo": \#(info), "nodes": [\#(nodes.joined(separator: ","))]}"#
    }

    static func commit(
        _ digit: Character, authored: String, committed: String? = nil, parents: Int? = 1, message: String = "Work",
        email: String = "hana@example.com", user: String? = nil
    ) -> String {
        let account = user.map { who($0) } ?? "null"
        let count = parents.map { #", "parents": {"totalCount": \#($0)}"# } ?? ""
        return """
            {"id": "C_\(digit)", "oid": "\(sha(digit))", "authoredDate": "\(authored)",
             "committedDate": "\(committed ?? authored)", "message": "\(message)",
             "author": {"email": "\(email)", "user": \(account)}\(count)}
            """
    }

    static func row(_ commit: String) -> String { #"{"commit": \#(commit)}"# }

    /// A pull request in detail; the given parts replace the usual ones.
    static func details(id: String = "PR_1", number: Int = 1, _ changes: [String: String] = [:]) -> String {
        var fields: [String: String] = [
            "__typename": #""PullRequest""#, "id": #""\#(id)""#, "number": "\(number)", "title": #""Add login""#,
            "state": #""MERGED""#, "isDraft": "false", "createdAt": #""2026-01-05T09:00:00Z""#,
            "updatedAt": #""2026-01-07T09:00:00Z""#, "closedAt": #""2026-01-06T09:00:00Z""#,
            "mergedAt": #""2026-01-06T09:00:00Z""#, "baseRefName": #""develop""#, "headRefName": #""login""#,
            "isCrossRepository": "false", "author": who("hana"), "body": #""Body""#, "additions": "10",
            "deletions": "2", "changedFiles": "3", "headRefOid": #""\#(sha("a"))""#, "totalCommentsCount": "0",
            "headRepository": #"{"id": "R_1"}"#, "mergedBy": who("taro"),
            "mergeCommit": #"{"oid": "\#(sha("b"))", "parents": {"nodes": [{"oid": "\#(sha("c"))"}]}}"#,
            "labels": page([]), "commits": page([row(commit("a", authored: "2026-01-05T08:00:00Z"))]),
            "reviews": page([]), "timelineItems": page([]),
        ]
        fields.merge(changes) { _, new in new }
        return "{" + fields.sorted { $0.key < $1.key }.map { #""\#($0.key)": \#($0.value)"# }.joined(separator: ", ")
            + "}"
    }

    static func nodes(_ nodes: [String], errors: String? = nil) -> ScriptedTransport.Answer {
        let tail = errors.map { #", "errors": [\#($0)]"# } ?? ""
        return .json(#"{"data": {\#(budget), "nodes": [\#(nodes.joined(separator: ","))]}\#(tail)}"#)
    }
}
