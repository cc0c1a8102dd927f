package import HakaruModel

extension GitHubForge {
    package func repositories(
        of owner: String, after cursor: String?
    ) async throws(FetchError) -> RepositoryPage {
        let request = GraphQLRequest(
            operation: "OwnedRepositories", document: GitHubDocument.ownedRepositories,
            variables: ["login": .string(owner), "first": .int(100), "after": .optional(cursor)], connections: 1)
        let answer: GitHubClient.QueryAnswer<OwnedAnswer> = try await client.query(request) { $0.rateLimit }
        guard let list = answer.content.repositoryOwner?.repositories else {
            let error = answer.errors.first
            switch error?.type {
            case _ where error?.needsSignOn == true:
                throw .forbidden(host: host, reason: "the token needs single sign-on.")
            case "FORBIDDEN"?, "INSUFFICIENT_SCOPES"?: throw .forbidden(host: host, reason: error?.line ?? "")
            default: throw .ownerNotFound(owner, host: host)
            }
        }
        guard !list.pageInfo.hasNextPage || list.pageInfo.endCursor != nil else {
            throw .malformedAnswer(host: host, detail: "a page that goes on without a place to go on from")
        }
        let found = list.nodes.compactMap { entry -> Repository? in
            guard case .delivered(let node) = entry else { return nil }
            return node.repository(knownBranches: [])
        }
        return RepositoryPage(
            repositories: found, missingCount: list.nodes.count - found.count, next: list.pageInfo.next)
    }

    package func changes(
        of questions: [ChangeQuestion], since: Instant
    ) async throws(FetchError) -> [ForgeID: RepositoryChange] {
        let withActivity = questions.contains { $0.activityBranch != nil }
        let branches = questions.map { BranchQuestions($0.patterns, names: $0.branches) }
        var variables: [String: GraphQLRequest.Value] = withActivity ? ["since": .string(since.description)] : [:]
        for (index, question) in questions.enumerated() {
            if withActivity { variables["recent\(index)"] = .string("refs/heads/\(question.activityBranch ?? "")") }
            variables["id\(index)"] = .string(question.repository.rawValue)
            for (place, name) in branches[index].names.enumerated() {
                variables["branch\(index)x\(place)"] = .string("refs/heads/\(name)")
            }
            for (place, part) in branches[index].parts.enumerated() {
                variables["part\(index)x\(place)"] = .string(part)
            }
        }
        let parts = zip(questions, branches).map {
            GitHubDocument.ChangePart(
                branchCount: $1.names.count, partCount: $1.parts.count, asksForOpen: $0.asksForOpen)
        }
        let request = GraphQLRequest(
            operation: "ChangeCheck", document: GitHubDocument.changeCheck(parts, withActivity: withActivity),
            variables: variables, connections: parts.reduce(0) { $0 + $1.connections + (withActivity ? 43 : 0) },
            isNarrowable: withActivity || questions.count > 10)
        let answer: GitHubClient.QueryAnswer<ChangeAnswer> = try await client.query(request) { $0.rateLimit }
        let isWhole = answer.errors.allSatisfy { $0.isRefusal || $0.type == "NOT_FOUND" }
        var result: [ForgeID: RepositoryChange] = [:]
        for (index, entry) in answer.content.nodes where questions.indices.contains(index) {
            guard case .delivered(let node) = entry else { continue }
            let own = node.tips.filter { branches[index].includes($0.name) }
            let tips = own + (node.facts.defaultBranchRef.map { [$0] } ?? [])
            guard let repository = node.facts.repository(knownBranches: Set(tips.map(\.name))) else { continue }
            result[questions[index].repository] = RepositoryChange(
                repository: repository,
                tips: Dictionary(tips.compactMap { tip in tip.sha.map { (tip.name, $0) } }) { first, _ in first },
                newestUpdatedAt: node.newest.nodes.first?.updatedAt.instant, open: node.open?.whole,
                answeredAt: answer.answeredAt,
                activity: isWhole && questions[index].activityBranch != nil
                    ? node.activity(deployed: answer.content.deployed[index]) : nil)
        }
        return result
    }
}
