import FoundationEssentials
package import HakaruModel
import HakaruTransfer

extension GitHubForge {
    /// Writes a commit status: `POST /repos/{owner}/{name}/statuses/{sha}`.
    ///
    /// It does no harm when the forge gets it twice.
    ///
    /// - Throws: ``FetchError/forbidden(host:reason:)`` for a token that may only read, as a fork's may.
    package func publish(
        _ status: CommitStatusDraft, on commit: ObjectID, of repository: RepositoryID
    ) async throws(FetchError) {
        let address = endpoint.rest.appending(
            ["repos", repository.owner, repository.name, "statuses", commit.description])
        let body = StatusBody(
            state: status.state.rawValue, context: status.context, description: status.description,
            targetURL: status.link)
        guard try await client.write(.post, address, body) else { throw .repositoryNotFound(repository, host: host) }
    }
}

/// The body of a request that writes a commit status.
private struct StatusBody: Encodable {
    let state: String
    let context: String
    let description: String
    let targetURL: String?

    enum CodingKeys: String, CodingKey {
        case state, context, description
        case targetURL = "target_url"
    }
}
