extension GitHubDocument {
    /// What to ask about one repository of a change check.
    struct ChangePart: Hashable {
        /// How many branches to ask for by name.
        var branchCount: Int
        /// How many parts of names to look for branches with.
        var partCount: Int
        /// Whether to ask for the open pull requests.
        var asksForOpen: Bool

        /// The connections that GitHub counts.
        var connections: Int { 1 + partCount + (asksForOpen ? 1 : 0) }
    }

    /// Whether anything changed in some repositories: the newest change, and the tips of the branches asked for.
    ///
    /// Variables of the repository at `i`: `$id{i}`, its node id, which a rename does not change, `$branch{i}x{j}`, the
    /// full names of its branches, and `$part{i}x{j}`, parts of names. A repository costs one connection and one more for
    /// each part of a name and for the open ones, so that 100 cost 1 to 3 points.
    ///
    /// Where activity is asked for, `$recent{i}` is the full name of the branch whose commits since `$since` are asked for
    /// their statuses, and the newest release and deployment come along: 43 connections a repository. Deployments stand
    /// apart, since a token that may not read them gets null for what stands beside them.
    static func changeCheck(_ parts: [ChangePart], withActivity: Bool) -> String {
        var variables: [String] = withActivity ? ["$since: GitTimestamp!"] : []
        var fields: [String] = []
        for (index, part) in parts.enumerated() {
            let names = (0..<part.branchCount).map { "branch\(index)x\($0)" }
            let searches = (0..<part.partCount).map { "part\(index)x\($0)" }
            variables.append("$id\(index): ID!")
            variables += (names + searches).map { "$\($0): String!" }
            var own = names.map { "\($0): ref(qualifiedName: $\($0)) { ...Tip }" }
            own += searches.map {
                "\($0): refs(refPrefix: \"refs/heads/\", query: $\($0), first: 100) { nodes { ...Tip } }"
            }
            if part.asksForOpen {
                own.append("open: pullRequests(first: 100, states: [OPEN]) { totalCount nodes { id baseRefName } }")
            }
            if withActivity {
                variables.append("$recent\(index): String!")
                own += ["recent: ref(qualifiedName: $recent\(index)) { ...Recent }", "...NewestRelease"]
                fields.append("deployed\(index): node(id: $id\(index)) { ...NewestDeployment }")
            }
            let rest = own.isEmpty ? "" : " ... on Repository { \(own.joined(separator: " ")) }"
            fields.append("repository\(index): node(id: $id\(index)) { ...Change\(rest) }")
        }
        return """
            query ChangeCheck(\(variables.joined(separator: ", "))) {
              \(budget)
              \(fields.joined(separator: "\n  "))
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
