import HakaruModel

/// The REST paths that the demo forge answers; everything else is 404, as on GitHub.
enum RESTRoutes {
    private struct Route: Sendable {
        let method: String
        let path: [Substring]
        let answer: @Sendable (RESTCall) -> ForgeAnswer

        init(_ method: String, _ path: String, _ answer: @escaping @Sendable (RESTCall) -> ForgeAnswer) {
            self.method = method
            self.path = path.split(separator: "/")
            self.answer = answer
        }

        /// A route below `/repos/{owner}/{repo}`.
        init(
            _ method: String, repository path: String,
            _ answer: @escaping @Sendable (RESTCall, RepositoryView) -> ForgeAnswer
        ) {
            self.init(method, "/repos/{owner}/{repo}" + path) { call in
                guard let repository = call.snapshot.repository(call["owner"], call["repo"]) else { return .notFound }
                return answer(call, repository)
            }
        }

        /// A route below `/repos/{owner}/{repo}` of one pull request.
        init(
            pullRequest path: String, under folder: String = "pulls",
            _ answer: @escaping @Sendable (RESTCall, PullRequestObject) -> ForgeAnswer
        ) {
            self.init("GET", repository: "/\(folder)/{number}" + path) { call, repository in
                guard let view = repository.pullRequest(call.number("number")) else { return .notFound }
                return answer(call, PullRequestObject(view: view, repository: repository))
            }
        }

        /// The named parts of the path where the route leads there; nil where it does not.
        func parameters(of path: [String]) -> [String: String]? {
            guard path.count == self.path.count else { return nil }
            var parameters: [String: String] = [:]
            for (pattern, part) in zip(self.path, path) {
                if pattern.hasPrefix("{") {
                    parameters[String(pattern.dropFirst().dropLast())] = part
                } else if pattern != part {
                    return nil
                }
            }
            return parameters
        }
    }

    private static let table = [
        Route("GET", "/user", AccountRoutes.viewer),
        Route("GET", "/users/{login}", AccountRoutes.account),
        Route("GET", "/orgs/{login}", AccountRoutes.organization),
        Route("GET", "/users/{login}/repos", AccountRoutes.repositories),
        Route("GET", "/orgs/{login}/repos", AccountRoutes.repositories),
        Route("GET", repository: "", RepositoryRoutes.repository),
        Route("GET", repository: "/branches", RepositoryRoutes.branches),
        Route("GET", repository: "/branches/{branch}", RepositoryRoutes.branch),
        Route("GET", repository: "/releases", RepositoryRoutes.releases),
        Route("GET", repository: "/deployments", RepositoryRoutes.deployments),
        Route("GET", repository: "/deployments/{id}/statuses", RepositoryRoutes.deploymentStatuses),
        Route("GET", repository: "/commits", CommitRoutes.commits),
        Route("GET", repository: "/commits/{ref}", CommitRoutes.commit),
        Route("GET", repository: "/commits/{ref}/status", CommitRoutes.status),
        Route("GET", repository: "/commits/{ref}/statuses", CommitRoutes.statuses),
        Route("GET", repository: "/commits/{ref}/check-runs", CommitRoutes.checkRuns),
        Route("GET", repository: "/commits/{ref}/pulls", CommitRoutes.pullRequests),
        Route("POST", repository: "/statuses/{ref}", CommitRoutes.postStatus),
        Route("GET", repository: "/pulls", PullRequestRoutes.list),
        Route(pullRequest: "", PullRequestRoutes.pullRequest),
        Route(pullRequest: "/commits", PullRequestRoutes.commits),
        Route(pullRequest: "/reviews", PullRequestRoutes.reviews),
        Route(pullRequest: "/comments", PullRequestRoutes.reviewComments),
        Route(pullRequest: "/files", PullRequestRoutes.files),
        Route(pullRequest: "/comments", under: "issues", IssueRoutes.comments),
        Route(pullRequest: "/timeline", under: "issues", IssueRoutes.timeline),
        Route("POST", repository: "/issues/{number}/comments", IssueRoutes.postComment),
        Route("PATCH", repository: "/issues/comments/{id}", IssueRoutes.patchComment),
    ]

    static func answer(to call: RESTCall) -> ForgeAnswer {
        var path = call.request.path
        if path.first == "repositories", path.count > 1, let id = Int(path[1]),
            let repository = call.snapshot.repository(databaseID: id)
        {
            path = ["repos", repository.record.id.owner, repository.record.id.name] + path.dropFirst(2)
        }
        if path.first == "repos", path.count > 2, let moved = call.snapshot.renamedRepository(path[1], path[2]) {
            return redirect(call, to: moved, rest: path.dropFirst(3))
        }
        for route in table where route.method == call.request.method {
            guard let parameters = route.parameters(of: path) else { continue }
            var call = call
            call.parameters = parameters
            return route.answer(call)
        }
        return .notFound
    }

    /// A renamed repository: moved for good, for writes with the method kept.
    private static func redirect(
        _ call: RESTCall, to repository: RepositoryView, rest: ArraySlice<String>
    ) -> ForgeAnswer {
        let path = ["repositories", String(repository.record.databaseID)] + rest.map(\.percentEncoded)
        let query = call.request.target.split(separator: "?", maxSplits: 1).dropFirst().map { "?\($0)" }.joined()
        let address = "\(call.request.base)/\(path.joined(separator: "/"))\(query)"
        return .json(status: call.request.method == "GET" ? 301 : 307, headers: ["location": address]) { writer in
            writer.object { writer in
                writer.field("message", "Moved Permanently")
                writer.field("url", address)
            }
        }
    }
}
