extension GitHubDocument {
    /// What machines say about some commits, and a page each of releases and deployments.
    ///
    /// `$oid0` … name a commit and `$after0` …, where it is not the first, where its page begins. Deployments stand in an object of their own: a token
    /// that may not read them gets null for all that stands beside them. A commit costs one connection, a page of
    /// releases one, a page of deployments 51.
    static func repositoryActivity(
        _ commits: [ActivityQuestion.CommitPart], releases: Bool, deployments: Bool
    ) -> String {
        var variables = ["$owner: String!", "$name: String!"]
        var fields = ["id"]
        for (index, part) in commits.enumerated() {
            variables.append("$oid\(index): GitObjectID!")
            if part.cursor != nil { variables.append("$after\(index): String!") }
            let place = part.cursor == nil ? "" : ", after: $after\(index)"
            fields.append(
                """
                commit\(index): object(oid: $oid\(index)) { ... on Commit { \
                statusCheckRollup { contexts(first: 100\(place)) { ...Contexts } } } }
                """)
        }
        if releases {
            variables.append("$releases: String")
            fields.append(
                """
                releases(first: 100, after: $releases, orderBy: {field: CREATED_AT, direction: DESC}) { ...Releases }
                """)
        }
        if deployments { variables.append("$deployments: String") }
        let deployed = """
            deployed: repository(owner: $owner, name: $name) {
                deployments(first: 50, after: $deployments, orderBy: {field: CREATED_AT, direction: DESC}) {
                  ...Deployments
                }
              }
            """
        var parts = [
            """
            query RepositoryActivity(\(variables.joined(separator: ", "))) {
              \(budget)
              repository(owner: $owner, name: $name) {
                \(fields.joined(separator: "\n    "))
              }
              \(deployments ? deployed : "")
            }
            """
        ]
        if !commits.isEmpty { parts.append(contexts) }
        if releases { parts.append(self.releases) }
        if deployments { parts.append(self.deployments) }
        if !commits.isEmpty || releases || deployments { parts.append(who) }
        return parts.joined(separator: "\n")
    }

    /// Commit statuses and checks of a commit, the last word of each in its suite.
    static let contexts = """
        fragment Contexts on StatusCheckRollupContextConnection {
          pageInfo { hasNextPage endCursor }
          nodes {
            __typename
            ... on StatusContext { context state description createdAt creator { ...Who } }
            ... on CheckRun { name conclusion title completedAt checkSuite { id app { slug } } }
          }
        }
        """

    private static let releases = """
        fragment Releases on ReleaseConnection {
          pageInfo { hasNextPage endCursor }
          nodes {
            id tagName isDraft isPrerelease createdAt publishedAt
            tagCommit { oid }
            author { ...Who }
          }
        }
        """

    private static let deployments = """
        fragment Deployments on DeploymentConnection {
          pageInfo { hasNextPage endCursor }
          nodes {
            id commitOid environment createdAt
            creator { ...Who }
            statuses(first: 100) { nodes { state createdAt } }
          }
        }
        """
}
