extension GitHubDocument {
    /// A page of the repositories of a user or an organization, sorted by name.
    ///
    /// 1 point a page of 100.
    static let ownedRepositories = """
        query OwnedRepositories($login: String!, $first: Int!, $after: String) {
          \(budget)
          repositoryOwner(login: $login) {
            repositories(
              first: $first, after: $after, ownerAffiliations: [OWNER], orderBy: {field: NAME, direction: ASC}
            ) {
              pageInfo { hasNextPage endCursor }
              nodes { ...RepositoryFacts }
            }
          }
        }
        \(repositoryFacts)
        \(tip)
        """
}
