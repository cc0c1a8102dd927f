extension GitHubDocument {
    /// A page of the list of pull requests, with what tells how much each will cost in detail.
    ///
    /// 1 point a page of 100.
    static let listPullRequests = """
        query ListPullRequests(
          $owner: String!, $name: String!, $first: Int!, $after: String, $field: IssueOrderField!,
          $direction: OrderDirection!
        ) {
          \(budget)
          repository(owner: $owner, name: $name) {
            ...ListPage
          }
        }
        \(listPage)
        """

    /// The page itself; shared with the document that opens a walk.
    static let listPage = """
        fragment ListPage on Repository {
          pullRequests(first: $first, after: $after, orderBy: {field: $field, direction: $direction}) {
            totalCount
            pageInfo { hasNextPage endCursor }
            nodes { id number state isDraft updatedAt baseRefName commits { totalCount } }
          }
        }
        """
}
