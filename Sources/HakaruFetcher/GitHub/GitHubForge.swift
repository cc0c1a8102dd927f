package import HakaruModel
package import HakaruTransfer

/// GitHub: github.com, GitHub Enterprise Server, and what speaks their API on this machine.
///
/// Lists and details come through GraphQL; REST is asked for a pull request that GraphQL does not deliver even alone.
package struct GitHubForge: Forge {
    let endpoint: GitHubEndpoint
    let client: GitHubClient
    let gate: RequestGate
    let emails: EmailHasher
    /// Whether to ask for the paths that pull requests change.
    let asksForPaths: Bool
    let bots: [AccountPattern]

    /// Makes a client for one GitHub and one token.
    ///
    /// - Parameters:
    ///   - endpoint: Where its API lies.
    ///   - transport: What sends requests.
    ///   - authorizer: What proves who asks.
    ///   - emails: What turns e-mail addresses into what may be stored.
    ///   - bots: Accounts that are bots besides those that are known; their reviews are none.
    ///   - gate: Holds requests back; one for each host and token.
    ///   - asksForPaths: Whether to ask for the paths that pull requests change.
    ///   - timeouts: How long the parts of each request may take.
    package init(
        _ endpoint: GitHubEndpoint, transport: any HTTPTransport, authorizer: any Authorizer, emails: EmailHasher,
        bots: [AccountPattern] = [], gate: RequestGate, asksForPaths: Bool = false,
        timeouts: TransferTimeouts = TransferTimeouts()
    ) {
        self.endpoint = endpoint
        self.bots = bots
        self.gate = gate
        self.emails = emails
        self.asksForPaths = asksForPaths
        client = GitHubClient(
            endpoint: endpoint, transport: transport, authorizer: authorizer, gate: gate, timeouts: timeouts)
    }

    package var host: String { endpoint.host }
    package var usage: FetchUsage { gate.usage }
    package var now: Instant { gate.now }
    package var concurrency: Int { gate.concurrency }
    package var pagePrice: PagePrice? { PagePrice(fixed: fixedConnections, step: 100) }

    /// The connections of a pull request in a page of details, apart from those of its commits.
    var fixedConnections: Int { asksForPaths ? 6 : 5 }
}

// MARK: - Lists

extension GitHubForge {
    package func openWalk(_ query: ListQuery, branches: [BranchPattern]) async throws(FetchError) -> WalkOpening {
        let asked = BranchQuestions(branches)
        var request = listRequest(
            "OpenWalk", GitHubDocument.openWalk(branchCount: asked.names.count, partCount: asked.parts.count), query,
            extraConnections: 1 + asked.parts.count)
        for (index, name) in asked.names.enumerated() {
            request.variables["branch\(index)"] = .string("refs/heads/\(name)")
        }
        for (index, part) in asked.parts.enumerated() { request.variables["part\(index)"] = .string(part) }
        let answer: GitHubClient.QueryAnswer<ListAnswer> = try await client.query(request) { $0.rateLimit }
        let node = try repositoryNode(answer, query.repository)
        guard let facts = node.facts, let list = node.pullRequests else {
            throw .malformedAnswer(host: host, detail: "no facts of \(query.repository)")
        }
        let tips = node.tips.filter { asked.includes($0.name) } + (facts.defaultBranchRef.map { [$0] } ?? [])
        guard let repository = facts.repository(knownBranches: Set(tips.map(\.name))) else {
            throw .malformedAnswer(host: host, detail: "a name of a repository that is none")
        }
        return WalkOpening(
            repository: repository,
            tips: Dictionary(tips.compactMap { tip in tip.sha.map { (tip.name, $0) } }) { first, _ in first },
            newestUpdatedAt: node.newest?.nodes.first?.updatedAt.instant, answeredAt: answer.answeredAt,
            page: try page(list, answer.errors, width: query.width))
    }

    package func list(_ query: ListQuery) async throws(FetchError) -> ListPage {
        let request = listRequest("ListPullRequests", GitHubDocument.listPullRequests, query, extraConnections: 0)
        return try await page(request, query)
    }

    package func listOpen(_ query: ListQuery) async throws(FetchError) -> ListPage {
        var request = listRequest("OpenPullRequests", GitHubDocument.openPullRequests, query, extraConnections: 0)
        request.variables["field"] = nil
        request.variables["direction"] = nil
        return try await page(request, query)
    }

    private func page(_ request: GraphQLRequest, _ query: ListQuery) async throws(FetchError) -> ListPage {
        let answer: GitHubClient.QueryAnswer<ListAnswer> = try await client.query(request) { $0.rateLimit }
        guard let list = try repositoryNode(answer, query.repository).pullRequests else {
            throw .pageTooWide(host: host)
        }
        return try page(list, answer.errors, width: query.width)
    }

