extension GitHubDocument {
    /// Whether anything changed in up to 100 repositories: the newest change and the tip of the default branch of each.
    ///
    /// Variables of the repository at `i`: `$id{i}`, its node id, which a rename does not change.
    static func changeCheck(repositoryCount: Int) -> String {
        let variables = (0..<repositoryCount).map { "$id\($0): ID!" }
        let parts = (0..<repositoryCount).map { "repository\($0): node(id: $id\($0)) { ...Change }" }
        return """
            query ChangeCheck(\(variables.joined(separator: ", "))) {
              \(budget)
              \(parts.joined(separator: "\n  "))
            }
            fragment Change on Repository {
              ...RepositoryFacts
              newest: pullRequests(first: 1, orderBy: {field: UPDATED_AT, direction: DESC}) {
                totalCount
                nodes { updatedAt }
              }
            }
            \(repositoryFacts)
            \(tip)
            """
    }
}
