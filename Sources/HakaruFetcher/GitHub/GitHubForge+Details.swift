package import HakaruModel

extension GitHubForge {
    package func details(
        of pullRequests: [ForgeID], in repository: RepositoryID, commitCount: Int
    ) async throws(FetchError) -> [ForgeID: DetailDelivery] {
        let request = GraphQLRequest(
            operation: "PullRequestDetails", document: GitHubDocument.pullRequestDetails(withFiles: asksForPaths),
            variables: ["ids": .strings(pullRequests.map(\.rawValue)), "commits": .int(commitCount)],
            connections: pullRequests.count * (fixedConnections + commitCount), isNarrowable: true)
        let answer: GitHubClient.QueryAnswer<NodesAnswer<DetailNode>> = try await client.query(request) { $0.rateLimit }
        let mapping = GitHubMapping(repository: repository, emails: emails, bots: bots, asksForPaths: asksForPaths)
        let damaged = try damagedParts(of: answer.errors) { path in
            if case .index(let index)? = path.dropFirst().first, path.first == .field("nodes") { index } else { nil }
        }
        var result: [ForgeID: DetailDelivery] = [:]
        for (index, entry) in answer.content.nodes.enumerated() where pullRequests.indices.contains(index) {
            let id = pullRequests[index]
            switch entry {
            // An error below a pull request may have left holes in it that look like nothing being there.
            case .delivered(let node) where !damaged.contains(index) && node.summary.id == id.rawValue:
                do throws(MappingProblem) {
                    result[id] = .draft(try mapping.draft(node))
                } catch {
                    result[id] = .malformed(error.place)
                }
            case .malformed(let place) where !damaged.contains(index):
                result[id] = .malformed(place)
            case .delivered, .malformed, .missing:
                break
            }
        }
        return result
    }

    package func rests(
        _ parts: [OpenPart], in repository: RepositoryID
    ) async throws(FetchError) -> [OpenPart: DraftPiece] {
        var variables: [String: GraphQLRequest.Value] = [:]
        for (index, part) in parts.enumerated() {
            switch part.kind {
            case .parents(let commits):
                variables["ids\(index)"] = .strings(commits.map(\.rawValue))
                continue
            case .threadComments(let thread):
                variables["id\(index)"] = .string(thread.rawValue)
            case .labels, .commits, .reviews, .timeline, .files, .reviewThreads:
                variables["id\(index)"] = .string(part.pullRequest.rawValue)
            }
            variables["first\(index)"] = .int(part.count)
            variables["after\(index)"] = .optional(part.cursor)
        }
        let request = GraphQLRequest(
            operation: "PullRequestRests", document: GitHubDocument.pullRequestRests(parts.map(\.kind.rest)),
            variables: variables, connections: parts.reduce(0) { $0 + $1.price }, isNarrowable: true)
        let answer: GitHubClient.QueryAnswer<RestsAnswer> = try await client.query(request) { $0.rateLimit }
        let damaged = try damagedParts(of: answer.errors) { path in
            if case .field(let alias)? = path.first { Alias(alias).number(after: "part") } else { nil }
        }
        let mapping = GitHubMapping(repository: repository, emails: emails, bots: bots)
        var result: [OpenPart: DraftPiece] = [:]
        for (index, part) in parts.enumerated() where !damaged.contains(index) {
            guard case .delivered(let content)? = answer.content.parts[index] else { continue }
            result[part] = piece(content, for: part, mapping)
        }
        return result
    }

    /// The piece for a part; nil where the answer does not hold what was asked for.
    private func piece(_ content: RestsAnswer.Part, for part: OpenPart, _ mapping: GitHubMapping) -> DraftPiece? {
        switch (content, part.kind) {
        case (.parents(let entries), .parents):
            var counts: [ForgeID: Int] = [:]
            for case .delivered(let commit) in entries { counts[ForgeID(commit.id)] = commit.parents.totalCount }
            return DraftPiece(.parents(counts))
        case (.node(let node), .labels):
            return node.labels.map(mapping.piece)
        case (.node(let node), .commits):
            do throws(MappingProblem) { return try node.commits.map(mapping.piece) } catch { return nil }
        case (.node(let node), .reviews):
            return node.reviews.map(mapping.piece)
        case (.node(let node), .timeline):
            do throws(MappingProblem) { return try node.timelineItems.map(mapping.piece) } catch { return nil }
        case (.node(let node), .files):
            return node.files.map(mapping.piece)
        case (.node(let node), .reviewThreads):
            return node.reviewThreads.map { mapping.piece($0, of: part.pullRequest) }
        case (.node(let node), .threadComments):
            return node.comments.map(mapping.piece)
        case (.parents, _), (.node, .parents):
            return nil
        }
    }

    package func summary(
        of pullRequest: ForgeID, in repository: RepositoryID
    ) async throws(FetchError) -> PullRequestDraft? {
        let request = GraphQLRequest(
            operation: "PullRequestSummaries", document: GitHubDocument.pullRequestSummaries,
            variables: ["ids": .strings([pullRequest.rawValue])], connections: 1)
        let answer: GitHubClient.QueryAnswer<NodesAnswer<SummaryNode>> = try await client.query(request) {
            $0.rateLimit
        }
        switch answer.content.nodes.first {
        case .delivered(let node)?:
            let mapping = GitHubMapping(repository: repository, emails: emails, bots: bots)
            var draft = PullRequestDraft(mapping.pullRequest(node))
            draft.giveUp(.details)
            return draft
        case .malformed(let place)?:
            throw .malformedAnswer(host: host, detail: place)
        case .missing?, nil:
            guard answer.errors.contains(where: { $0.type == "NOT_FOUND" }) else { throw .pageTooWide(host: host) }
            return nil
        }
    }

    /// Which parts of an answer an error is about.
    ///
    /// - Throws: ``FetchError/pageTooWide(host:)`` where an error is about no part, so that none can be trusted.
    private func damagedParts(
        of errors: [GraphQLError], index: ([GraphQLError.Step]) -> Int?
    ) throws(FetchError) -> Set<Int> {
        var damaged: Set<Int> = []
        for error in errors {
            guard let part = index(error.path) else { throw .pageTooWide(host: host) }
            damaged.insert(part)
        }
        return damaged
    }
}

extension OpenPart.Kind {
    /// The part of a query that asks for it.
    fileprivate var rest: GitHubDocument.Rest {
        switch self {
        case .labels: .connection(.labels)
        case .commits: .connection(.commits)
        case .reviews: .connection(.reviews)
        case .timeline: .connection(.timelineItems)
        case .files: .connection(.files)
        case .reviewThreads: .connection(.reviewThreads)
        case .threadComments: .threadComments
        case .parents: .parents
        }
    }
}
