extension GitHubDocument {
    /// The scalars of pull requests whose details no API delivered, so that they are stored as incomplete.
    static let pullRequestSummaries = """
        query PullRequestSummaries($ids: [ID!]!) {
          \(budget)
          nodes(ids: $ids) {
            __typename
            ... on PullRequest { ...Summary }
          }
        }
        \(summary)
        \(who)
        """
}
