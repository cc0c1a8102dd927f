extension GitHubDocument {
    /// Whether anything changed in some repositories: the newest change, and the tips of the branches asked for.
    ///
    /// Variables of the repository at `i`: `$id{i}`, its node id, which a rename does not change, and `$branch{i}x{j}`, the
    /// full names of its branches. A repository costs one connection, so that 100 cost 1 point.
    static func changeCheck(branchCounts: [Int]) -> String {
        var variables: [String] = []
        var parts: [String] = []
        for (index, count) in branchCounts.enumerated() {
            let names = (0..<count).map { "branch\(index)x\($0)" }
            variables.append("$id\(index): ID!")
            variables += names.map { "$\($0): String!" }
            let tips = names.map { "\($0): ref(qualifiedName: $\($0)) { ...Tip }" }
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
            """
    }
}
