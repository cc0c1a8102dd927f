extension GitHubDocument {
    /// A hundred commits that a commit reaches, itself first; the first-parent line is walked through their parents.
    static let branchHistory = """
        query BranchHistory($owner: String!, $name: String!, $oid: GitObjectID!, $first: Int!) {
          \(budget)
          repository(owner: $owner, name: $name) {
            object(oid: $oid) {
              ... on Commit {
                history(first: $first) {
                  pageInfo { hasNextPage endCursor }
                  nodes { oid committedDate parents(first: 20) { totalCount nodes { oid } } }
                }
              }
            }
          }
        }
        """
}