    private func listRequest(
        _ operation: String, _ document: String, _ query: ListQuery, extraConnections: Int
    ) -> GraphQLRequest {
        let isAscending = query.order == .createdAscending
        return GraphQLRequest(
            operation: operation, document: document,
            variables: [
                "owner": .string(query.repository.owner), "name": .string(query.repository.name),
                "first": .int(query.width), "after": .optional(query.cursor),
                "field": .string(isAscending ? "CREATED_AT" : "UPDATED_AT"),
                "direction": .string(isAscending ? "ASC" : "DESC"),
            ],
            connections: 1 + extraConnections + query.width,
            // A list that fails is asked for in smaller pages first, and that is a retry already.
            retries: query.width > 10 ? RetryRule.usual : 2, isNarrowable: query.width > 10)
    }

    /// The repository of an answer.
    private func repositoryNode(
        _ answer: GitHubClient.QueryAnswer<ListAnswer>, _ repository: RepositoryID
    ) throws(FetchError) -> RepositoryNode {
        if let node = answer.content.repository { return node }
        guard let error = answer.errors.first(where: { $0.path.first == .field("repository") }) ?? answer.errors.first
        else {
            throw .repositoryNotFound(repository, host: host)
        }
        switch error.type {
        case "NOT_FOUND": throw .repositoryNotFound(repository, host: host)
        case _ where error.needsSignOn: throw .forbidden(host: host, reason: "the token needs single sign-on.")
        case "FORBIDDEN", "INSUFFICIENT_SCOPES": throw .forbidden(host: host, reason: error.line)
        default: throw .malformedAnswer(host: host, detail: "\(error.line)")
        }
    }

    /// A page of a list; a row that was not delivered makes the page too wide, unless it is the only one.
    private func page(_ node: ListNode, _ errors: [GraphQLError], width: Int) throws(FetchError) -> ListPage {
        var rows: [ListedPullRequest] = []
        var missing = 0
        for entry in node.nodes {
            if case .delivered(let row) = entry { rows.append(row.listed) } else { missing += 1 }
        }
        guard missing == 0 || width == 1 else { throw .pageTooWide(host: host) }
        guard !node.pageInfo.hasNextPage || node.pageInfo.endCursor != nil else {
            throw .malformedAnswer(host: host, detail: "a page that goes on without a place to go on from")
        }
        return ListPage(total: node.totalCount, rows: rows, missingCount: missing, next: node.pageInfo.next)
    }
}

// MARK: - Histories

extension GitHubForge {
    package func history(
        _ page: HistoryPlan.Request, in repository: RepositoryID
    ) async throws(FetchError) -> HistoryPage {
        let request = GraphQLRequest(
            operation: "BranchHistory", document: GitHubDocument.branchHistory,
            variables: [
                "owner": .string(repository.owner), "name": .string(repository.name),
                "oid": .string(page.commit.description), "first": .int(100), "after": .optional(page.cursor),
                "isCounted": .bool(page.isCounted),
            ],
            connections: 101)
        let answer: GitHubClient.QueryAnswer<HistoryAnswer> = try await client.query(request) { $0.rateLimit }
        guard let node = answer.content.repository else { throw .repositoryNotFound(repository, host: host) }
        guard let history = node.object?.history else {
            guard let error = answer.errors.first(where: { $0.type != "NOT_FOUND" }) else { return HistoryPage([]) }
            throw .malformedAnswer(host: host, detail: error.line)
        }
        var entries: [BranchHistory.Entry] = []
        for row in history.nodes {
            let parents = row.parents.nodes.compactMap { ObjectID($0.oid) }
            guard let sha = ObjectID(row.oid), parents.count == row.parents.nodes.count else {
                throw .malformedAnswer(host: host, detail: "the name of a commit")
            }
            entries.append(BranchHistory.Entry(sha: sha, committedAt: row.committedDate.instant, parents: parents))
        }
        return HistoryPage(entries, total: history.totalCount, next: history.pageInfo?.next)
    }
}

/// Which branches to ask for: whole names one by one, and the longest part without `*` of each pattern.
struct BranchQuestions {
    private let patterns: [BranchPattern]
    let names: [String]
    let parts: [String]

    /// Sorts patterns, and names to ask for besides.
    init(_ patterns: [BranchPattern], names further: [String] = []) {
        self.patterns = patterns + further.compactMap { BranchPattern($0) }
        names = Set(patterns.filter(\.isExact).map(\.text) + further).sorted()
        let parts = patterns.filter { !$0.isExact }.map { pattern in
            pattern.text.split(separator: "*").max { $0.utf8.count < $1.utf8.count }.map(String.init) ?? ""
        }
        self.parts = Set(parts).sorted()
    }

    /// Whether a branch that came was really asked for.
    func includes(_ branch: String) -> Bool { patterns.contains { $0.matches(branch) } }
}
