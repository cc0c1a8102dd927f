package import HakaruModel
import HakaruTransfer

extension GitHubForge {
    /// What became of a comment that is kept up to date.
    package enum CommentChange: Hashable, Sendable {
        /// There was none of this account; a new one was written.
        case posted
        /// It said something else.
        case edited
        /// It says so already.
        case unchanged
    }

    /// Keeps one comment on a pull request: the first that this token's account wrote and that begins with a mark.
    ///
    /// Comments of others are never touched, whatever they begin with.
    ///
    /// - Parameters:
    ///   - body: What the comment is to say, the mark first.
    ///   - mark: The first line, by which it is found again.
    ///   - number: The pull request.
    ///   - repository: Its repository.
    /// - Returns: What was done.
    /// - Throws: ``FetchError/forbidden(host:reason:)`` for a token that may only read, as a fork's may.
    package func keepComment(
        _ body: String, beginningWith mark: String, on number: Int, of repository: RepositoryID
    ) async throws(FetchError) -> CommentChange {
        let issues = endpoint.rest.appending(["repos", repository.owner, repository.name, "issues"])
        let list = issues.appending([String(number), "comments"])
        let account = try await viewer()
        let own = try await all(list, of: RestComment.self).first { comment in
            comment.isBy(account) && comment.body?.utf8.starts(with: mark.utf8) == true
        }
        guard let own else {
            // Not to be sent twice: it would be there twice.
            guard try await client.write(.post, list, CommentBody(body: body), isRepeatable: false) else {
                throw .repositoryNotFound(repository, host: host)
            }
            return .posted
        }
        if own.body?.utf8.elementsEqual(body.utf8) == true { return .unchanged }
        let address = issues.appending(["comments", String(own.id)])
        guard try await client.write(.patch, address, CommentBody(body: body)) else {
            throw .repositoryNotFound(repository, host: host)
        }
        return .edited
    }

    /// The login of the account that the token speaks for; asked over GraphQL, which also tells it to a job's token.
    private func viewer() async throws(FetchError) -> String {
        let request = GraphQLRequest(
            operation: "Viewer", document: "query Viewer { viewer { login } }", variables: [:], connections: 0)
        let answer: GitHubClient.QueryAnswer<ViewerAnswer> = try await client.query(request) { _ in nil }
        return answer.content.viewer.login
    }
}

private struct ViewerAnswer: Decodable {
    struct Viewer: Decodable {
        let login: String
    }
    let viewer: Viewer
}

private struct CommentBody: Encodable {
    let body: String
}

private struct RestComment: Decodable {
    let id: Int
    let user: RestUser?
    let body: String?

    /// Whether an account wrote it; that of a bot may be named with or without `[bot]`.
    func isBy(_ account: String) -> Bool {
        guard let user else { return false }
        let (login, name) = (user.login.lowercased(), account.lowercased())
        if login == name { return true }
        return user.type == "Bot" && login == "\(name)[bot]"
    }
}
