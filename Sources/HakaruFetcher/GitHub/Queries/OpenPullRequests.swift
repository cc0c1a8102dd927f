extension GitHubDocument {
    /// Number, state and base of the open ones, without details; asked once a day.
    static let openPullRequests = """
        query OpenPullRequests($owner: String!, $name: String!, $first: Int!, $after: String) {
          \(budget)
          repository(owner: $owner, name: $name) {
            pullRequests(
              first: $first, after: $after, states: [OPEN], orderBy: {field: CREATED_AT, direction: ASC}
            ) {
              totalCount
              pageInfo { hasNextPage endCursor }
              nodes { id number state isDraft updatedAt baseRefName commits { totalCount } }
            }
          }
        }
        """
}
