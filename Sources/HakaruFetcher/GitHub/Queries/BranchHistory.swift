extension GitHubDocument {
    /// A hundred commits that a commit reaches, itself first; the first-parent line is walked through their parents.
    ///
    /// `$isCounted` asks how many there are in all. 1 point a page.
    static let branchHistory = """
        query BranchHistory(
          $owner: String!, $name: String!, $oid: GitObjectID!, $first: Int!, $after: String, $isCounted: Boolean!
        ) {
          \(budget)
          repository(owner: $owner, name: $name) {
            object(oid: $oid) {
              ... on Commit {
                history(first: $first, after: $after) {
                  totalCount @include(if: $isCounted)
                  pageInfo { hasNextPage endCursor }
                  nodes { oid committedDate parents(first: 20) { totalCount nodes { oid } } }
                }
              }
            }
          }
        }
        """
}
