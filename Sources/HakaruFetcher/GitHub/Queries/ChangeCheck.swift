extension GitHubDocument {
    /// Whether anything changed in some repositories: the newest change, and the tips of the branches asked for.
    ///
    /// Variables of the repository at `i`: `$id{i}`, its node id, which a rename does not change, and `$branch{i}x{j}`, the
    /// full names of its branches. A repository costs one connection, so that 100 cost 1 point.
    ///
    /// Where activity is asked for, `$recent{i}` is the full name of the branch whose commits since `$since` are asked for
    /// their statuses, and the newest release and deployment come along: 43 connections a repository. Deployments stand
    /// apart, since a token that may not read them gets null for what stands beside them.
    static func changeCheck(branchCounts: [Int], withActivity: Bool) -> String {
        var variables: [String] = withActivity ? ["$since: GitTimestamp!"] : []
        var parts: [String] = []
        for (index, count) in branchCounts.enumerated() {
            let names = (0..<count).map { "branch\(index)x\($0)" }
            variables.append("$id\(index): ID!")
            variables += names.map { "$\($0): String!" }
            var tips = names.map { "\($0): ref(qualifiedName: $\($0)) { ...Tip }" }
            if withActivity {
                variables.append("$recent\(index): String!")
                tips += ["recent: ref(qualifiedName: $recent\(index)) { ...Recent }", "...NewestRelease"]
                parts.append("deployed\(index): node(id: $id\(index)) { ...NewestDeployment }")
            }
            let fields = tips.isEmpty ? "" : " ... on Repository { \(tips.joined(separator: " ")) }"
            parts.append("repository\(index): node(id: $id\(index)) { ...Change\(fields) }")
        }
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
            \(withActivity ? recent : "")
            """
    }

    private static let recent = """
        fragment Recent on Ref {
          target {
            ... on Commit {
              history(first: 40, since: $since) {
                pageInfo { hasNextPage endCursor }
                nodes { oid statusCheckRollup { contexts(first: 50) { ...Contexts } } }
              }
            }
          }
        }
        fragment NewestRelease on Repository {
          releases(first: 1, orderBy: {field: CREATED_AT, direction: DESC}) { nodes { id } }
        }
        fragment NewestDeployment on Repository {
          deployments(first: 1, orderBy: {field: CREATED_AT, direction: DESC}) {
            nodes { id latestStatus { state } }
          }
        }
        \(contexts)
        \(who)
        """
}
