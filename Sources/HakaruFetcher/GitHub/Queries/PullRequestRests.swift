extension GitHubDocument {
    /// A part of a query for what a page of details left open.
    enum Rest {
        /// The next page of a connection of a pull request; variables `$id{i}`, `$first{i}`, `$after{i}`.
        case connection(Connection)
        /// The next comments of a review thread; variables `$id{i}` of the thread, `$first{i}`, `$after{i}`.
        case threadComments
        /// How many parents some commits have; variable `$ids{i}`, their node ids.
        case parents
    }

    /// A connection of a pull request.
    ///
    /// The raw values are the names of its fields.
    enum Connection: String, CaseIterable {
        case labels, commits, reviews, timelineItems, files, reviewThreads
    }

    /// The given parts, of several pull requests, in one query: the answer's `part{i}` belongs to the part at `i`.
    static func pullRequestRests(_ rests: [Rest]) -> String {
        let variables = rests.enumerated().map { index, rest in
            if case .parents = rest { return "$ids\(index): [ID!]!" }
            return "$id\(index): ID!, $first\(index): Int!, $after\(index): String"
        }
        return """
            query PullRequestRests(\(variables.joined(separator: ", "))) {
              \(budget)
              \(rests.enumerated().map { part($1, at: $0) }.joined(separator: "\n  "))
            }
            \(fragments(of: rests).joined(separator: "\n"))
            """
    }

    private static func part(_ rest: Rest, at index: Int) -> String {
        let page = "first: $first\(index), after: $after\(index)"
        switch rest {
        case .connection(let connection):
            let types = connection == .timelineItems ? ", itemTypes: [\(timelineTypes)]" : ""
            let field = "\(connection.rawValue)(\(page)\(types)) { ...\(connection.fragment) }"
            return "part\(index): node(id: $id\(index)) { ... on PullRequest { id \(field) } }"
        case .threadComments:
            let field = "comments(\(page)) { ...ThreadComments }"
            return "part\(index): node(id: $id\(index)) { ... on PullRequestReviewThread { id \(field) } }"
        case .parents:
            return "part\(index): nodes(ids: $ids\(index)) { ... on Commit { id parents(first: 1) { totalCount } } }"
        }
    }

    /// Only the fragments that are used: GraphQL refuses the others.
    private static func fragments(of rests: [Rest]) -> [String] {
        var connections: Set<Connection> = []
        var hasThreadComments = false
        for rest in rests {
            switch rest {
            case .connection(let connection): connections.insert(connection)
            case .threadComments: hasThreadComments = true
            case .parents: break
            }
        }
        var used: [String] = []
        if connections.contains(.labels) { used.append(labels) }
        if connections.contains(.commits) { used.append(commits) }
        if connections.contains(.reviews) { used.append(reviews) }
        if connections.contains(.timelineItems) { used.append(timeline) }
        if connections.contains(.files) { used.append(files) }
        if connections.contains(.reviewThreads) { used.append(threads) }
        if hasThreadComments || connections.contains(.reviewThreads) { used.append(threadComments) }
        if connections.contains(.commits) || connections.contains(.timelineItems) { used.append(oneCommit) }
        if hasThreadComments || !connections.isDisjoint(with: [.reviews, .timelineItems, .reviewThreads]) {
            used.append(who)
        }
        return used
    }

    /// The inline comments of a pull request, thread by thread; asked only where no other person's review exists.
    static let threads = """
        fragment Threads on PullRequestReviewThreadConnection {
          totalCount
          pageInfo { hasNextPage endCursor }
          nodes { id comments(first: 50) { ...ThreadComments } }
        }
        """

    /// A page of the comments of a thread.
    static let threadComments = """
        fragment ThreadComments on PullRequestReviewCommentConnection {
          totalCount
          pageInfo { hasNextPage endCursor }
          nodes { id createdAt author { ...Who } pullRequestReview { id submittedAt } }
        }
        """
}

extension GitHubDocument.Connection {
    /// The fragment that selects a page of it.
    var fragment: String {
        switch self {
        case .labels: "Labels"
        case .commits: "Commits"
        case .reviews: "Reviews"
        case .timelineItems: "Timeline"
        case .files: "Files"
        case .reviewThreads: "Threads"
        }
    }
}
