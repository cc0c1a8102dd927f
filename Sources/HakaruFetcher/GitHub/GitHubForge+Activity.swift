package import HakaruModel

extension GitHubForge {
    package func activity(
        _ question: ActivityQuestion, in repository: RepositoryID
    ) async throws(FetchError) -> ActivityPage {
        let answer: GitHubClient.QueryAnswer<ActivityAnswer> = try await client.query(
            request(question, in: repository)
        ) {
            $0.rateLimit
        }
        var page = ActivityPage()
        page.refused = refused(by: answer.errors)
        let damaged = try damagedCommits(of: answer.errors)
        guard let node = answer.content.repository else {
            if answer.errors.contains(where: { $0.type == "NOT_FOUND" }) || answer.errors.isEmpty {
                throw .repositoryNotFound(repository, host: host)
            }
            guard page.refused.isEmpty else { return page }
            throw .pageTooWide(host: host)
        }
        if question.releases != nil, !page.refused.contains(.releases) {
            guard let list = node.releases else { throw .pageTooWide(host: host) }
            page.activity.releases = list.rows.map(\.release)
            page.nextReleases = list.pageInfo.next
        }
        if question.deployments != nil, !page.refused.contains(.deployments) {
            guard let list = answer.content.deployed?.deployments else { throw .pageTooWide(host: host) }
            page.activity.deployments = list.rows.compactMap(\.deployment)
            page.nextDeployments = list.pageInfo.next
        }
        for (index, part) in question.commits.enumerated() {
            switch node.commits[index] {
            case .delivered(let row)? where !damaged.contains(index):
                guard let contexts = row.statusCheckRollup?.contexts else { continue }
                page.activity.statuses += contexts.rows.compactMap { $0.status(of: part.sha) }
                if let next = contexts.pageInfo.next {
                    page.further.append(ActivityQuestion.CommitPart(part.sha, after: next))
                }
            case .missing? where !damaged.contains(index):
                // The forge no longer has it, or the token may not read what is said about it.
                continue
            case .delivered?, .missing?, .malformed?, nil:
                page.missing.append(part)
            }
        }
        return page
    }

    private func request(_ question: ActivityQuestion, in repository: RepositoryID) -> GraphQLRequest {
        var variables: [String: GraphQLRequest.Value] = [
            "owner": .string(repository.owner), "name": .string(repository.name),
        ]
        for (index, part) in question.commits.enumerated() {
            variables["oid\(index)"] = .string(part.sha.description)
            if let cursor = part.cursor { variables["after\(index)"] = .string(cursor) }
        }
        if let page = question.releases { variables["releases"] = .optional(page.cursor) }
        if let page = question.deployments { variables["deployments"] = .optional(page.cursor) }
        return GraphQLRequest(
            operation: "RepositoryActivity",
            document: GitHubDocument.repositoryActivity(
                question.commits, releases: question.releases != nil, deployments: question.deployments != nil),
            variables: variables,
            connections: question.commits.count + (question.releases == nil ? 0 : 1)
                + (question.deployments == nil ? 0 : 51),
            isNarrowable: question.commits.count > 1)
    }

    /// What the errors say that the token may not read.
    private func refused(by errors: [GraphQLError]) -> ActivityState.Kinds {
        var kinds: ActivityState.Kinds = []
        for error in errors where error.isRefusal {
            switch (error.path.first, error.path.dropFirst().first) {
            case (.field("deployed"), _): kinds.insert(.deployments)
            case (_, .field("releases")): kinds.insert(.releases)
            case (_, .field(let alias)) where Alias(alias).number(after: "commit") != nil: kinds.insert(.statuses)
            default: break
            }
        }
        return kinds
    }

    /// The commits that an error is about which may pass.
    private func damagedCommits(of errors: [GraphQLError]) throws(FetchError) -> Set<Int> {
        var damaged: Set<Int> = []
        for error in errors where !error.isRefusal && error.type != "NOT_FOUND" {
            guard case .field(let alias)? = error.path.dropFirst().first,
                let index = Alias(alias).number(after: "commit")
            else { throw .pageTooWide(host: host) }
            damaged.insert(index)
        }
        return damaged
    }
}

extension GraphQLError {
    /// Whether the token may not read what it is about.
    var isRefusal: Bool { needsSignOn || type == "FORBIDDEN" || type == "INSUFFICIENT_SCOPES" }
}
