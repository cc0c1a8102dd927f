extension GitHubDocument {
    /// The first page of a walk, with the facts of the repository, the branches asked for and the newest change.
    ///
    /// `$branch0`, `$branch1` … are full names such as `refs/heads/develop`; `$part0` … are parts of names to look for.
    static func openWalk(branchCount: Int, partCount: Int) -> String {
        let branches = (0..<branchCount).map { "branch\($0): ref(qualifiedName: $branch\($0)) { ...Tip }" }
        let parts = (0..<partCount).map {
            "part\($0): refs(refPrefix: \"refs/heads/\", query: $part\($0), first: 100) { nodes { ...Tip } }"
        }
        let variables =
            (0..<branchCount).map { ", $branch\($0): String!" } + (0..<partCount).map { ", $part\($0): String!" }
        return """
            query OpenWalk(
              $owner: String!, $name: String!, $first: Int!, $after: String, $field: IssueOrderField!,
              $direction: OrderDirection!\(variables.joined())
            ) {
              \(budget)
              repository(owner: $owner, name: $name) {
                ...RepositoryFacts
                newest: pullRequests(first: 1, orderBy: {field: UPDATED_AT, direction: DESC}) { nodes { updatedAt } }
                \((branches + parts).joined(separator: "\n    "))
                ...ListPage
              }
            }
            \(repositoryFacts)
            \(tip)
            \(listPage)
            """
    }

    /// What is known of a repository apart from its pull requests.
    static let repositoryFacts = """
        fragment RepositoryFacts on Repository {
          id nameWithOwner isArchived isFork isPrivate createdAt
          defaultBranchRef { ...Tip }
        }
        """

    /// A branch and the commit at its tip.
    static let tip = "fragment Tip on Ref { name target { oid } }"
}
